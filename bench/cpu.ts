import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The unit of /proc/<pid>/stat: Linux shows 100 to the second, whatever the kernel counts in. */
const msPerTick = 10;

interface Usage {
  parent: number;
  own: number;
  /** Of children that have ended and were waited for. */
  reaped: number;
}

/** @throws Error where the system has no /proc, such as macOS: there is no benchmark there. */
export function mustHaveProc(): void {
  if (!existsSync('/proc/self/stat')) throw new Error('The benchmark reads CPU time from /proc, so it needs Linux.');
}

/** CPU that a process has used since it started, all its threads, in user and in kernel mode. Milliseconds. */
export function cpuMs(pid: number): number {
  const usage = usageOf(pid);
  if (!usage) throw new Error(`Process ${pid} is gone; its log may tell why.`);
  return usage.own;
}

/**
 * The same for a process and all that it started, also those that have ended meanwhile: PostgreSQL serves each
 * connection from a process of its own.
 */
export function treeCpuMs(root: number): number {
  const all = new Map<number, Usage>();
  for (const name of readdirSync('/proc')) {
    const usage = /^\d+$/.test(name) ? usageOf(Number(name)) : null;
    if (usage) all.set(Number(name), usage);
  }
  const belongs = (pid: number): boolean => pid === root || (all.has(pid) && belongs(all.get(pid)!.parent));
  let sum = 0;
  for (const [pid, { own, reaped }] of all) if (belongs(pid)) sum += own + reaped;
  return sum;
}

function usageOf(pid: number): Usage | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null; // It ended between the listing and now.
  }
  // The second field is the program's name, which may hold spaces and parentheses; fields are counted after it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number) as [number, number, number, number];
  return { parent: Number(fields[1]), own: (utime + stime) * msPerTick, reaped: (cutime + cstime) * msPerTick };
}

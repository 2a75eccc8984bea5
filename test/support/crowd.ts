import { setTimeout as pause } from 'node:timers/promises';
import { send } from './http.js';

/** One try of one client. */
export interface Try {
  ms: number;
  status: number;
  code: string | undefined;
}

export interface Client {
  url: string;
  token: string;
  path: string;
  body: unknown;
  key: string;
}

export interface Served {
  status: number;
  body: Record<string, any>;
  tries: Try[];
}

/**
 * Gives a command until there is a definite answer, as any decent client would: the same one with the same key, no sooner
 * than the server says.
 */
export async function give({ url, token, path, body, key }: Client, withinMs: number): Promise<Served> {
  const end = Date.now() + withinMs;
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': key,
    connection: 'close',
  };
  const tries: Try[] = [];
  for (;;) {
    const began = performance.now();
    // Each on a connection of its own: they are so many callers.
    const answer = await send(url, { method: 'POST', path, headers, body: JSON.stringify(body), alone: true });
    const answered = JSON.parse(answer.text) as Record<string, any>;
    const code = answer.status >= 400 ? String(answered['code']) : undefined;
    tries.push({ ms: performance.now() - began, status: answer.status, code });
    if (answer.status !== 503) return { status: answer.status, body: answered, tries };
    if (Date.now() > end) throw new Error(`no definite answer to ${key} in time: ${JSON.stringify(tries)}`);
    await pause(Number(answer.headers.get('retry-after')) * 1_000);
  }
}

/** What so many clients went through, in one line and in numbers. */
export function summaryOf(served: readonly Served[]) {
  const tries = served.flatMap((one) => one.tries);
  const codes: Record<string, number> = {};
  for (const { status, code = String(status) } of tries) codes[code] = (codes[code] ?? 0) + 1;
  const ms = tries.map((one) => one.ms).toSorted((a, b) => a - b);
  const counts = served.map((one) => one.tries.length).toSorted((a, b) => a - b);
  const at = (sorted: readonly number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  return {
    tries: tries.length,
    mostTries: counts.at(-1) ?? 0,
    codes,
    longestMs: ms.at(-1) ?? 0,
    line: `${served.length} clients, ${tries.length} tries (median ${at(counts, 0.5)}, most ${counts.at(-1)}); answers in ms: median ${Math.round(at(ms, 0.5))}, 95 % ${Math.round(at(ms, 0.95))}, longest ${Math.round(ms.at(-1) ?? 0)}; ${JSON.stringify(codes)}`,
  };
}

/** Resolves at the first Ctrl-C or termination signal; a second one ends the process at once. */
export function untilStopped(onSecond: () => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (asked) onSecond();
        asked = true;
        resolve(signal);
      });
    }
  });
}

/** Stops in the reverse order of the start, each bounded in time, so that one that hangs does not hold up the rest. */
export class Stops {
  private readonly stops: { name: string; stop: () => Promise<void> }[] = [];

  add(name: string, stop: () => Promise<void>): void {
    this.stops.push({ name, stop });
  }

  async all(log: (line: string) => void, withinMs = 25_000): Promise<void> {
    for (const { name, stop } of this.stops.toReversed()) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          log(`${name} did not stop within ${withinMs / 1000} s; going on.`);
          resolve();
        }, withinMs);
      });
      const stopping = stop().catch((error: unknown) => log(`${name} did not stop well: ${(error as Error).message}`));
      await Promise.race([stopping, late]);
      clearTimeout(timer);
    }
    this.stops.length = 0;
  }
}

/** Ctrl-C and termination signals: the first asks to stop, one more ends a pause, and the next ends the process at once. */
export class StopSignals {
  /** Resolves at the first. */
  readonly first: Promise<NodeJS.Signals>;
  private endPause: (() => void) | undefined;

  constructor(atOnce: () => void) {
    this.first = new Promise((resolve) => {
      let asked = false;
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.on(signal, () => {
          if (this.endPause) return this.endPause();
          if (asked) return atOnce();
          asked = true;
          resolve(signal);
        });
      }
    });
  }

  /** Waits for so many milliseconds, or until it is asked once more. */
  async pause(ms: number): Promise<void> {
    if (ms === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
      this.endPause = resolve;
    });
    clearTimeout(timer);
    this.endPause = undefined;
  }
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

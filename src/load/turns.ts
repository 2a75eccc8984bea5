/** No turn came in time. The message says for how long it was waited. */
export class NoTurn extends Error {
  override name = 'NoTurn';
}

interface Waiting {
  begin(): void;
  fail(error: Error): void;
}

/**
 * Lets so many work at the same time, in the order in which they came. A pool of connections has a time-out of its own, but
 * one for both waiting and connecting: under load it would say after two seconds that a server is away that is only busy.
 */
export class Turns {
  private readonly most: number;
  private readonly patienceMs: number;
  private working = 0;
  /** In the order in which they came; who has given up is taken out by itself. */
  private readonly waiting = new Set<Waiting>();

  /** @param patienceMs for which a turn is waited, in milliseconds */
  constructor(most: number, patienceMs: number) {
    this.most = most;
    this.patienceMs = patienceMs;
  }

  /** Does the work when its turn has come. @throws NoTurn; what the work throws; what `giveUp` was given */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.working >= this.most) await this.turn();
    else this.working += 1;
    try {
      return await work();
    } finally {
      this.pass();
    }
  }

  /** Tells all who wait that it is of no use: the server is away, and each would find out by itself, one after another. */
  giveUp(error: Error): void {
    for (const { fail } of this.waiting) fail(error);
  }

  private turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        this.waiting.delete(one);
      };
      const one: Waiting = {
        begin: () => {
          settle();
          resolve();
        },
        fail: (error) => {
          settle();
          reject(error);
        },
      };
      const timer = setTimeout(
        () => one.fail(new NoTurn(`no connection became free within ${this.patienceMs / 1000} s`)),
        this.patienceMs,
      );
      this.waiting.add(one);
    });
  }

  /** Gives it to the caller that has waited longest, or to nobody. */
  private pass(): void {
    const [next] = this.waiting;
    if (next) next.begin();
    else this.working -= 1;
  }
}

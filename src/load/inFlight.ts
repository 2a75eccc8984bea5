/** How long one takes before any has been measured, in milliseconds. */
const firstGuessMs = 500;
/** How much the last one counts in the average. */
const weightOfLast = 0.1;
/** Who comes back finds others as well who have just come: so not all of the room is promised. */
const promised = 0.8;
const soonestMs = 1_000;
const latestMs = 20_000;

/**
 * How much is under way at the same time. Past the bound nothing waits: who comes is told at once when to come back, each
 * a little later than the one before, as fast as there will be room. So those who were sent away do not all come back at
 * the same moment, only to be sent away again.
 */
export class InFlight {
  readonly most: number;
  private readonly now: () => number;
  private under = 0;
  private averageMs = firstGuessMs;
  /** The moment for which the last one was told to come back. */
  private expected = 0;

  /** @param now a clock in milliseconds that never goes back */
  constructor(most: number, now: () => number = () => performance.now()) {
    this.most = most;
    this.now = now;
  }

  /**
   * @param size how many of these it does at the same time
   * @returns a function to call once it is over; or, when there is no room, after how many seconds to come back
   */
  enter(size = 1): (() => void) | number {
    const taken = Math.min(size, this.most);
    if (this.under + taken > this.most) return this.comeBackAfter(taken);
    this.under += taken;
    const startedAt = this.now();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.under -= taken;
      this.averageMs += weightOfLast * (this.now() - startedAt - this.averageMs);
    };
  }

  /** Whole seconds: the header `Retry-After` has no smaller ones. */
  private comeBackAfter(size: number): number {
    const now = this.now();
    const gap = (this.averageMs * size) / this.most / promised;
    this.expected = Math.min(Math.max(this.expected + gap, now + soonestMs), now + latestMs);
    return Math.ceil((this.expected - now) / 1_000);
  }
}

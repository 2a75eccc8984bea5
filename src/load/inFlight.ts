/** How long one takes before any has been measured, in milliseconds. */
const firstGuessMs = 500;
/** How much the last one counts in the average. */
const weightOfLast = 0.1;
/** Who comes back finds others as well who have just come: so not all of the room is promised. */
const promised = 0.8;
const soonestMs = 1_000;
const latestMs = 20_000;
/** The part of the room that is left for others, however much one caller asks. */
const forOthers = 1 / 6;

/** What is under way, and the moment for which the last one was told to come back. */
interface Room {
  under: number;
  expected: number;
}

/**
 * How much is under way at the same time, in all and of one caller. Past the bound nothing waits: who comes is told at once
 * when to come back, each a little later than the one before, as fast as there will be room. So those who were sent away
 * do not all come back at the same moment, only to be sent away again.
 */
export class InFlight {
  /** In all, and of one caller. */
  readonly most: number;
  readonly mostOfOne: number;
  private readonly now: () => number;
  private readonly all: Room = { under: 0, expected: 0 };
  /** By caller, while they have something under way. */
  private readonly callers = new Map<string, Room>();
  private averageMs = firstGuessMs;

  /** @param now a clock in milliseconds that never goes back */
  constructor(most: number, now: () => number = () => performance.now()) {
    this.most = most;
    this.mostOfOne = Math.max(1, most - Math.ceil(most * forOthers));
    this.now = now;
  }

  /**
   * @param caller who asks
   * @param size how many of these it does at the same time
   * @returns a function to call once it is over; or, when there is no room, after how many seconds to come back
   */
  enter(caller: string, size = 1): (() => void) | number {
    const taken = Math.min(size, this.mostOfOne);
    const own = this.callers.get(caller) ?? { under: 0, expected: 0 };
    if (own.under + taken > this.mostOfOne) return this.comeBackAfter(own, taken, this.mostOfOne);
    if (this.all.under + taken > this.most) return this.comeBackAfter(this.all, taken, this.most);
    this.callers.set(caller, own);
    own.under += taken;
    this.all.under += taken;
    const startedAt = this.now();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      own.under -= taken;
      this.all.under -= taken;
      if (own.under === 0) this.callers.delete(caller);
      this.averageMs += weightOfLast * (this.now() - startedAt - this.averageMs);
    };
  }

  /** Whole seconds: the header `Retry-After` has no smaller ones. */
  private comeBackAfter(room: Room, size: number, most: number): number {
    const now = this.now();
    const gap = (this.averageMs * size) / most / promised;
    room.expected = Math.min(Math.max(room.expected + gap, now + soonestMs), now + latestMs);
    return Math.ceil((room.expected - now) / 1_000);
  }
}

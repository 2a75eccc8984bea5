import { RegisterUnavailable, type Database } from '../../register/database/database.js';
import { isAfter, latestChange } from '../../register/trajectories/changes.js';
import type { Changes } from '../serving/services.js';

/** Milliseconds between looks: a change is on a screen within a second, with some to spare. */
const every = 250;

/** Looks at the register, once for all streams of this process, and wakes them when something has changed. */
export class ChangeFeed implements Changes {
  private readonly register: Database;
  private readonly warn: (error: unknown) => void;
  private readonly listeners = new Set<() => void>();
  private readonly ending = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private latest = '0';

  /** @param warn hears of what is not an outage; the next look is made all the same */
  constructor(register: Database, warn: (error: unknown) => void) {
    this.register = register;
    this.warn = warn;
  }

  /** Aborted when this process stops: streams end then, and browsers go on with another. */
  get ended(): AbortSignal {
    return this.ending.signal;
  }

  /** @returns a function that ends it */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    this.timer ??= setTimeout(() => void this.look(), every);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    clearTimeout(this.timer);
    this.ending.abort();
  }

  private async look(): Promise<void> {
    try {
      const latest = await latestChange(this.register);
      if (latest !== this.latest) {
        const hasMoved = this.latest !== '0' || isAfter(latest, '0');
        this.latest = latest;
        if (hasMoved) for (const wake of this.listeners) wake();
      }
    } catch (error) {
      // While the register is away nothing changes in it; streams stay, and go on when it is back.
      if (!(error instanceof RegisterUnavailable)) this.warn(error);
    } finally {
      this.timer =
        this.listeners.size > 0 && !this.ended.aborted ? setTimeout(() => void this.look(), every) : undefined;
    }
  }
}

import { performance } from 'node:perf_hooks';
import type { Logger } from 'pino';

/** In milliseconds. */
export interface LookTimes {
  /** Between two looks at the same part. */
  pause: number;
  /** A look that takes longer than this is a part that does not answer. */
  patience: number;
}

const usual: LookTimes = { pause: 2_000, patience: 10_000 };

/** A part that is needed: what is said when it is not there, and a look at it that fails then. */
export interface NeededPart {
  whenMissing: string;
  look(): Promise<void>;
}

interface Seen {
  part: NeededPart;
  isThere: boolean;
  /** Why not, for the log; undefined until it has been looked at. */
  error: unknown;
  /** Since when it is being looked at; null between looks. */
  since: number | null;
}

/**
 * Whether this process can do its work. Its parts are looked at every few seconds, each by itself so that a slow one holds
 * up none of the others, and whoever asks is told what was seen last: asking costs nothing.
 */
export class Readiness {
  private readonly seen: Seen[];
  private readonly log: Logger;
  private readonly times: LookTimes;
  private readonly timers = new Set<NodeJS.Timeout>();
  private isStopped = false;
  private drains = false;
  private told = '';

  constructor(parts: readonly NeededPart[], log: Logger, times: LookTimes = usual) {
    this.seen = parts.map((part) => ({ part, isThere: false, error: undefined, since: null }));
    this.log = log;
    this.times = times;
    for (const one of this.seen) void this.lookOnAndOn(one);
  }

  /** From now on it is about to stop: no new work should come here, and what comes is done all the same. */
  startDraining(): void {
    this.drains = true;
  }

  get isDraining(): boolean {
    return this.drains;
  }

  /** What is missing, in words; nothing when it is ready. */
  missing(): string[] {
    const now = performance.now();
    const isLate = ({ since }: Seen) => since !== null && now - since > this.times.patience;
    const parts = this.seen.filter((one) => !one.isThere || isLate(one)).map(({ part }) => part.whenMissing);
    return this.drains ? ['this process is shutting down', ...parts] : parts;
  }

  stop(): void {
    this.isStopped = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  private async lookOnAndOn(one: Seen): Promise<void> {
    one.since = performance.now();
    try {
      await one.part.look();
      one.isThere = true;
    } catch (error) {
      one.isThere = false;
      one.error = error;
    }
    one.since = null;
    if (this.isStopped) return;
    this.tell(one);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.lookOnAndOn(one);
    }, this.times.pause);
    timer.unref();
    this.timers.add(timer);
  }

  /** In the log, once for each change. */
  private tell({ isThere, error }: Seen): void {
    const missing = this.missing();
    const now = missing.join('; ');
    if (now === this.told) return;
    this.told = now;
    if (missing.length === 0) this.log.info('ready');
    else this.log.warn({ missing, ...(!isThere && { err: error }) }, 'not ready');
  }
}

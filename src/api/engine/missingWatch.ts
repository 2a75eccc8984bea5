import type { Database } from '../../register/database/database.js';
import { countOpen } from '../../register/trajectories/toRecover.js';
import type { Engine } from './engine.js';

/** Milliseconds between two looks. */
const usualPause = 30_000;

export interface MissingWatchOptions {
  engine: Engine;
  register: Database;
  /** Says what an operator has to know now. */
  alarm(line: string): void;
}

/**
 * Counts every half minute how many trajectories are open in the register and how many the engine has: an engine that was
 * lost is an alarm also when nobody tries anything. A trajectory runs before it is recorded and ends after that, so the engine
 * never has fewer; its lists lag by seconds, so fewer is believed when it was so twice.
 */
export class MissingWatch {
  private readonly options: MissingWatchOptions;
  private readonly pauseMs: number;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private before = 0;
  private told = 0;

  constructor(options: MissingWatchOptions, pauseMs = usualPause) {
    this.options = options;
    this.pauseMs = pauseMs;
    void this.lookOnAndOn();
  }

  /** How many the engine has too few, as it was seen twice. */
  missing = 0;

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async lookOnAndOn(): Promise<void> {
    // While either is away there is nothing to compare: readiness says so.
    const now = await this.look().catch(() => this.missing);
    this.missing = Math.min(this.before, now);
    this.before = now;
    if (this.isStopped) return;
    if (this.missing > this.told) {
      this.options.alarm(
        `The engine lacks ${this.missing} of the trajectories that are open in the register. Run "bestendig recover --dry-run".`,
      );
    }
    this.told = this.missing;
    this.timer = setTimeout(() => void this.lookOnAndOn(), this.pauseMs);
    this.timer.unref();
  }

  private async look(): Promise<number> {
    const { engine, register } = this.options;
    const open = await countOpen(register);
    return Math.max(0, open - (await engine.countRunning()));
  }
}

import { alarmOf, noteContradiction, resolveContradictions } from '../src/register/trajectories/contradictions.js';
import type { Database } from '../src/register/database/database.js';
import { RecordConflict, RegisterBehind } from '../src/register/trajectories/record.js';
import type { NotifyInput } from '../src/trajectory/replayed/contract.js';

/** Events may wait this long for earlier ones that are on their way; after it, those will not come by themselves. */
const behindForMs = 60_000;
/** Only an operator can help. What was missing may be put back, so that is looked for more often. */
const pauseMs = { 'engine-older': 600_000, 'register-older': 30_000 };

/**
 * Notices, at recording, that the engine and the register contradict each other. Nothing of such events is recorded or
 * delivered; the contradiction is laid down in the register, and said as an alarm, until an operator resolves it.
 */
export class ContradictionWatch {
  private readonly register: Database;
  private readonly alarm: (line: string) => void;
  private readonly now: () => number;
  /** By trajectory, since when its events wait for earlier ones. */
  private readonly behindSince = new Map<string, number>();

  constructor(register: Database, alarm: (line: string) => void, now = Date.now) {
    this.register = register;
    this.alarm = alarm;
    this.now = now;
  }

  /** @returns after how many milliseconds to try again; null when it is no contradiction */
  async look({ summary }: NotifyInput, error: unknown): Promise<number | null> {
    const { id, version } = summary;
    const kind =
      error instanceof RecordConflict ? 'engine-older' : this.isLongBehind(id, error) ? 'register-older' : null;
    if (kind === null) return null;
    const laid = await noteContradiction(this.register, { trajectoryId: id, kind, engineVersion: version });
    if (laid) this.alarm(alarmOf(laid));
    return pauseMs[kind];
  }

  /** The events were recorded: what seemed to be missing has come. */
  async recorded({ summary: { id } }: NotifyInput): Promise<void> {
    const since = this.behindSince.get(id);
    if (since === undefined) return;
    this.behindSince.delete(id);
    if (this.isLong(since)) await resolveContradictions(this.register, [id]);
  }

  private isLongBehind(id: string, error: unknown): boolean {
    if (!(error instanceof RegisterBehind)) return false;
    const since = this.behindSince.get(id) ?? this.now();
    this.behindSince.set(id, since);
    return this.isLong(since);
  }

  private isLong(since: number): boolean {
    return this.now() - since >= behindForMs;
  }
}

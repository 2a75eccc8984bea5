import { RegisterUnavailable, type Database } from '../../register/database/database.js';
import { alarmOf, noteContradiction, type ContradictionKind } from '../../register/trajectories/contradictions.js';
import { findTrajectory } from '../../register/trajectories/trajectories.js';
import { episodeIn, personIn } from '../../trajectory/replayed/contract.js';
import type { Engine } from './engine.js';
import { lastRun, type LastRun } from './starting.js';
import { type Problem, problem } from '../http/problem.js';

/** A command waits no longer to hear which version its record has: a register that hangs holds nothing up. */
const patienceMs = 1_000;

export interface ContradictionsOptions {
  engine: Engine;
  register: Database;
  /** Says what an operator has to know now. */
  alarm(line: string): void;
}

/** Where the API notices that the engine and the register contradict each other, and stops. */
export class Contradictions {
  private readonly options: ContradictionsOptions;

  constructor(options: ContradictionsOptions) {
    this.options = options;
  }

  /** The version that the record of a trajectory has; undefined when it has none, or the register gives no answer in time. */
  async recordedVersion(trajectoryId: string): Promise<number | undefined> {
    const asked = this.options.register.query<{ version: number }>(
      { name: 'recorded-version', text: 'select version from trajectories where id = $1' },
      [trajectoryId],
    );
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined).unref());
    try {
      return (await Promise.race([asked, late]))?.[0]?.version;
    } catch (error) {
      if (error instanceof RegisterUnavailable) return undefined;
      throw error;
    }
  }

  /** The engine is older than the record. Both versions are the operator's to know, and not a caller's. */
  async recordAhead(trajectoryId: string, engineVersion: number): Promise<Problem> {
    await this.note(trajectoryId, 'engine-older', engineVersion);
    return problem('record-ahead', 'engine-restored-from-earlier');
  }

  /**
   * What to answer about a trajectory that is open in the register, at this version or later, and that the engine does not
   * have as open or does not let this caller know of.
   * @returns null when it passes: it was closed a moment ago, and that is on its way to the register
   */
  async whenAway(trajectoryId: string, recordedVersion: number): Promise<Problem | null> {
    const last = await lastRun(this.options.engine, personIn(trajectoryId));
    if (isAway(trajectoryId, last)) {
      await this.note(trajectoryId, 'engine-away', null);
      return problem('trajectory-away', 'engine-has-lost-it');
    }
    if (last?.running && last.memo.id === trajectoryId) {
      const version = (await this.options.engine.read(personIn(trajectoryId)))?.state.version;
      return version !== undefined && version < recordedVersion ? this.recordAhead(trajectoryId, version) : null;
    }
    if (await this.isOnItsWay(trajectoryId)) return null;
    await this.note(trajectoryId, 'register-older', null);
    return problem('record-behind', 'register-is-older');
  }

  /** A workflow ends when its closing is recorded, or another one goes on with that: asked first, and then the register. */
  private async isOnItsWay(trajectoryId: string): Promise<boolean> {
    const { engine, register } = this.options;
    if (await engine.isDelivering(trajectoryId)) return true;
    return (await findTrajectory(register, trajectoryId))?.status !== 'open';
  }

  private async note(trajectoryId: string, kind: ContradictionKind, engineVersion: number | null): Promise<void> {
    try {
      const laid = await noteContradiction(this.options.register, { trajectoryId, kind, engineVersion });
      if (laid) this.options.alarm(alarmOf(laid));
    } catch (error) {
      // The caller is told all the same, and the next one lays it down.
      if (!(error instanceof RegisterUnavailable)) throw error;
    }
  }
}

/**
 * Whether the engine has lost a trajectory that is open in the register. It knows those that were closed: only what it
 * never had, or what something other than a closing has ended, is lost.
 */
export function isAway(trajectoryId: string, last: LastRun | null): boolean {
  if (last === null) return true;
  if (last.running && last.memo.id === trajectoryId) return false;
  const episode = episodeIn(trajectoryId);
  if (last.memo.episode !== episode) return last.memo.episode < episode;
  return !last.closed;
}

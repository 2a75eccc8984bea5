import type { Database } from '../../register/database/database.js';
import { RegisterUnavailable } from '../../register/database/database.js';
import { findEpisodes, type Episodes } from '../../register/trajectories/trajectories.js';
import type { KernelInput } from '../../trajectory/replayed/contract.js';
import { decideReferral } from '../../trajectory/deciding/decide.js';
import type { PersonCommand } from '../../trajectory/replayed/events.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import { nothingYet, summarise, type TrajectorySummary } from '../../trajectory/replayed/state.js';
import type { Programme } from '../../trajectory/definitions/programme.js';
import { isAway } from './contradictions.js';
import { keyReused, type Engine } from './engine.js';
import type { ClockWatch } from './temporalClock.js';
import { attributesPauseMs, lastRun, mustBeInTime, startTrajectory, type Memo } from './starting.js';
import { type Problem, problem } from '../http/problem.js';

type ReferralCommand = Omit<PersonCommand, 'kind' | 'name' | 'trajectoryId'>;
/** With whether the reference of the person is the pseudonym of a number. */
type Referral = ReferralCommand & { isNumbered: boolean };

/** Either the trajectory that now exists, or the id of the one that the same request made before. */
export type Referred = { created: TrajectorySummary } | { repeatOf: string };

export interface ReferringOptions {
  engine: Engine;
  register: Database;
  /** Refuses when the clock of this process is wrong: what it decides would have a wrong moment for ever. */
  clock: ClockWatch;
  commandsPerRun: number;
}

/**
 * Starts a trajectory for a person. The referral is decided before the workflow starts, and its events are the
 * workflow's input: there is no moment at which a trajectory exists without its first step. Temporal refuses a second
 * open trajectory of the same person.
 */
export class Referring {
  private readonly options: ReferringOptions;

  constructor(options: ReferringOptions) {
    this.options = options;
  }

  async refer(programme: Programme, personRef: string, isNumbered: boolean, asked: ReferralCommand): Promise<Referred> {
    const command: Referral = { ...asked, isNumbered };
    const episodes = await this.episodes(personRef, command.commandId);
    if (episodes?.repeat) return repeated(episodes.repeat, command);
    if (episodes?.openUnderAlias) throw alreadyOpen();
    // Of who was never here, nothing needs to be asked: the engine refuses if that is not so.
    if (!isNumbered || episodes?.last === 0) {
      const created = await this.start(programme, personRef, 1, command, 'REJECT_DUPLICATE');
      if (created) return { created };
    }
    return this.referAgain(programme, personRef, episodes, command);
  }

  private async referAgain(
    programme: Programme,
    personRef: string,
    episodes: Episodes | null,
    command: Referral,
  ): Promise<Referred> {
    const lastRecorded = episodes?.last ?? null;
    const latest = await lastRun(this.options.engine, personRef);
    const memo = latest?.memo;
    if (memo?.commandId === command.commandId) return repeated(memo, command);
    // Open in the register, and lost by the engine: an operator recovers it, and nobody is referred twice meanwhile.
    const isLost = episodes !== null && episodes.open !== null && isAway(episodes.open, latest);
    if (latest?.running || isLost) throw alreadyOpen();
    const last = Math.max(memo?.episode ?? 0, lastRecorded ?? 0);
    const episode = last === 0 && lastRecorded === null ? episodeWhenNothingIsKnown() : last + 1;
    const created = await this.start(programme, personRef, episode, command, 'ALLOW_DUPLICATE');
    if (created) return { created };
    // Another request was first: it may have been this very command, sent twice.
    const winner = (await lastRun(this.options.engine, personRef))?.memo;
    if (winner?.commandId === command.commandId) return repeated(winner, command);
    throw alreadyOpen();
  }

  /** @returns null when the engine has a workflow under this person's id that this policy does not allow to follow. */
  private async start(
    programme: Programme,
    personRef: string,
    episode: number,
    { isNumbered, ...command }: Referral,
    workflowIdReusePolicy: 'REJECT_DUPLICATE' | 'ALLOW_DUPLICATE',
  ): Promise<TrajectorySummary | null> {
    await mustBeInTime(this.options.clock);
    const id = `${personRef}.${episode}`;
    const now = new Date().toISOString();
    const batch = decideReferral(programme, { id, personRef, episode }, command, now, isNumbered);
    const summary = summarise(evolve(nothingYet, batch));
    const { commandId, bodyHash } = command;
    const memo: Memo = { id, episode, commandId, bodyHash };
    const input: KernelInput = {
      schemaVersion: 1,
      state: null,
      unrecorded: [batch],
      undeliveredFrom: null,
      receipts: [{ commandId, bodyHash, version: summary.version }],
      commandsPerRun: this.options.commandsPerRun,
      attributesPauseMs,
    };
    const started = await startTrajectory(this.options.engine, summary, memo, input, workflowIdReusePolicy);
    return started ? summary : null;
  }

  /** Null when the register does not answer: a person can be referred all the same. */
  private async episodes(personRef: string, commandId: string): Promise<Episodes | null> {
    try {
      return await findEpisodes(this.options.register, personRef, commandId);
    } catch (error) {
      if (error instanceof RegisterUnavailable) return null;
      throw error;
    }
  }
}

function repeated(earlier: { id: string; bodyHash: string }, command: ReferralCommand): Referred {
  if (earlier.bodyHash !== command.bodyHash) throw keyReused();
  return { repeatOf: earlier.id };
}

function alreadyOpen(): Problem {
  return problem('trajectory-already-open', 'open-elsewhere');
}

/**
 * The number of an episode when the register is down and the engine no longer knows the person: a number that no count
 * of episodes reaches and that grows with time, so that it can neither collide nor come before an earlier one.
 */
function episodeWhenNothingIsKnown(): number {
  return 10_000 + Math.floor(Date.now() / 86_400_000);
}

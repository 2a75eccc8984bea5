import { KeyDestroyed } from '../../privacy/errors.js';
import type { Database } from '../../register/database/database.js';
import { isBeingErased } from '../../register/erasure/erasing.js';
import { readBatches } from '../../register/trajectories/timeline.js';
import { findLaterTrajectory } from '../../register/trajectories/trajectories.js';
import { personIn, type KernelInput } from '../../trajectory/replayed/contract.js';
import { decide } from '../../trajectory/deciding/decide.js';
import type { Batch, PersonCommand } from '../../trajectory/replayed/events.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import type { Programmes } from '../../trajectory/definitions/programme.js';
import {
  nothingYet,
  summarise,
  type TrajectoryState,
  type TrajectorySummary,
} from '../../trajectory/replayed/state.js';
import { Refusal } from '../../trajectory/replayed/refusal.js';
import type { ClockWatch } from './temporalClock.js';
import type { Decisions } from '../access/decisions.js';
import { NoOpenTrajectory, type Engine } from './engine.js';
import { attributesPauseMs, lastRun, mustBeInTime, receiptsOf, startTrajectory, type Memo } from './starting.js';
import { continuesInFact } from '../../trajectory/replayed/transfer.js';
import { type Problem, problem } from '../http/problem.js';
import { refuse } from '../../trajectory/words/engineRefusals.js';

export interface ReopeningOptions {
  engine: Engine;
  register: Database;
  programmes: Programmes;
  /** As for a referral. */
  clock: ClockWatch;
  commandsPerRun: number;
}

/** What becomes of the trajectory by the command. */
export interface How {
  staysClosed: boolean;
  /** The command with what it rests on, from the record. @throws Refusal */
  prepared(command: PersonCommand, batches: readonly Batch[], state: TrajectoryState): PersonCommand;
}

/**
 * Gives a command to a trajectory that has ended: one that reopens it, or that corrects it and leaves it closed. Its workflow has ended too, so the record is the truth: it is folded,
 * the command is decided as the kernel would, and a workflow starts under the same id with what that came to. Works as
 * well when the engine has long forgotten the trajectory.
 */
export class Reopening {
  private readonly options: ReopeningOptions;

  constructor(options: ReopeningOptions) {
    this.options = options;
  }

  /**
   * The caller may know of the trajectory, and its row in the register is closed.
   * @throws Refusal as the decider refuses; Problem `conflict`; `not-confirmed` while the record is not complete or the
   * engine gives no answer; RegisterUnavailable
   */
  async perform(command: PersonCommand, access: Decisions, how: How): Promise<TrajectorySummary> {
    const { engine, register, commandsPerRun } = this.options;
    if (await isBeingErased(register, command.trajectoryId)) {
      throw problem('conflict', 'is-being-erased');
    }
    const batches = await readBatches(register, command.trajectoryId);
    const closed = batches.reduce(evolve, nothingYet);
    const { id, personRef, episode } = closed;
    const last = await lastRun(engine, personRef);
    const isDone = batches.some(({ commandId }) => commandId === command.commandId);
    if (isDone || (last?.running && last.memo.id === id)) return this.afterAnother(command);
    mustBeWhole(closed, batches, last?.memo);
    // Corrected can be what is long over: it stays closed, so the person's later trajectory goes on beside it.
    const isOver = how.staysClosed && (await this.isLater(closed, last?.memo));
    if (!how.staysClosed) await this.mustBeTheLast(closed, access, last?.memo);

    await mustBeInTime(this.options.clock);
    const batch = this.decided(closed, how.prepared(command, batches, closed));
    const state = evolve(closed, batch);
    const summary = summarise(state);
    if (isOver) {
      const notify = { summary, personRef, episode, batches: [batch], deliverFrom: batch.from };
      if (await engine.recordAfterEnd(notify)) return summary;
      throw notRecordedYet();
    }
    const { commandId, bodyHash } = command;
    const input: KernelInput = {
      schemaVersion: 1,
      state,
      unrecorded: [batch],
      undeliveredFrom: batch.from,
      receipts: receiptsOf([...batches, batch]),
      commandsPerRun,
      attributesPauseMs,
    };
    await this.setDeliveryAside(closed);
    const memo: Memo = { id, episode, commandId, bodyHash };
    if (await startTrajectory(engine, summary, memo, input, 'ALLOW_DUPLICATE')) return summary;
    const now = (await lastRun(engine, personRef))?.memo;
    // A later trajectory has begun since: what is corrected is recorded beside it, with the next try.
    if (how.staysClosed && (await this.isLater(closed, now))) throw notRecordedYet();
    if (!how.staysClosed) await this.mustBeTheLast(closed, access, now);
    return this.afterAnother(command);
  }

  private decided(state: TrajectoryState, command: PersonCommand): Batch {
    const now = new Date().toISOString();
    const programme = this.options.programmes.at(state.municipality, now);
    if (!programme) throw refuse('conflict', 'no-programme', { municipality: state.municipality });
    return decide(programme, state, command, now);
  }

  /** Someone has reopened it first. It may have been this very command, sent twice: the trajectory itself says which. */
  private async afterAnother(command: PersonCommand): Promise<TrajectorySummary> {
    try {
      return (await this.options.engine.perform(personIn(command.trajectoryId), command)).summary;
    } catch (error) {
      const isOver = error instanceof Refusal && error.refused.code === 'trajectory-closed';
      if (isOver || error instanceof NoOpenTrajectory) throw notRecordedYet();
      throw error;
    }
  }

  /** One person has one open trajectory, and an episode goes on only while it is their last. */
  private async mustBeTheLast(state: TrajectoryState, access: Decisions, last: Memo | undefined) {
    const { register } = this.options;
    const other = await findLaterTrajectory(register, state.id, await wentOnIn(register, state));
    if (other && access.mayKnow(other)) {
      const { id, status } = other;
      const because = status === 'open' ? 'has-later-open-trajectory' : 'has-later-closed-trajectory';
      throw problem('conflict', because, { id }, { extra: { laterTrajectory: id } });
    }
    if (other || (last && last.episode > state.episode)) throw notTheLast();
  }

  private async isLater(state: TrajectoryState, last: Memo | undefined): Promise<boolean> {
    if (last && last.episode > state.episode) return true;
    const { register } = this.options;
    return (await findLaterTrajectory(register, state.id, await wentOnIn(register, state))) !== undefined;
  }

  /**
   * Messages of the closing may be undelivered for days, by a workflow whose id the next closing needs: a kernel that
   * could not start it would fail. So it goes on under another.
   */
  private setDeliveryAside(closed: TrajectoryState): Promise<void> {
    const { personRef, episode } = closed;
    // All is recorded, so the register knows what is not delivered; nothing needs to be carried.
    return this.options.engine.setDeliveryAside({
      summary: summarise(closed),
      personRef,
      episode,
      batches: [],
      deliverFrom: 1,
      takenOver: true,
    });
  }
}

const mostHops = 20;

/** The trajectories in which a closed one went on, the first one first: each may know the number that it has to give back. */
async function wentOnIn(register: Database, closed: TrajectoryState): Promise<string[]> {
  const ids: string[] = [];
  let next = continuesInFact.of(closed.facts);
  while (next !== undefined && ids.length < mostHops) {
    ids.push(next);
    const { facts } = (await readBatches(register, next).catch(goneIfErased)).reduce(evolve, nothingYet);
    next = continuesInFact.of(facts);
  }
  return ids;
}

function goneIfErased(error: unknown): Batch[] {
  if (error instanceof KeyDestroyed) return [];
  throw error;
}

/**
 * The register takes events in their order only, and a run ends with a closing: so a closed trajectory in which the last
 * run's first command is recorded has all of that run.
 * @throws Problem `not-confirmed` when some of it is still on its way
 */
function mustBeWhole({ id, status }: TrajectoryState, batches: Batch[], last: Memo | undefined): void {
  const known = last?.id !== id || batches.some(({ commandId }) => commandId === last.commandId);
  if (status === 'closed' && known) return;
  throw notRecordedYet();
}

/** For who may not know of another trajectory of the person, it does not exist; so this says nothing of one. */
function notTheLast(): Problem {
  return problem('conflict', 'not-to-be-reopened');
}

export function notRecordedYet(): Problem {
  return problem('not-confirmed', 'not-recorded-yet', {}, { retryAfter: 2 });
}

import { WorkflowNotFoundError } from '@temporalio/client';
import type { Directory } from '../agencies/directory.js';
import { messagesOf } from '../agencies/messagesOf.js';
import type { StepNames } from '../agencies/names.js';
import { translated, type Engine } from '../api/engine/engine.js';
import { attributesPauseMs, receiptsOf, startTrajectory, type Memo } from '../api/engine/starting.js';
import type { Database } from '../register/database/database.js';
import { record } from '../register/trajectories/record.js';
import { batchesOfMany, findToRecover, type OpenRow } from '../register/trajectories/toRecover.js';
import { deliveryIdOf, episodeIn, type KernelInput, personIn, workflowIdOf } from '../trajectory/replayed/contract.js';
import type { Batch } from '../trajectory/replayed/events.js';
import { evolve } from '../trajectory/replayed/evolve.js';
import { nothingYet, summarise, type TrajectoryState } from '../trajectory/replayed/state.js';
import { verdictOn, type InEngine, type Recorded, type Verdict } from './compare.js';
import { lookInEngine } from './look.js';
import { unsaidIn } from './unsaid.js';

export interface RecoverOptions {
  engine: Engine;
  register: Database;
  directory: Directory;
  names: StepNames;
  commandsPerRun: number;
  /** Only reads: in the register and in the engine. */
  dryRun: boolean;
}

/** What was done with one trajectory, or would be. */
export interface Recovered {
  id: string;
  municipality: string | null;
  did: Verdict['do'];
  registerVersion: number;
  /** Null when the engine has no run of it. */
  engineVersion: number | null;
  /** The ids of the commands that an older engine accepted, and that the record does not have. */
  lost?: string[];
  why?: string;
}

/** A trajectory of the register with its events. */
export interface FromRegister {
  row: OpenRow & { isOpen: boolean };
  batches: Batch[];
}

/** Others may be at the same; then each sees that it was done, or does what is left. */
const mostTries = 4;

/**
 * Makes the engine and the register agree about one trajectory. May be stopped at any moment and run again, and by two at
 * once: a run is ended only when it is the one that was looked at, and started only when there is none.
 * @throws Problem `not-confirmed` when the engine does not answer; RegisterUnavailable, KeysUnavailable, KeyDestroyed
 */
export async function recoverOne(options: RecoverOptions, id: string, known?: FromRegister): Promise<Recovered> {
  let from = known ?? (await fromRegister(options.register, id));
  let recordedNow = -1;
  for (let tries = 1; ; tries += 1) {
    const state = from.batches.reduce(evolve, nothingYet);
    const recorded = recordedAs(id, state, from);
    const inEngine = await lookInEngine(options.engine, id, recorded.version);
    const verdict = verdictOn(recorded, inEngine);
    const isAhead = verdict.do === 'record' || verdict.do === 'report';
    // What was recorded between the two looks is not missing: only what is missing still.
    if (isAhead && recorded.version !== recordedNow && tries < mostTries) {
      recordedNow = recorded.version;
      from = await fromRegister(options.register, id);
      continue;
    }
    const told = tell(id, from, recorded, inEngine, verdict);
    if (options.dryRun || (await done(options, { state, from, inEngine, verdict }))) return told;
    if (tries === mostTries) return { ...told, did: 'nothing' };
    from = await fromRegister(options.register, id);
  }
}

export async function fromRegister(register: Database, id: string): Promise<FromRegister> {
  const row = await findToRecover(register, id);
  if (!row) return { row: { id, municipality: '', pendingFrom: null, isFollowed: false, isOpen: false }, batches: [] };
  return { row, batches: (await batchesOfMany(register, [id])).get(id) ?? [] };
}

function recordedAs(id: string, state: TrajectoryState, { row, batches }: FromRegister): Recorded {
  const episode = episodeIn(id);
  const { isFollowed } = row;
  return { id, episode, version: state.version, isOpen: row.isOpen && state.status === 'open', isFollowed, batches };
}

function tell(
  id: string,
  { row }: FromRegister,
  { version }: Recorded,
  { held }: InEngine,
  verdict: Verdict,
): Recovered {
  return {
    id,
    municipality: row.municipality || null,
    did: verdict.do,
    registerVersion: version,
    engineVersion: held?.trajectoryId === id ? held.version : null,
    ...('lost' in verdict && verdict.lost.length > 0 && { lost: verdict.lost }),
    ...('why' in verdict && { why: verdict.why }),
  };
}

interface Decided {
  state: TrajectoryState;
  from: FromRegister;
  inEngine: InEngine;
  verdict: Verdict;
}

/** @returns false when someone else was at it, so that it has to be looked at again */
async function done(options: RecoverOptions, { state, from, inEngine, verdict }: Decided): Promise<boolean> {
  switch (verdict.do) {
    case 'start':
      return startFromRecord(options, state, from);
    case 'replace':
      await end(options.engine, state, inEngine);
      return startFromRecord(options, state, from);
    case 'end':
      await end(options.engine, state, inEngine);
      return true;
    case 'record':
      await recordMissing(options, state, verdict.batches);
      return true;
    case 'nothing':
    case 'report':
      return true;
  }
}

async function startFromRecord(
  { engine, register, commandsPerRun }: RecoverOptions,
  state: TrajectoryState,
  { row, batches }: FromRegister,
): Promise<boolean> {
  const { id, episode } = state;
  const { commandId, bodyHash } = batches[0]!;
  const memo: Memo = { id, episode, commandId, bodyHash };
  const input: KernelInput = {
    schemaVersion: 1,
    state,
    // Recorded again they change nothing; what they say to others is said again.
    unrecorded: await unsaidIn(register, id, batches),
    undeliveredFrom: row.pendingFrom,
    takenOver: true,
    receipts: receiptsOf(batches),
    commandsPerRun,
    attributesPauseMs,
  };
  return startTrajectory(engine, summarise(state), memo, input, 'ALLOW_DUPLICATE');
}

const reason = 'older than its record: goes on from the record (bestendig recover)';

/** Ends the run that was looked at and no other; and what would record for ever what contradicts the record. */
async function end(engine: Engine, { id }: TrajectoryState, { held, isDelivering }: InEngine): Promise<void> {
  const { workflow } = engine.client;
  if (held?.isRunning)
    await ended(engine, () => workflow.getHandle(workflowIdOf(personIn(id)), held.runId).terminate(reason));
  if (isDelivering) await ended(engine, () => workflow.getHandle(deliveryIdOf(id)).terminate(reason));
}

async function ended(engine: Engine, terminate: () => Promise<unknown>): Promise<void> {
  try {
    await engine.within(10_000, terminate);
  } catch (error) {
    // It has ended, or goes on as another run: the next look tells.
    if (!(error instanceof WorkflowNotFoundError)) throw translated(error);
  }
}

/**
 * Records what the engine had recorded in a register that was newer. Its messages were delivered then, or are known to have
 * failed: so they are not sent again.
 */
async function recordMissing(
  { register, directory, names }: RecoverOptions,
  before: TrajectoryState,
  batches: Batch[],
): Promise<void> {
  const state = batches.reduce(evolve, before);
  const summary = summarise(state);
  const { personRef, episode } = state;
  const notifications = messagesOf(summary, batches, directory, names).map((message) => ({
    ...message,
    ...(message.status === 'pending' && { status: 'sent' as const }),
  }));
  await record(register, { summary, personRef, episode, batches, notifications }, 0);
}

import type { GivenCommand } from './events.js';
import { accessRequest, decideAccess } from './policy.js';
import type { Json, TrajectoryState } from './state.js';
import { partsOf } from './transfer.js';

/** Every reason for which a command can be refused. The code travels unchanged from here to the API's answer. */
export type RefusalCode =
  | 'invalid-input'
  | 'forbidden'
  | 'not-found'
  | 'step-not-open'
  | 'trajectory-closed'
  | 'stale-version'
  | 'record-ahead'
  | 'idempotency-key-reused'
  | 'conflict'
  | 'clock-differs'
  | 'step-failed';

/** What stands in a sentence: a day, a number, the code of a step, or something else that is said. */
export type Param = string | number | readonly string[] | Said;
export type Params = Readonly<Record<string, Param>>;

/** Something that is said, as it is recorded: by a code and what it is about. Its words stand in a table, by language. */
export interface Said {
  because: string;
  params?: Params;
}

/** What is said of a place in what was sent, by its JSON pointer. */
export interface FieldSaid extends Said {
  pointer: string;
}

/** What travels: which refusal it is, why, what is wrong with which fields, and facts for a machine. */
export interface Refused extends Said {
  code: RefusalCode;
  errors?: readonly FieldSaid[];
  extra?: Record<string, Json>;
}

/** Thrown by `decide` and by step definitions to refuse a command. The state stays as it was. */
export class Refusal extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.because);
    this.name = 'Refusal';
    this.refused = refused;
  }
}

/**
 * What the state alone can refuse, before anything is decided. The workflow's main loop asks this when a command's
 * turn comes, and that is replayed: so this never changes, as `evolve` never does. New rules belong in `decide`.
 */
export function refusedByState(state: TrajectoryState, command: GivenCommand): Refused | null {
  if (state.status === 'closed') {
    return {
      code: 'trajectory-closed',
      ...closedWith(state.outcome),
      extra: { outcome: state.outcome },
    };
  }
  if (command.kind === 'message') return null;
  if (command.expectedVersion !== undefined && command.expectedVersion !== state.version) {
    return {
      code: 'stale-version',
      because: 'changed-meanwhile',
      extra: { currentVersion: state.version },
    };
  }
  const open = state.openSteps.map(({ step }) => step);
  if (command.kind === 'step' && !open.includes(command.name)) {
    return {
      code: 'step-not-open',
      ...notOpen(command.name, open),
      extra: { openSteps: open },
    };
  }
  return null;
}

/** That a trajectory has ended, and with what. */
export function closedWith(outcome: string | null): Said {
  return outcome === null
    ? { because: 'closed-without-outcome' }
    : { because: 'closed-with-outcome', params: { outcome } };
}

/** That a step is not open, and which are. */
export function notOpen(step: string, open: readonly string[]): Said {
  return open.length === 0
    ? { because: 'step-not-open-nor-another', params: { step } }
    : { because: 'step-not-open', params: { step, open } };
}

/**
 * What the kernel refuses before a command enters its history. Validators are not replayed, so this may change.
 * Someone who may not know of the trajectory, or means another one, learns nothing of this one.
 */
export function refusedAtTheDoor(state: TrajectoryState, command: GivenCommand): Refused | null {
  if (command.kind === 'message') {
    return command.trajectoryId === state.id ? refusedByState(state, command) : noSuchTrajectory(command);
  }
  const resource = { type: 'trajectory' as const, id: state.id, properties: partsOf(state) };
  const context = { time: state.updatedAt, partners: null };
  const asked = accessRequest(command.actor, 'trajectory:command', resource, context);
  if (command.trajectoryId !== state.id || !decideAccess(asked).decision) {
    return noSuchTrajectory(command);
  }
  return refusedAsOlder(state, command) ?? refusedByState(state, command);
}

function noSuchTrajectory({ trajectoryId }: GivenCommand): Refused {
  return { code: 'not-found', because: 'no-open-trajectory', params: { trajectoryId } };
}

/**
 * What a trajectory refuses that is older than its record. Events are recorded after they were accepted, so the record
 * is never ahead of the engine, unless the engine was restored from an earlier backup. Then nothing may go on from here.
 */
export function refusedAsOlder({ version }: TrajectoryState, command: GivenCommand): Refused | null {
  const atLeast = command.kind === 'message' ? undefined : command.atLeast;
  if (atLeast === undefined || atLeast <= version) return null;
  return {
    code: 'record-ahead',
    because: 'engine-restored-from-earlier',
    extra: { recordedVersion: atLeast, engineVersion: version },
  };
}

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

/** What travels: the code, a sentence that says what happened and what to do, and facts for a machine. */
export interface Refused {
  code: RefusalCode;
  detail: string;
  extra?: Record<string, Json>;
}

/** Thrown by `decide` and by step definitions to refuse a command. The state stays as it was. */
export class Refusal extends Error {
  readonly refused: Refused;
  constructor(code: RefusalCode, detail: string, extra?: Record<string, Json>) {
    super(detail);
    this.name = 'Refusal';
    this.refused = extra === undefined ? { code, detail } : { code, detail, extra };
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
      detail: `This trajectory is closed with outcome ${state.outcome ?? 'unknown'}; nothing more can be done in it.`,
      extra: { outcome: state.outcome },
    };
  }
  if (command.kind === 'message') return null;
  if (command.expectedVersion !== undefined && command.expectedVersion !== state.version) {
    return {
      code: 'stale-version',
      detail: `The trajectory is at version ${state.version}, not ${command.expectedVersion}. Read it again, look at what changed, and send the command with the new ETag.`,
      extra: { currentVersion: state.version },
    };
  }
  const open = state.openSteps.map(({ step }) => step);
  if (command.kind === 'step' && !open.includes(command.name)) {
    return {
      code: 'step-not-open',
      detail: `The step ${command.name} is not open now. Open: ${open.join(', ') || 'none'}.`,
      extra: { openSteps: open },
    };
  }
  return null;
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
  return { code: 'not-found', detail: `There is no open trajectory ${trajectoryId}.` };
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
    detail: `The record of this trajectory is at version ${atLeast}, and the engine is at version ${version}: the engine was restored from an earlier backup. Nothing has been done. An operator must run "bestendig recover".`,
    extra: { recordedVersion: atLeast, engineVersion: version },
  };
}

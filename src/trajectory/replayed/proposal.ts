import type { Batch, GivenCommand } from './events.js';
import type { TrajectoryState } from './state.js';

/** As far as any clock may be from Temporal's time. Not that of `terms/clocks.ts`, which may change: this is replayed, and may not. */
const mostClockDifferenceMs = 5 * 60_000;

/** What the kernel compares a proposal with, beside its state. */
export interface Here {
  /** What the worker decides by; undefined where it does not say. */
  definitions: string | undefined;
  /** The time by Temporal, UTC instant. */
  temporalTime: string;
}

/**
 * The batch that came along with a command, where the kernel can take it as if it had decided it: on this very state, by the
 * definitions that are in force here, by a clock that is right. Its place, command and actor are the command's own.
 *
 * The version alone does not tell a state: an engine that was restored from a backup comes to the same version by other
 * events. With the moment of the last one it does.
 *
 * This is replayed: it never changes.
 * @returns null when there is none, or it does not rest on this; the kernel then decides by itself
 */
export function batchProposed(state: TrajectoryState, command: GivenCommand, here: Here): Batch | null {
  if (command.kind === 'message' || !command.proposal) return null;
  const { proposal, commandId, bodyHash, actor } = command;
  const { basedOn, definitions, at, events } = proposal;
  if (definitions !== here.definitions) return null;
  if (basedOn.version !== state.version || basedOn.at !== state.updatedAt) return null;
  // Time never goes back in a trajectory.
  if (at < state.updatedAt || !isNear(at, here.temporalTime)) return null;
  if (events.length === 0) return null;
  return { from: state.version + 1, commandId, bodyHash, at, actor, events };
}

function isNear(at: string, temporalTime: string): boolean {
  return Math.abs(Date.parse(at) - Date.parse(temporalTime)) <= mostClockDifferenceMs;
}

/** The command as it was given: who decides it anew is not told what somebody else made of it. */
export function withoutProposal(command: GivenCommand): GivenCommand {
  if (command.kind === 'message') return command;
  const { proposal: _passedOver, ...given } = command;
  return given;
}

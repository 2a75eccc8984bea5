import type { ContradictionKind } from '../register/trajectories/contradictions.js';
import type { Batch } from '../trajectory/replayed/events.js';

/** A trajectory as the register holds it. */
export interface Recorded {
  id: string;
  episode: number;
  version: number;
  isOpen: boolean;
  /** The person has a later trajectory that is open as well. */
  isFollowed: boolean;
  batches: readonly Batch[];
}

/** The last run that the engine holds for a person. */
export interface Held {
  runId: string;
  isRunning: boolean;
  /** It ended by a closing, and not by what ended it from outside. */
  isClosed: boolean;
  trajectoryId: string;
  episode: number;
  version: number;
  /** The last ones of this run, by sequence: back to the record's version, or to the beginning of the run. */
  batches: readonly Batch[];
  /** Where batches begin that are not known to have been recorded: something does that now, or is about to. */
  onTheWay: ReadonlySet<number>;
}

/** What the engine holds for a trajectory. */
export interface InEngine {
  held: Held | null;
  /** Its closing, or what its closing left, is being recorded and delivered. */
  isDelivering: boolean;
}

/** What has to be done with one trajectory, so that the engine and the register agree. */
export type Verdict =
  | { do: 'nothing' }
  /** Start it from its record. */
  | { do: 'start' }
  /** End the run that is older than the record, or went its own way, and start from the record. */
  | { do: 'replace'; lost: string[] }
  /** End the older run: in the record the trajectory is closed. */
  | { do: 'end'; lost: string[] }
  /** Record what the engine has and an older register lacks. */
  | { do: 'record'; batches: Batch[] }
  | { do: 'report'; kind: ContradictionKind; why: string };

/**
 * Decides by comparing. The record was read before the engine was asked, so a healthy engine is as far or further: what is
 * recorded was accepted first.
 */
export function verdictOn(recorded: Recorded, { held, isDelivering }: InEngine): Verdict {
  if (held === null || held.trajectoryId !== recorded.id) return withoutItsRun(recorded, held, isDelivering);
  const strange = held.batches.filter((batch) => batch.from <= recorded.version && !isRecorded(recorded, batch));
  if (strange.length === 0 && held.version > recorded.version) return ahead(recorded, held);
  if (strange.length === 0 && held.version === recorded.version) return level(recorded, held);
  const lost = held.batches.filter((batch) => !isRecorded(recorded, batch)).map(({ commandId }) => commandId);
  if (!recorded.isOpen) return held.isRunning ? { do: 'end', lost } : { do: 'nothing' };
  if (recorded.isFollowed) return followed;
  return held.isRunning || strange.length > 0 ? { do: 'replace', lost } : { do: 'start' };
}

function withoutItsRun(recorded: Recorded, held: Held | null, isDelivering: boolean): Verdict {
  if (!recorded.isOpen || isDelivering) return { do: 'nothing' };
  if (held && held.episode > recorded.episode) {
    const why = `The engine has a later trajectory of this person, ${held.trajectoryId}: the register lacks how this one ended.`;
    return { do: 'report', kind: 'register-older', why };
  }
  if (recorded.isFollowed) return followed;
  return held?.isRunning ? { do: 'replace', lost: [] } : { do: 'start' };
}

/** The engine is further than the record: that is on its way, or the register was restored from an older backup. */
function ahead(recorded: Recorded, held: Held): Verdict {
  const next = recorded.version + 1;
  const missing: Batch[] = [];
  for (const batch of held.batches) {
    if (batch.from === next + sizeOf(missing)) missing.push(batch);
  }
  if (next + sizeOf(missing) - 1 < held.version) {
    const why = `The engine is at version ${held.version} and no longer has all events after version ${recorded.version}: restore a newer backup of the register.`;
    return { do: 'report', kind: 'register-older', why };
  }
  if (held.onTheWay.has(next)) return { do: 'nothing' };
  // What follows these records itself, once these are there.
  const until = missing.findIndex(({ from }) => held.onTheWay.has(from));
  return { do: 'record', batches: until < 0 ? missing : missing.slice(0, until) };
}

const sizeOf = (batches: readonly Batch[]): number => batches.reduce((sum, { events }) => sum + events.length, 0);

function level(recorded: Recorded, held: Held): Verdict {
  // A closed one may be at its last deliveries.
  if (held.isRunning || !recorded.isOpen) return { do: 'nothing' };
  if (recorded.isFollowed) return followed;
  if (!held.isClosed) return { do: 'start' };
  const why = `The engine closed this trajectory at version ${held.version}, and in the register that version is open.`;
  return { do: 'report', kind: 'register-older', why };
}

const followed: Verdict = {
  do: 'report',
  kind: 'register-older',
  why: 'The person has a later trajectory that is open too. Close one of the two, so that the work goes on in the other.',
};

/** A command that was performed once more after a restore has its id, and another moment. */
function isRecorded({ batches }: Recorded, { from, commandId, at }: Batch): boolean {
  return batches.some((batch) => batch.from === from && batch.commandId === commandId && batch.at === at);
}

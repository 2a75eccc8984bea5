import type { Json, TrajectoryState } from '../replayed/state.js';

/** Another trajectory, as a decision about this one sees it. */
export interface OtherTrajectory {
  state: TrajectoryState;
  /** It is open and known by the same number. */
  samePerson: boolean;
}

/** Which other trajectories a decision needs to see. */
export interface Looked {
  ids?: readonly string[];
  /** The open ones that are known by the same number. */
  samePerson?: true;
}

/** What of a definition says which others it looks at, by what was filled in, which is not checked yet. */
export type LooksAt = (state: TrajectoryState, input: Readonly<Record<string, Json>>) => Looked;

/** The text in a field of an input that is not checked yet, as the ids to look at. */
export const idsIn = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);

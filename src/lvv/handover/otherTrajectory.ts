import { z } from 'zod';
import { Refusal } from '../../trajectory/replayed/refusal.js';
import type { Agency, TrajectoryState } from '../../trajectory/replayed/state.js';
import { field, type Text, type TrajectoryView } from '../define.js';

/** A field that names another trajectory. */
export const trajectoryId = (title: Text, purpose: Text, audience: readonly Agency[]) =>
  field(z.string().regex(/^[0-9a-z]{1,64}\.[1-9][0-9]{0,8}$/, 'The id of a trajectory.'), {
    title,
    purpose,
    audience,
  });

/**
 * Returns the trajectory that an input names, when it is of the same municipality; undefined when none were looked up.
 * @throws Refusal for one that is not there, and in the same words for one of another municipality
 */
export function mustBeWithinReach(
  { others, state }: TrajectoryView,
  id: string,
  fieldName: string,
): TrajectoryState | undefined {
  if (others === undefined) return undefined;
  const other = others.find((one) => one.state.id === id)?.state;
  if (other && other.municipality === state.municipality) return other;
  const detail = `Your municipality has no trajectory ${id}. Search for it and use the id that is shown.`;
  throw new Refusal('invalid-input', 'There is no such trajectory.', {
    errors: [{ pointer: `/${fieldName}`, detail }],
  });
}

import { z } from 'zod';
import type { TrajectoryState } from '../../trajectory/replayed/state.js';
import { field, type Text, type TrajectoryView, type Agency } from '../define.js';
import { fault, mistake } from './refusals.js';

/** A field that names another trajectory. */
export const trajectoryId = (title: Text, purpose: Text, audience: readonly Agency[]) =>
  field(z.string().regex(/^[0-9a-z]{1,64}\.[1-9][0-9]{0,8}$/, fault('trajectory-id-form')), {
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
  throw mistake(fieldName, 'no-such-trajectory-here', { id });
}

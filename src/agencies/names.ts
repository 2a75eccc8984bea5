import type { Agency } from '../trajectory/state.js';
import type { Text } from '../trajectory/step.js';

/** What steps and actions are called, and who may know of them. */
export interface StepNames {
  /** @returns null when there is no such definition (any more) */
  titleOf(municipality: string, name: string | null): Text | null;
  /** Whether a message to an agency may name a step. */
  isKnownTo(agency: Agency, municipality: string, name: string | null): boolean;
}

/** The title by which a message may call a step; null when it has to be neutral. */
export function titleFor(
  { titleOf, isKnownTo }: StepNames,
  { agency, municipality, step }: { agency: Agency; municipality: string; step: string | null },
): Text | null {
  return isKnownTo(agency, municipality, step) ? titleOf(municipality, step) : null;
}

import { knowsStepIn } from '../trajectory/compartments.js';
import type { Programmes } from '../trajectory/programme.js';
import { agencies, type Agency } from '../trajectory/state.js';
import type { Text } from '../trajectory/step.js';

/** What steps and actions are called, and who may know of them. */
export interface StepNames {
  /** @returns null when there is no such definition (any more) */
  titleOf(municipality: string, name: string | null): Text | null;
  /** Whether a message to an agency may name a step. */
  isKnownTo(agency: Agency, name: string | null): boolean;
}

/** The names of steps and actions, in whichever version of a municipality's programme they are. */
export function stepNamesOf(programmes: Programmes): StepNames {
  const known = new Map(agencies.map((agency: Agency) => [agency, knowsStepIn(programmes, agency)]));
  return {
    titleOf(municipality, name) {
      const all = programmes.all
        .filter((programme) => programme.municipality === municipality)
        .flatMap(({ referral, steps, actions }) => [referral, ...steps, ...actions]);
      return all.find((definition) => definition.name === name)?.title ?? null;
    },
    isKnownTo: (agency, name) => name === null || known.get(agency)!(name),
  };
}

/** The title by which a message may call a step; null when it has to be neutral. */
export function titleFor(
  { titleOf, isKnownTo }: StepNames,
  { agency, municipality, step }: { agency: Agency; municipality: string; step: string | null },
): Text | null {
  return isKnownTo(agency, step) ? titleOf(municipality, step) : null;
}

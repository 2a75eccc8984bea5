import { knowsStepIn } from '../trajectory/access/compartments.js';
import type { TrajectoryEvent } from '../trajectory/replayed/events.js';
import { definitionNamed } from '../trajectory/definitions/formerNames.js';
import type { Programmes } from '../trajectory/definitions/programme.js';
import type { Agency } from '../trajectory/replayed/state.js';
import { wordingOf, type Wording } from '../trajectory/reading/names.js';
import type { Text } from '../trajectory/language.js';

/** What steps and actions are called, and who may know of them. */
export interface StepNames {
  /** What events are called. */
  words: Pick<Wording, 'event' | 'told' | 'meaning'>;
  /** @returns null when there is no such definition (any more) */
  titleOf(municipality: string, name: string | null): Text | null;
  /** Whether a message to an agency may name a step. */
  isKnownTo(agency: Agency, name: string | null): boolean;
  /** Whether a mail or webhook may name it: not when it is in a compartment in any version of a programme. */
  isNamedOutside(name: string | null): boolean;
  /** The step in a compartment that an action was about, though the event has the name of the action. */
  concernedBy(event: Pick<TrajectoryEvent, 'type' | 'data'>): string | null;
}

/** The names of steps and actions, in whichever version of a municipality's programme they are. */
export function stepNamesOf(programmes: Programmes): StepNames {
  const known = new Map(programmes.domain.agencyNames.map((agency) => [agency, knowsStepIn(programmes, agency)]));
  const everyStep = programmes.all.flatMap((programme) => programme.steps);
  const inCompartment = new Set(
    everyStep.filter(({ knownTo }) => knownTo !== undefined).flatMap(({ name, formerly = [] }) => [name, ...formerly]),
  );
  const byName = new Map(programmes.all.flatMap((one) => one.actions.map((action) => [action.name, action])));
  return {
    words: wordingOf(programmes),
    titleOf(municipality, name) {
      const all = programmes.all
        .filter((programme) => programme.municipality === municipality)
        .flatMap(({ referral, steps, actions }) => [referral, ...steps, ...actions]);
      return name === null ? null : (definitionNamed(all, name)?.title ?? null);
    },
    isKnownTo: (agency, name) => name === null || (known.get(agency)?.(name) ?? false),
    isNamedOutside: (name) => name === null || !(inCompartment.has(name) || byName.get(name)?.unnamedOutside),
    concernedBy({ type, data }) {
      const input = data !== null && typeof data === 'object' && !Array.isArray(data) ? data : {};
      const step = byName.get(type)?.concerns?.(input);
      return step !== undefined && inCompartment.has(step) ? step : null;
    },
  };
}

/** Whom a message is to. */
export interface Addressee {
  agency: Agency;
  municipality: string;
}

/** The title by which a message may call a step to people who are signed in; null when it has to be neutral. */
export function titleFor(
  { titleOf, isKnownTo }: StepNames,
  { agency, municipality, step }: Addressee & { step: string | null },
): Text | null {
  return isKnownTo(agency, step) ? titleOf(municipality, step) : null;
}

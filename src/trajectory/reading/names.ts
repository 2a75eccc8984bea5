import { definitionNamed } from '../definitions/formerNames.js';
import { agencyTitle } from '../definitions/domain.js';
import { namesOf } from '../definitions/names.js';
import type { Programmes } from '../definitions/programme.js';
import type { Action, Step } from '../definitions/step.js';
import type { Text } from '../language.js';
import type { Names } from '../words/places.js';
import { wordsOfEvent } from '../words/wording.js';

type Definition = Step | Action;

/** Returns what happened with the step that it happened to, where that is something else. */
export function eventWithStep(what: Text, step: Text | undefined): Text {
  return step === undefined ? what : { nl: `${what.nl}: ${step.nl}`, en: `${what.en}: ${step.en}` };
}

/** What everything that is recorded is called, by all versions of all programmes. */
export interface Wording extends Names {
  /** As it stands by itself, in a list or a cell. */
  agencyTitle(agency: string): Text | undefined;
  /** Returns what happened, in the past tense; the code itself for a type of which nothing is left. */
  event(type: string): Text;
  /** Returns what those read who are told of the trajectory as a whole; undefined for what happens to a step. */
  told(type: string): Text | undefined;
  /** For a mail: what the event means to someone who does not meet it every day. */
  meaning(type: string): Text | undefined;
}

/** Returns what the steps, actions, codes and events of these programmes are called. The same each time. */
export function wordingOf(programmes: Programmes): Wording {
  const known = made.get(programmes) ?? makeWording(programmes);
  made.set(programmes, known);
  return known;
}
const made = new WeakMap<Programmes, Wording>();

function makeWording({ all, domain }: Programmes): Wording {
  const definitions = [
    ...new Set(all.flatMap(({ referral, steps, actions }): Definition[] => [referral, ...steps, ...actions])),
  ];
  const messages = new Map(domain.messages.map((one) => [one.name, one]));
  return {
    ...namesOf(all),
    agencyTitle: (agency) => (Object.hasOwn(domain.agencies, agency) ? agencyTitle(domain, agency).title : undefined),
    event(type) {
      const definition = definitionNamed(definitions, type);
      const done = definition?.kind === 'action' ? definition.done : definition?.title;
      return wordsOfEvent(type) ?? messages.get(type)?.title ?? done ?? { nl: type, en: type };
    },
    told: (type) => wordsOfEvent(type)?.told ?? messages.get(type)?.title,
    meaning: (type) => wordsOfEvent(type)?.means ?? messages.get(type)?.means,
  };
}

import { z } from 'zod';
import { definitionNamed } from '../definitions/formerNames.js';
import { agencyTitle } from '../definitions/domain.js';
import { rulesOf, type Programmes } from '../definitions/programme.js';
import type { Action, Step } from '../definitions/step.js';
import type { Text } from '../language.js';
import { wordsOfEvent, type Names } from '../words/wording.js';

type Definition = Step | Action;

/** Returns what happened with the step that it happened to, where that is something else. */
export function eventWithStep(what: Text, step: Text | undefined): Text {
  return step === undefined ? what : { nl: `${what.nl}: ${step.nl}`, en: `${what.en}: ${step.en}` };
}

/** What everything that is recorded is called, by all versions of all programmes. */
export interface Wording extends Names {
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
  const codes = labelsOf(definitions);
  for (const titles of [domain.directions, domain.outcomes, domain.endings]) {
    for (const [code, { nl, en }] of Object.entries(titles)) codes.set(code, { nl, en });
  }
  for (const programme of all) {
    for (const [code, title] of Object.entries(domain.rules.titles?.(rulesOf(programme)) ?? {})) codes.set(code, title);
  }
  return {
    step: (name) => definitionNamed(definitions, name)?.title,
    code: (code) => codes.get(code),
    agency: (agency) => (Object.hasOwn(domain.agencies, agency) ? agencyTitle(domain, agency).title : undefined),
    event(type) {
      const definition = definitionNamed(definitions, type);
      const done = definition?.kind === 'action' ? definition.done : definition?.title;
      return wordsOfEvent(type) ?? messages.get(type)?.title ?? done ?? { nl: type, en: type };
    },
    told: (type) => wordsOfEvent(type)?.told ?? messages.get(type)?.title,
    meaning: (type) => wordsOfEvent(type)?.means ?? messages.get(type)?.means,
  };
}

/** Returns what each code is called that a field of these definitions offers. */
export function labelsOf(definitions: readonly Definition[]): Map<string, Text> {
  const found = new Map<string, Text>();
  for (const { input } of definitions) {
    collectLabels(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), found);
  }
  return found;
}

function collectLabels(schema: unknown, found: Map<string, Text>): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [keyword, inside] of Object.entries(schema)) {
    if (keyword !== 'x-labels') collectLabels(inside, found);
    else for (const [code, label] of Object.entries(inside as Record<string, Text>)) found.set(code, label);
  }
}

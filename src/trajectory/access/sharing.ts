import { mayKnowStep } from './compartments.js';
import { fieldsOf, type FieldView } from '../definitions/field.js';
import { titleOfGone } from './recorded.js';
import type { Agency, Json } from '../replayed/state.js';
import type { Action, ShownFact, Step, Text } from '../definitions/step.js';

/** Who sees what, and for what: all of it made from the definitions, so that it can't say anything else than what is done. */

type Definition = Step | Action;

export interface SeenFact extends Omit<ShownFact, 'audience'> {
  fact: string;
}

/** What an agency sees of a step or action. */
export interface SeenActivity {
  name: string;
  title: Text;
  fields: { field: string; title: Text; purpose: Text }[];
  facts: SeenFact[];
}

/** What an agency sees of each step and action of which it may know; fields of which nothing is kept are seen by nobody. */
export function seenBy(agency: Agency, definitions: readonly Definition[]): SeenActivity[] {
  return definitions
    .filter((definition) => mayKnowStep(agency, knownTo(definition)))
    .map((definition) => ({
      name: definition.name,
      title: definition.title,
      fields: fieldsOf(definition)
        .filter(({ audience }) => audience.includes(agency))
        .map(seenField),
      facts: factsOf(definition)
        .filter(({ audience }) => audience.includes(agency))
        .map(({ fact, title, purpose }) => ({ fact, title, purpose })),
    }));
}

/**
 * What an agency sees that was really filled in, by what the timeline shows it: data by step or action. What was filled in
 * and no definition has any more comes last.
 */
export function seenIn(
  shown: readonly { name: string; data: Record<string, Json> | null }[],
  definitions: readonly Definition[],
): Omit<SeenActivity, 'facts'>[] {
  const filledIn = (activity: string) =>
    new Set(shown.filter(({ name }) => name === activity).flatMap(({ data }) => Object.keys(data ?? {})));
  const known = definitions.flatMap((definition) => {
    const { name: activity, title } = definition;
    if (!shown.some(({ name }) => name === activity)) return [];
    const names = filledIn(activity);
    const fields = fieldsOf(definition).filter(({ name }) => names.has(name));
    for (const { name } of fields) names.delete(name);
    return [{ name: activity, title, fields: [...fields.map(seenField), ...goneFields(names)] }];
  });
  const gone = [...new Set(shown.map(({ name }) => name))].flatMap((activity) => {
    const fields = goneFields(filledIn(activity));
    const isGone = fields.length > 0 && !definitions.some(({ name }) => name === activity);
    return isGone ? [{ name: activity, title: titleOfGone(activity), fields }] : [];
  });
  return [...known, ...gone];
}

const goneFields = (names: ReadonlySet<string>) =>
  [...names].map((field) => ({ field, title: titleOfGone(field), purpose: purposeOfGone }));

/** Its own purpose went with the definition. */
export const purposeOfGone: Text = {
  en: 'It was filled in earlier and is no longer asked for.',
  nl: 'Dit is eerder ingevuld en wordt nu niet meer gevraagd.',
};

/** What a step or action does with data of a person: one activity of the processing register (art. 30 GDPR). */
export interface ProcessingActivity {
  /** `trajectory.<name>`: also the activity under which access is logged. */
  activity: string;
  title: Text;
  description: Text;
  /** Each once. */
  purposes: Text[];
  knownTo: Agency[];
  performedBy: string[];
  /** Who can see some of it. */
  recipients: Agency[];
  data: { field: string; title: Text; purpose: Text; audience: Agency[]; kept: boolean }[];
  facts: { fact: string; title: Text; purpose: Text; audience: Agency[] }[];
}

export const activityOf = (name: string): string => `trajectory.${name}`;

/** @param agencies all that there are, in the order in which they are shown */
export function processingActivities(
  definitions: readonly Definition[],
  agencies: readonly Agency[],
): ProcessingActivity[] {
  return definitions.map((definition) => {
    const { name, title, description, performedBy } = definition;
    const fields = fieldsOf(definition);
    const facts = factsOf(definition);
    const audiences = [...fields, ...facts].flatMap(({ audience }) => audience);
    const all = [...fields, ...facts].map(({ purpose }) => purpose);
    return {
      activity: activityOf(name),
      title,
      description,
      purposes: all.filter(({ en }, i) => all.findIndex((other) => other.en === en) === i),
      knownTo: [...(knownTo(definition) ?? agencies)],
      performedBy: [...performedBy],
      recipients: agencies.filter((agency) => audiences.includes(agency)),
      data: fields.map((one) => ({ ...seenField(one), audience: one.audience, kept: one.kept })),
      facts,
    };
  });
}

function factsOf({ shows = {} }: Definition) {
  return Object.entries(shows).map(([fact, { title, purpose, audience }]) => ({
    fact,
    title,
    purpose,
    audience: [...audience],
  }));
}

const knownTo = (definition: Definition) => (definition.kind === 'step' ? definition.knownTo : undefined);

const seenField = ({ name: field, title, purpose }: FieldView) => ({ field, title, purpose });

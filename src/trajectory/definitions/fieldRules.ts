import type { z } from 'zod';
import type { Said } from '../replayed/refusal.js';
import { saysOfField } from '../words/fieldRefusals.js';

/** An answer to another question of the same form. */
export interface Answer {
  field: string;
  is: readonly (string | boolean)[];
}

/** What the answers to other questions make of a field: whether it is asked, must be answered, and by what. */
export interface FieldRules {
  /** Asked only when all of these answers are given: with any other it makes no sense. */
  when?: readonly Answer[];
  /** It has to be answered whenever it is asked, or with all of these answers. */
  needed?: true | readonly Answer[];
  /** Its choices, by the answer to another question. */
  choices?: { field: string; allow: Readonly<Record<string, readonly string[]>> };
}

export type RulesByField = ReadonlyMap<string, FieldRules>;

/** Whether a field is asked for, by what was answered so far. What is asked for itself only sometimes counts when it is. */
export function isAsked(rules: RulesByField, name: string, input: Readonly<Record<string, unknown>>): boolean {
  const { when = [] } = rules.get(name) ?? {};
  return when.every((one) => holds(one, input) && isAsked(rules, one.field, input));
}

const holds = ({ field, is }: Answer, input: Readonly<Record<string, unknown>>): boolean =>
  (is as readonly unknown[]).includes(input[field]);

/**
 * What does not fit of an input, each with its field.
 * @param definition by whose name the fields are called
 */
export function misfits(
  definition: string,
  rules: RulesByField,
  input: Readonly<Record<string, unknown>>,
): { field: string; said: Said }[] {
  return [...rules].flatMap(([field, { when = [], needed, choices }]) => {
    const value = input[field];
    const isFilled = value !== undefined && !(Array.isArray(value) && value.length === 0);
    const mustBe = needed === true ? when : needed;
    if (!isAsked(rules, field, input)) {
      if (!isFilled) return [];
      const isEver = when.every(({ is }) => is.length > 0);
      return [
        {
          field,
          said: isEver ? saysOfField('leave-out', { when: saidAll(definition, when) }) : saysOfField('never-asked'),
        },
      ];
    }
    if (!isFilled) {
      const isNeeded = mustBe?.every((one) => holds(one, input)) ?? false;
      if (!mustBe || !isNeeded) return [];
      const isAlways = mustBe.length === 0;
      return [
        {
          field,
          said: isAlways ? saysOfField('missing') : saysOfField('needed-when', { when: saidAll(definition, mustBe) }),
        },
      ];
    }
    const allowed = choices?.allow[String(input[choices.field])];
    if (!choices || !allowed || typeof value !== 'string' || allowed.includes(value)) return [];
    const why = said(definition, { field: choices.field, is: [input[choices.field] as string] });
    return [{ field, said: saysOfField('choose-when', { options: allowed, when: why }) }];
  });
}

const saidAll = (definition: string, answers: readonly Answer[]): Said =>
  answers.map((answer) => said(definition, answer)).reduce((one, other) => saysOfField('answers-both', { one, other }));
const said = (definition: string, { field, is }: Answer): Said =>
  saysOfField('answer-is', { field: `${definition}.${field}`, options: is.map(String) });

/** The same schema, which refuses what does not fit by these rules. */
export function withRules<S extends z.ZodType>(definition: string, schema: S, rules: RulesByField): S {
  if (rules.size === 0) return schema;
  return schema.superRefine((input, context) => {
    for (const { field, said: what } of misfits(definition, rules, input as Record<string, unknown>))
      context.addIssue({ code: 'custom', path: [field], message: what.because, params: { ...what.params } });
  });
}

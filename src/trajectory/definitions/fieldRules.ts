import type { z } from 'zod';

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

/** What does not fit of an input, each with its field. */
export function misfits(
  rules: RulesByField,
  input: Readonly<Record<string, unknown>>,
): { field: string; detail: string }[] {
  return [...rules].flatMap(([field, { when = [], needed, choices }]) => {
    const value = input[field];
    const isFilled = value !== undefined && !(Array.isArray(value) && value.length === 0);
    const mustBe = needed === true ? when : needed;
    if (!isAsked(rules, field, input)) {
      return isFilled ? [{ field, detail: `Leave it out: it is asked only with ${saidAll(when)}.` }] : [];
    }
    if (!isFilled) {
      const isNeeded = mustBe?.every((one) => holds(one, input)) ?? false;
      return mustBe && isNeeded ? [{ field, detail: `With ${saidAll(mustBe)} this has to be filled in.` }] : [];
    }
    const allowed = choices?.allow[String(input[choices.field])];
    if (!choices || !allowed || typeof value !== 'string' || allowed.includes(value)) return [];
    const other = said({ field: choices.field, is: [input[choices.field] as string] });
    return [{ field, detail: `With ${other} use ${allowed.join(' or ')}.` }];
  });
}

const saidAll = (answers: readonly Answer[]): string => answers.map(said).join(' and ');
const said = ({ field, is }: Answer): string => `${field} ${is.join(' or ') || 'as it never is'}`;

/** The same schema, which refuses what does not fit by these rules. */
export function withRules<S extends z.ZodType>(schema: S, rules: RulesByField): S {
  if (rules.size === 0) return schema;
  return schema.superRefine((input, context) => {
    for (const { field, detail } of misfits(rules, input as Record<string, unknown>))
      context.addIssue({ code: 'custom', path: [field], message: detail });
  });
}

import type { DeclaredSchema, OtherAnswer } from './declaredSchema.ts';
import { isLeftEmpty } from './leftEmpty.ts';

type Input = Readonly<Record<string, unknown>>;

/**
 * The form as it is asked after what was answered so far: without the fields and choices that an answer makes senseless,
 * and with what an answer makes compulsory. The definitions say which; the API refuses the same.
 */
export function askedNow(schema: DeclaredSchema, input: Input): DeclaredSchema {
  const { properties = {}, required = [] } = schema;
  const names = Object.keys(properties).filter((name) => isAsked(properties, name, input));
  const needed = names.filter((name) => isNeeded(properties[name]!, input));
  return {
    ...schema,
    properties: Object.fromEntries(
      names.map((name) => {
        const field = withChoices(properties[name]!, input);
        return [name, needed.includes(name) && field.type === 'array' ? { minItems: 1, ...field } : field];
      }),
    ),
    required: [...new Set([...required.filter((name) => names.includes(name)), ...needed])],
  };
}

/** What is sent of what was filled in: nothing that is not asked now, and no list or group that was left empty where it may be. */
export function withoutUnasked(schema: DeclaredSchema, input: Input): Record<string, unknown> {
  const { properties = {} } = schema;
  const { required = [] } = askedNow(schema, input);
  return Object.fromEntries(
    Object.entries(input).filter(
      ([name, value]) => isAsked(properties, name, input) && (required.includes(name) || !isLeftEmpty(value)),
    ),
  );
}

/** The same answers, without a choice that another answer has taken away. */
export function withoutImpossible(schema: DeclaredSchema, input: Input): Record<string, unknown> {
  const { properties = {} } = schema;
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const allowed = properties[name] && allowedIn(properties[name], input);
      return [name, allowed && typeof value === 'string' && !allowed.includes(value) ? undefined : value];
    }),
  );
}

function isAsked(properties: Record<string, DeclaredSchema>, name: string, input: Input): boolean {
  const when = properties[name]?.['x-when'] ?? [];
  return when.every((one) => holds(one, input) && isAsked(properties, one.field, input));
}

function isNeeded({ 'x-when': when = [], 'x-needed': needed }: DeclaredSchema, input: Input): boolean {
  if (needed === undefined) return false;
  return (needed === true ? when : needed).every((one) => holds(one, input));
}

/** While the other question has no answer, all of them. */
function allowedIn({ 'x-choices': choices }: DeclaredSchema, input: Input): string[] | undefined {
  return choices?.allow[String(input[choices.field])];
}

function withChoices(field: DeclaredSchema, input: Input): DeclaredSchema {
  const allowed = allowedIn(field, input);
  return allowed && field.enum ? { ...field, enum: field.enum.filter((one) => allowed.includes(one)) } : field;
}

const holds = ({ field, is }: OtherAnswer, input: Input): boolean => (is as unknown[]).includes(input[field]);

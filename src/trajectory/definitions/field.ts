import { z } from 'zod';
import type { FieldRules, RulesByField } from './fieldRules.js';
import type { Text } from '../language.js';
import type { Agency, TrajectoryState } from '../replayed/state.js';

/**
 * What a day in an input may be. A slip such as 2062 for 2026 would plan what nobody lives to see, and a day that is still to
 * come cannot have happened: figures and terms that rest on it go wrong without a word. So each field of a day says
 * which of the two it is, and what it may not come before; dayRules.ts holds it against the trajectory.
 */
export interface DayRule {
  /** `past`: it has happened, today at the latest. `future`: it is still to come, today at the earliest. */
  when: 'past' | 'future' | 'any';
  /** By their names: other days of the same input, or days that the trajectory knows. Equal is not before. */
  notBefore: readonly string[];
  /** How many years from today it may lie. */
  years: number;
  /** What those days are called that the trajectory knows. */
  titles?: Record<string, Text>;
}

/** A day that a trajectory knows, and the rule of a field can name. */
export interface KnownDay {
  title: Text;
  /** Anything but a calendar day: it is not known. */
  of(state: Readonly<TrajectoryState>): unknown;
}

/** What every field of a step declares: its label, why it is asked, and which agencies may see what was filled in. */
export interface FieldMeta<A extends Agency = Agency> extends FieldRules {
  title: Text;
  /** For people, also for the one whom it is about: a sentence in plain language. */
  purpose: Text;
  audience: readonly A[] | typeof nobody;
  /** What it was called before: what was recorded under these names is this field. */
  formerly?: readonly string[];
}

/** The audience of what is used when it comes in, and never kept as it is. */
export const nobody = 'nobody';

declare const declared: unique symbol;
/** A schema with the mark that `field` made it. */
export type Declared<S extends z.ZodType = z.ZodType> = S & { readonly [declared]: true };
type Field = Declared | z.ZodOptional<Declared> | z.ZodDefault<Declared> | z.ZodNullable<Declared>;

/** An input of which every field declares its purpose and audience: one without them does not compile. */
export type DeclaredInput = z.ZodObject<Readonly<Record<string, Field>>>;

/** Attaches a field's label, purpose and audience to its schema; they travel into JSON Schema as `x-` keywords. */
export function field<S extends z.ZodType>(
  schema: S,
  { title, purpose, audience, when, needed, choices, formerly }: FieldMeta,
): Declared<S> {
  const seenBy = audience === nobody ? [] : [...audience];
  const meta = {
    title: title.en,
    'x-title': title,
    'x-purpose': purpose,
    'x-audience': seenBy,
    ...(when && { 'x-when': when }),
    ...(needed && { 'x-needed': needed }),
    ...(choices && { 'x-choices': choices }),
    ...(formerly && { 'x-formerly': [...formerly] }),
  };
  // The mark is for the compiler; what it stands for is checked when the step is defined.
  return schema.meta(audience === nobody ? { ...meta, 'x-kept': false } : meta) as Declared<S>;
}

/** A field as its definition declares it. */
export interface FieldView {
  name: string;
  title: Text;
  purpose: Text;
  audience: Agency[];
  /** False for what is used when it comes in, and never kept as it is. */
  kept: boolean;
  /** Of a calendar day: which it may be. */
  day?: DayRule;
}

/** The fields of an input. @throws Error for a field that lacks its title, purpose or audience, naming it */
export function fieldsOf(definition: { name: string; input: z.ZodType }): FieldView[] {
  const fields: Record<string, unknown> = definition.input instanceof z.ZodObject ? definition.input.shape : {};
  return Object.entries(fields).map(([name, schema]) => {
    const declares = schema instanceof z.ZodType ? metaOf(schema) : {};
    const result = declaredMeta.safeParse(declares);
    if (!result.success) {
      const lacks = [...new Set(result.error.issues.map(({ path }) => String(path[0])))].join(', ');
      throw new Error(
        `The field ${name} of ${definition.name} does not say what it is for: ${lacks} is missing or empty. Make it with field(schema, {title, purpose, audience}), in English and Dutch.`,
      );
    }
    const { 'x-title': title, 'x-purpose': purpose, 'x-audience': audience, 'x-kept': kept } = result.data;
    const day = declares['x-day'] as DayRule | undefined;
    return { name, title, purpose, audience, kept, ...(day && { day }) };
  });
}

/**
 * What the answers to other fields make of each, of those of which they make anything.
 * @throws Error for a rule about a field that is not there, or that can't be left out, naming it
 */
export function rulesOfFields({ name, input }: { name: string; input: z.ZodType }): RulesByField {
  const shape: Record<string, unknown> = input instanceof z.ZodObject ? input.shape : {};
  const rules = new Map<string, FieldRules>();
  for (const [asked, schema] of Object.entries(shape)) {
    if (!(schema instanceof z.ZodType)) continue;
    const meta = metaOf(schema);
    const { when, needed, choices } = ruledMeta.parse({
      when: meta['x-when'],
      needed: meta['x-needed'],
      choices: meta['x-choices'],
    });
    if (!when && !choices && !needed) continue;
    const needs = needed === true ? [] : (needed ?? []);
    const others = [...(when ?? []), ...needs].map(({ field: other }) => other).concat(choices ? [choices.field] : []);
    const unknown = others.find((other) => !Object.hasOwn(shape, other));
    if (unknown !== undefined)
      throw new Error(`The field ${asked} of ${name} depends on ${unknown}, which is not there.`);
    if (when && !schema.safeParse(undefined).success)
      throw new Error(`The field ${asked} of ${name} is asked only sometimes, so it must be optional.`);
    rules.set(asked, { ...(when && { when }), ...(needed && { needed }), ...(choices && { choices }) });
  }
  return rules;
}

const answers = z.array(z.object({ field: z.string(), is: z.array(z.union([z.string(), z.boolean()])) }));
const ruledMeta = z.object({
  when: answers.optional(),
  needed: z.union([z.literal(true), answers]).optional(),
  choices: z.object({ field: z.string(), allow: z.record(z.string(), z.array(z.string()).min(1)) }).optional(),
});

/**
 * The agencies that may see a field of a step's input as it is defined now; nobody when it has no such field. What was
 * recorded is asked of `audienceOfRecorded`.
 */
export function audienceOf(definition: { input: z.ZodType }, fieldName: string): readonly string[] {
  const schema = fieldNamed(definition, fieldName)?.schema;
  const audience = schema && metaOf(schema)['x-audience'];
  return Array.isArray(audience) ? audience : [];
}

/** The field of this name, or else the one that was called so before. */
export function fieldNamed(
  { input }: { input: z.ZodType },
  name: string,
): { name: string; schema: z.ZodType } | undefined {
  const fields: Record<string, unknown> = input instanceof z.ZodObject ? input.shape : {};
  const own = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (own instanceof z.ZodType) return { name, schema: own };
  for (const [now, schema] of Object.entries(fields)) {
    const formerly = schema instanceof z.ZodType ? metaOf(schema)['x-formerly'] : undefined;
    if (Array.isArray(formerly) && formerly.includes(name)) return { name: now, schema: schema as z.ZodType };
  }
  return undefined;
}

const text = z.object({ en: z.string().trim().min(1), nl: z.string().trim().min(1) });
const declaredMeta = z
  .object({
    'x-title': text,
    'x-purpose': text,
    'x-audience': z.array(z.string()),
    'x-kept': z.boolean().default(true),
  })
  .refine(({ 'x-audience': audience, 'x-kept': kept }) => audience.length > 0 || !kept, { path: ['x-audience'] });

/** What `field` attached, also when the field was made optional or given a default afterwards. */
function metaOf(schema: z.ZodType): Record<string, unknown> {
  const known = metaBySchema.get(schema) ?? readMeta(schema);
  metaBySchema.set(schema, known);
  return known;
}
/** It is asked for with every event, and a schema keeps what it declares. */
const metaBySchema = new WeakMap<z.ZodType, Record<string, unknown>>();

function readMeta(schema: z.ZodType): Record<string, unknown> {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable;
  const inner = wrapped ? schema.unwrap() : undefined;
  return { ...(inner instanceof z.ZodType ? metaOf(inner) : {}), ...schema.meta() };
}

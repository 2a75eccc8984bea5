import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import type { ErrorSchema, ValidatorType } from '@rjsf/utils';
import { isDay, today } from '../language/formats.ts';
import type { Language, Text } from '../language/language.tsx';
import type { DeclaredSchema } from './declaredSchema.ts';

/** What is wrong with a field; by the JSON Pointer of the field, `''` for the form as a whole. */
export interface FieldFault {
  pointer: string;
  message: Text;
}

type Sentence = (schema: DeclaredSchema) => string;
const sentences: Record<string, Record<Language, Sentence>> = {
  required: {
    nl: (schema) => (isChoice(schema) ? 'Kies een antwoord.' : 'Vul dit in.'),
    en: (schema) => (isChoice(schema) ? 'Choose an answer.' : 'Fill this in.'),
  },
  format: {
    nl: () => 'Vul een datum in, zoals 1-2-2027.',
    en: () => 'Give a date, such as 1-2-2027.',
  },
  pattern: {
    nl: () => 'Schrijf dit zoals bij het veld staat.',
    en: () => 'Write this as the field says.',
  },
  minLength: {
    nl: ({ minLength }) => `Schrijf iets meer: minstens ${minLength} tekens.`,
    en: ({ minLength }) => `Write a little more: at least ${minLength} characters.`,
  },
  maxLength: {
    nl: ({ maxLength }) => `Dit is te lang: hoogstens ${maxLength} tekens.`,
    en: ({ maxLength }) => `This is too long: at most ${maxLength} characters.`,
  },
  minItems: { nl: () => 'Kies er minstens één.', en: () => 'Choose at least one.' },
  maxItems: { nl: () => 'Dit zijn er te veel.', en: () => 'These are too many.' },
  enum: { nl: () => 'Kies een van de mogelijkheden.', en: () => 'Choose one of these.' },
  type: {
    nl: ({ type }) => (type === 'integer' ? 'Vul een heel getal in.' : 'Vul dit anders in.'),
    en: ({ type }) => (type === 'integer' ? 'Give a whole number.' : 'Fill this in differently.'),
  },
  minimum: { nl: ({ minimum }) => `Vul ${minimum} of meer in.`, en: ({ minimum }) => `Give ${minimum} or more.` },
  maximum: { nl: ({ maximum }) => `Vul ${maximum} of minder in.`, en: ({ maximum }) => `Give ${maximum} or less.` },
};

/** All that a schema says is wrong, each at its field, in the order of the fields. */
export function faultsIn(schema: DeclaredSchema, data: unknown): FieldFault[] {
  const { errors } = new Validator(schema as Schema, '2020-12', false).validate(data);
  const faults = new Map<string, FieldFault>();
  for (const error of errors) {
    const sentence = sentences[error.keyword];
    if (!sentence) continue;
    const pointer = pointerOf(error);
    const part = schemaAt(schema, pointer);
    // Of one field the first fault is enough: who mends it hears of the next.
    if (!faults.has(pointer))
      faults.set(pointer, { pointer, message: { nl: sentence.nl(part), en: sentence.en(part) } });
  }
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    const message = dayFault(part, (data as Record<string, unknown> | undefined)?.[name]);
    const pointer = `/${name}`;
    if (message && !faults.has(pointer)) faults.set(pointer, { pointer, message });
  }
  const order = Object.keys(schema.properties ?? {});
  const placeOf = ({ pointer }: FieldFault): number => order.indexOf(pointer.split('/')[1] ?? '');
  return [...faults.values()].sort((a, b) => placeOf(a) - placeOf(b));
}

/** A day that has been and is yet to come, or the other way round; what it may not come before the API knows. */
function dayFault({ 'x-day': rule }: DeclaredSchema, value: unknown): Text | undefined {
  if (typeof value !== 'string' || !isDay(value)) return undefined;
  if (rule?.when === 'past' && value > today()) {
    return {
      nl: 'Deze dag moet nog komen. Vul een dag in die is geweest, of vandaag.',
      en: 'This day is still to come. Give a day that has been, or today.',
    };
  }
  if (rule?.when === 'future' && value < today()) {
    return {
      nl: 'Deze dag is al geweest. Vul vandaag in of een latere dag.',
      en: 'This day has been. Give today or a later day.',
    };
  }
  return undefined;
}

/** What the API found wrong that we did not, in its words: it was asked in the language of the reader. */
export function faultsOf(
  errors: readonly { pointer?: string; detail: string }[],
  schema: DeclaredSchema,
): FieldFault[] {
  return errors.map(({ pointer = '', detail }) => ({
    // Of a field that the form does not have it is said above the form.
    pointer: Object.hasOwn(schema.properties ?? {}, pointer.split('/')[1] ?? '') ? pointer : '',
    message: { nl: detail, en: detail },
  }));
}

/**
 * What is filled in, without what was filled in and emptied again: the form library leaves such a field there without a
 * value, which is no JSON.
 */
export function withoutEmptied(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(withinRow) : withinGroup(value)]),
  );
}

function withinGroup(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? withoutEmptied(value as Record<string, unknown>) : value;
}

function withinRow(row: unknown): unknown {
  return typeof row === 'object' && row !== null ? withoutEmptied(row as Record<string, unknown>) : (row ?? {});
}

const isChoice = ({ enum: codes, type }: DeclaredSchema): boolean => codes !== undefined || type === 'boolean';

/** Where it is; of what is missing, where it should be. */
function pointerOf({ keyword, instanceLocation, error }: OutputUnit): string {
  const place = instanceLocation.replace(/^#/, '');
  const missing = keyword === 'required' ? /"([^"]+)"/.exec(error)?.[1] : undefined;
  return missing === undefined ? place : `${place}/${missing}`;
}

function schemaAt(schema: DeclaredSchema, pointer: string): DeclaredSchema {
  let at: DeclaredSchema | undefined = schema;
  for (const part of pointer.split('/').slice(1)) {
    at = /^[0-9]+$/.test(part) && at?.items ? at.items : at?.properties?.[part];
  }
  return at ?? {};
}

/** The faults as the form library takes them. */
export function errorSchemaOf(faults: readonly FieldFault[], language: Language): ErrorSchema {
  const root: Record<string, unknown> = {};
  for (const { pointer, message } of faults.filter((one) => one.pointer !== '')) {
    let at = root;
    for (const part of pointer.split('/').slice(1)) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    at['__errors'] = [...((at['__errors'] as string[] | undefined) ?? []), message[language]];
  }
  return root as ErrorSchema;
}

/**
 * What the form library asks of a validator. It reads the schema each time and compiles nothing, since the policy of
 * content allows no code that is made while it runs.
 */
export const interpreter: ValidatorType = {
  isValid: (schema, data) => data !== undefined && new Validator(schema as Schema, '2020-12').validate(data).valid,
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
};

/** The form library names a validator of its own by default; the build puts this one in its place. */
export default interpreter;

/** The id of a field's control on the page. */
export function controlIdOf(pointer: string): string {
  return ['root', ...pointer.split('/').slice(1)].join('_');
}

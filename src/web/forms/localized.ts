import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { Language, Text } from '../language/language.tsx';
import type { DeclaredSchema } from './declaredSchema.ts';
import { dayHint } from './hints.ts';

/** Texts of at least so many characters get room for more lines. */
const longText = 120;
/** With so few choices all of them are shown at once. */
const fewChoices = 4;

/** The same form in one language, in the words that the form library knows. */
export function localized(schema: DeclaredSchema, language: Language): RJSFSchema {
  const {
    'x-title': title,
    'x-purpose': purpose,
    'x-labels': labels,
    'x-when': _when,
    'x-needed': _needed,
    'x-choices': _choices,
    properties,
    items,
    ...rest
  } = schema;
  const { enum: codes, pattern, $schema: _schema, ...kept } = rest;
  return {
    ...kept,
    ...(title && { title: title[language] }),
    ...(purpose && { description: purpose[language] }),
    // The pattern of a date says nothing that its format does not.
    ...(pattern !== undefined && schema.format === undefined && { pattern }),
    ...(codes && { oneOf: codes.map((code) => ({ const: code, title: labels?.[code]?.[language] ?? code })) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([part, one]) => {
          const hint = dayHint(one, properties);
          return [part, localized(hint ? { ...one, 'x-hint': hint } : one, language)];
        }),
      ),
    }),
    ...(items && { items: localized(items, language) }),
    ...(isChoiceOfMany(schema) && { uniqueItems: true }),
  } as RJSFSchema;
}

/** How each field is asked. */
export function asked(schema: DeclaredSchema): UiSchema {
  if (schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, asked(one)]));
  }
  if (schema.type === 'boolean') return { 'ui:widget': 'radio' };
  if (isChoiceOfMany(schema)) return { 'ui:widget': 'checkboxes' };
  if (schema.type === 'array' && schema.items) return { items: asked(schema.items) };
  if (schema.enum) return { 'ui:widget': schema.enum.length <= fewChoices ? 'radio' : 'select' };
  if (schema.type === 'string' && (schema.maxLength ?? 0) >= longText) return { 'ui:widget': 'textarea' };
  return {};
}

const isChoiceOfMany = ({ type, items }: DeclaredSchema): boolean => type === 'array' && items?.enum !== undefined;

/** The form of an action about a step: the step is chosen from those that it can be about now, by their titles. */
export function aboutSteps(
  schema: DeclaredSchema,
  about: readonly string[] | null,
  titleOf: (step: string) => Text | undefined,
): DeclaredSchema {
  const step = schema.properties?.['step'];
  if (!step || about === null || about.length === 0) return schema;
  const labels = Object.fromEntries(about.map((name) => [name, titleOf(name) ?? { nl: name, en: name }]));
  return { ...schema, properties: { ...schema.properties, step: { ...step, enum: [...about], 'x-labels': labels } } };
}

/** The form with a field in which a municipality is chosen from those that take part, in place of written down. */
export function amongMunicipalities(
  schema: DeclaredSchema,
  field: string,
  among: readonly string[],
  nameOf: (municipality: string) => string,
): DeclaredSchema {
  const { pattern: _written, ...place } = schema.properties?.[field] ?? {};
  if (among.length === 0) return schema;
  const labels = Object.fromEntries(among.map((name) => [name, { nl: nameOf(name), en: nameOf(name) }]));
  return {
    ...schema,
    properties: { ...schema.properties, [field]: { ...place, enum: [...among], 'x-labels': labels } },
  };
}

/** What a field is called, by its JSON Pointer such as `/dissent/0/agency`. */
export function titleAt(schema: DeclaredSchema, pointer: string, language: Language): string {
  let at: DeclaredSchema | undefined = schema;
  let title = '';
  for (const part of pointer.split('/').slice(1)) {
    at = /^[0-9]+$/.test(part) && at?.items ? at.items : at?.properties?.[part];
    const named = at?.['x-title'];
    if (named) title = named[language];
  }
  return title || pointer;
}

import { z } from 'zod';
import type { Text } from '../../trajectory/language.js';
import { fieldNow, titleOfGone } from '../../trajectory/access/recorded.js';
import type { Json } from '../../trajectory/replayed/state.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import { commonParts } from '../../trajectory/words/parts.js';
import type { FilledIn } from './schema.js';

type Schema = Record<string, unknown>;

/** What codes are called that a schema has no words for. */
export interface CodeNames {
  /** Of a step or municipality: a field has them by their names. */
  named(code: string): Text | undefined;
  /** Of any code that there is, for a field of which no schema is left. */
  any(code: string): Text | undefined;
}

/** What was filled in, each field with its title and purpose, as its definition has them now. Nothing is left out. */
export function filledInOf(
  data: Json,
  definition: Step | Action | undefined,
  names: CodeNames,
  corrections: readonly { changes: Record<string, Json>; on: string }[] = [],
): FilledIn[] {
  const filled = filledIn(data, definition, names);
  for (const { changes, on } of corrections) {
    for (const right of filledIn(changes, definition, names)) {
      const { field, value, codes, parts, ...same } = right;
      const at = filled.findIndex((one) => one.field === field);
      const before = filled[at] ?? { ...same, field, value: null, codes: {}, parts: {} };
      filled.splice(at < 0 ? filled.length : at, 1, { ...before, corrected: { value, codes, parts, on } });
    }
  }
  return filled;
}

function filledIn(data: Json, definition: Step | Action | undefined, names: CodeNames): FilledIn[] {
  if (data === null) return [];
  if (typeof data !== 'object' || Array.isArray(data)) return [withoutDefinition('', data, names)];
  const properties = definition ? propertiesOf(definition) : {};
  return Object.entries(data).map(([field, value]) => {
    const name = fieldNow(definition, field);
    const schema = own(properties, name);
    const title = schema && textIn(schema['x-title']);
    if (!schema || !title) return withoutDefinition(field, value, names);
    const labels = labelsWithin(schema);
    return {
      field: name,
      title,
      purpose: textIn(schema['x-purpose']),
      value,
      codes: wordsOf(leavesOf(value), (code) => labels.get(code) ?? names.named(code)),
      parts: partsOf(value, titlesWithin(schema)),
    };
  });
}

/** What the engine noted itself, or what no definition is left of. */
function withoutDefinition(field: string, value: Json, names: CodeNames): FilledIn {
  const title = own(commonParts, field) ?? titleOfGone(field);
  const codes = wordsOf(leavesOf(value), names.any);
  return { field, title, purpose: null, value, codes, parts: partsOf(value, new Map()) };
}

const known = new WeakMap<Step | Action, Record<string, Schema>>();

function propertiesOf(definition: Step | Action): Record<string, Schema> {
  const before = known.get(definition);
  if (before) return before;
  const { properties } = z.toJSONSchema(definition.input, { io: 'input', unrepresentable: 'any' });
  const found = (properties ?? {}) as Record<string, Schema>;
  known.set(definition, found);
  return found;
}

/** A text in both languages; one that has only one of them stands for both. */
function textIn(value: unknown): Text | null {
  if (typeof value === 'string') return { en: value, nl: value };
  const { en, nl } = (value ?? {}) as Partial<Text>;
  return typeof en === 'string' && typeof nl === 'string' ? { en, nl } : null;
}

/** What the codes in a value are called of which a schema says it, however deep it has them. */
function labelsWithin(schema: unknown): Map<string, Text> {
  const found = new Map<string, Text>();
  if (typeof schema !== 'object' || schema === null) return found;
  for (const [keyword, inside] of Object.entries(schema)) {
    const inner = keyword === 'x-labels' ? labelsIn(inside) : labelsWithin(inside);
    for (const [code, label] of inner) found.set(code, label);
  }
  return found;
}

function labelsIn(labels: object): Map<string, Text> {
  return new Map(
    Object.entries(labels).flatMap(([code, label]): [string, Text][] => {
      const text = textIn(label);
      return text ? [[code, text]] : [];
    }),
  );
}

/** What the parts of a value are called by its schema, however deep it has them. */
function titlesWithin(schema: unknown): Map<string, Text> {
  const found = new Map<string, Text>();
  if (typeof schema !== 'object' || schema === null) return found;
  for (const [keyword, inside] of Object.entries(schema)) {
    if (keyword === 'properties') {
      for (const [name, part] of Object.entries(inside as Record<string, Schema>)) {
        const title = textIn(part['x-title']);
        if (title) found.set(name, title);
      }
    }
    for (const [name, title] of titlesWithin(inside)) found.set(name, title);
  }
  return found;
}

/** What all parts in a value are called: none is left without words. */
function partsOf(value: Json, titles: ReadonlyMap<string, Text>): Record<string, Text> {
  return wordsOf(partNamesOf(value), (name) => titles.get(name) ?? own(commonParts, name) ?? titleOfGone(name));
}

function wordsOf(all: readonly string[], called: (one: string) => Text | undefined): Record<string, Text> {
  const found = all.flatMap((one): [string, Text][] => {
    const text = called(one);
    return text ? [[one, { en: text.en, nl: text.nl }]] : [];
  });
  return Object.fromEntries(found);
}

function leavesOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => leavesOf(inner));
}

function partNamesOf(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(partNamesOf);
  return Object.entries(value).flatMap(([name, inner]) => [name, ...partNamesOf(inner)]);
}

const own = <T>(all: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(all, name) ? all[name] : undefined;

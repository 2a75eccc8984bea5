import { z } from 'zod';
import type { Text } from '../../trajectory/language.js';
import { fieldNow } from '../../trajectory/access/recorded.js';
import type { Json } from '../../trajectory/replayed/state.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import type { FilledIn } from './schema.js';

type Schema = Record<string, unknown>;

/** What was filled in, each field with its title and purpose, as its definition has them now. Nothing is left out. */
export function filledInOf(
  data: Json,
  definition: Step | Action | undefined,
  corrections: readonly { changes: Record<string, Json>; on: string }[] = [],
): FilledIn[] {
  const filled = filledIn(data, definition);
  for (const { changes, on } of corrections) {
    for (const right of filledIn(changes, definition)) {
      const { field, value, codes, ...same } = right;
      const at = filled.findIndex((one) => one.field === field);
      const before = filled[at] ?? { ...same, field, value: null, codes: {} };
      filled.splice(at < 0 ? filled.length : at, 1, { ...before, corrected: { value, codes, on } });
    }
  }
  return filled;
}

function filledIn(data: Json, definition: Step | Action | undefined): FilledIn[] {
  if (data === null) return [];
  if (typeof data !== 'object' || Array.isArray(data)) return [withoutDefinition('', data)];
  const properties = definition ? propertiesOf(definition) : {};
  return Object.entries(data).map(([field, value]) => {
    const name = fieldNow(definition, field);
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const title = schema && textIn(schema['x-title']);
    if (!schema || !title) return withoutDefinition(field, value);
    return { field: name, title, purpose: textIn(schema['x-purpose']), value, codes: codesIn(schema, value) };
  });
}

function withoutDefinition(field: string, value: Json): FilledIn {
  return { field, title: { en: field, nl: field }, purpose: null, value, codes: {} };
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

/** What the codes in a value are called, where its schema says so, however deep they are. */
function codesIn(schema: Schema, value: Json): Record<string, Text> {
  const labels = labelsWithin(schema);
  const found = leavesOf(value).flatMap((code): [string, Text][] => {
    const label = labels.get(code);
    return label ? [[code, label]] : [];
  });
  return Object.fromEntries(found);
}

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

function leavesOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => leavesOf(inner));
}

import { z } from 'zod';
import type { Text } from '../../trajectory/language.js';
import type { Json } from '../../trajectory/state.js';
import type { Action, Step } from '../../trajectory/step.js';
import type { FilledIn } from './schema.js';

type Schema = Record<string, unknown>;

/** What was filled in, each field with its title and purpose, as its definition has them now. Nothing is left out. */
export function filledInOf(data: Json, definition: Step | Action | undefined): FilledIn[] {
  if (data === null) return [];
  if (typeof data !== 'object' || Array.isArray(data)) return [withoutDefinition('', data)];
  const properties = definition ? propertiesOf(definition) : {};
  return Object.entries(data).map(([field, value]) => {
    const schema = Object.hasOwn(properties, field) ? properties[field] : undefined;
    const title = schema && textIn(schema['x-title']);
    if (!schema || !title) return withoutDefinition(field, value);
    return { field, title, purpose: textIn(schema['x-purpose']), value, valueTitle: labelOf(schema, value) };
  });
}

function withoutDefinition(field: string, value: Json): FilledIn {
  return { field, title: { en: field, nl: field }, purpose: null, value, valueTitle: null };
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

/** What a code is called, where its schema says so. */
function labelOf(schema: Schema, value: Json): Text | null {
  const labels = (schema['x-labels'] ?? {}) as Record<string, unknown>;
  return typeof value === 'string' && Object.hasOwn(labels, value) ? textIn(labels[value]) : null;
}

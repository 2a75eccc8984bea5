import { z } from 'zod';
import { addDays, dayOf } from '../../src/trajectory/terms/calendar.js';
import type { Batch } from '../../src/trajectory/replayed/events.js';
import type { Json } from '../../src/trajectory/replayed/state.js';
import type { Action, Step } from '../../src/trajectory/definitions/step.js';

interface Schema {
  type?: string;
  format?: string;
  enum?: string[];
  items?: Schema;
  maximum?: number;
}

/** Other values for a field or two of an entry, by what the schema of its definition allows; null when it has no field. */
export function randomChange(
  definition: Step | Action,
  batch: Batch,
  input: Record<string, Json>,
  random: () => number,
): Record<string, Json> | null {
  const schema = z.toJSONSchema(definition.input, { unrepresentable: 'any', io: 'input' });
  const { properties = {}, required = [] } = schema as { properties?: Record<string, Schema>; required?: string[] };
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const given = { ...(batch.events[0]!.data as Record<string, Json>), ...input };
  // Where the trajectory began is no matter of what was filled in.
  const names = Object.keys(properties).filter((name) => !['municipality', 'vNumber'].includes(name));
  if (definition.otherExamples && random() < 0.3) {
    const example = pick([definition.example, ...definition.otherExamples]) as Record<string, Json>;
    return asIn(example, given, names);
  }
  const changes: Record<string, Json> = {};
  for (let times = random() < 0.3 ? 2 : 1; times > 0 && names.length > 0; times -= 1) {
    const name = pick(names)!;
    const isGiven = given[name] !== undefined && given[name] !== null;
    const isLeftOut = isGiven && !required.includes(name) && random() < 0.2;
    const value = isLeftOut ? null : another(properties[name]!, given[name] ?? null, dayOf(batch.at), random);
    // A correction that says what the entry says already is none.
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(given[name] ?? null)) changes[name] = value;
  }
  return Object.keys(changes).length > 0 ? changes : null;
}

/** What goes together, such as another decision with its ground: the days stay those of the entry. */
function asIn(example: Record<string, Json>, given: Record<string, Json>, names: readonly string[]) {
  const isDay = (value: Json | undefined) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  const all = names.flatMap((name): [string, Json][] => {
    const [value, now] = [example[name] ?? null, given[name] ?? null];
    if (isDay(now)) return value === null ? [[name, null]] : [];
    if (isDay(value) || JSON.stringify(value) === JSON.stringify(now)) return [];
    return [[name, value]];
  });
  return all.length > 0 ? (Object.fromEntries(all) as Record<string, Json>) : null;
}

function another(schema: Schema, value: Json, day: string, random: () => number): Json | undefined {
  const { format, type, enum: options, items, maximum = 60 } = schema;
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  if (format === 'date') return addDays(typeof value === 'string' ? value : day, Math.floor(random() * 61) - 30);
  if (type === 'boolean') return value === null ? random() < 0.5 : !value;
  if (options) return pick(options.filter((option) => option !== value));
  if (type === 'integer') return 1 + Math.floor(random() * Math.min(maximum, 60));
  if (type === 'array' && items?.enum) return items.enum.filter(() => random() < 0.6);
  if (type === 'string') return value === null ? 'NEW-1' : `${value as string}-B`;
  return undefined;
}

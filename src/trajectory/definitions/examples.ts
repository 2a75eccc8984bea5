import { addDays } from '../terms/calendar.js';
import { fieldsOf } from './field.js';
import type { Json } from '../replayed/state.js';
import type { Action, Step } from './step.js';

/**
 * The worked example of a step or action as someone could enter it on a day: what has happened happened then at the latest,
 * and what is to come is a month ahead. The examples themselves are written down once, with days that do not move.
 */
export function exampleOn(definition: Step | Action, today: string, example: unknown = definition.example): Json {
  const possible = { ...(example as Record<string, Json>) };
  for (const { name, day } of fieldsOf(definition)) {
    const given = possible[name];
    if (day === undefined || typeof given !== 'string') continue;
    if (day.when === 'past' && given > today) possible[name] = today;
    if (day.when === 'future' && given < today) possible[name] = addDays(today, 30);
  }
  return possible;
}

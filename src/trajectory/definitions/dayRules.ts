import { addMonths, dayOf } from '../terms/calendar.js';
import { fieldsOf, type DayRule, type FieldView } from './field.js';
import type { Said } from '../replayed/refusal.js';
import { refuse } from '../words/engineRefusals.js';
import { saysOfField } from '../words/fieldRefusals.js';
import type { Action, Step, TrajectoryView } from './step.js';

/** In place of a definition, before the name of a day that the trajectory knows. */
export const ofTrajectory = 'trajectory';

/**
 * @throws Refusal that names each day that cannot be right, and why
 */
export function mustBePossibleDays(
  definition: Step | Action,
  input: Record<string, unknown>,
  t: TrajectoryView,
  /** The instant before which what is past has happened: now, or when it is corrected later. */
  until: string = t.now,
): void {
  const fields = fieldsIn(definition);
  const errors = fields.flatMap(({ name, day }) => {
    const given = input[name];
    if (day === undefined || typeof given !== 'string') return [];
    const said =
      faultOf(given, day, dayOf(day.when === 'past' ? until : t.now)) ?? tooEarly(given, day, input, t, definition);
    return said === undefined ? [] : [{ pointer: `/${name}`, ...said }];
  });
  if (errors.length === 0) return;
  throw refuse('invalid-input', errors.length === 1 ? 'impossible-day' : 'impossible-days', {}, { errors });
}

/** They are looked at with every command, and stay the same. */
function fieldsIn(definition: Step | Action): FieldView[] {
  const known = declared.get(definition) ?? fieldsOf(definition);
  declared.set(definition, known);
  return known;
}
const declared = new WeakMap<Step | Action, FieldView[]>();

function faultOf(day: string, { when, years }: DayRule, today: string): Said | undefined {
  if (when === 'past' && day > today) return saysOfField('still-to-come', { day });
  if (when === 'future' && day < today) return saysOfField('has-passed', { day });
  const [first, last] = [addMonths(today, -12 * years), addMonths(today, 12 * years)];
  if (day >= first && day <= last) return undefined;
  return saysOfField(day < first ? 'too-long-ago' : 'too-far-ahead', { day, years });
}

function tooEarly(
  day: string,
  { notBefore }: DayRule,
  input: Record<string, unknown>,
  t: TrajectoryView,
  definition: Step | Action,
): Said | undefined {
  for (const name of notBefore) {
    const isField = fieldsIn(definition).some((one) => one.name === name);
    const otherDay = isField ? input[name] : t.days[name]?.of(t.state);
    if (typeof otherDay !== 'string' || day >= otherDay) continue;
    const other = `${isField ? definition.name : ofTrajectory}.${name}`;
    return saysOfField('before-another-day', { day, other, otherDay });
  }
  return undefined;
}

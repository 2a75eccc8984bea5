import { addMonths, dayOf } from '../terms/calendar.js';
import { fieldsOf, type DayRule, type FieldView } from './field.js';
import { Refusal } from '../replayed/refusal.js';
import type { Action, Step, TrajectoryView } from './step.js';

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
    const detail =
      faultOf(given, day, dayOf(day.when === 'past' ? until : t.now)) ?? tooEarly(given, day, input, t, fields);
    return detail === undefined ? [] : [{ pointer: `/${name}`, detail }];
  });
  if (errors.length === 0) return;
  const what =
    errors.length === 1
      ? 'One of the days cannot be right. Look at it again.'
      : 'Some days cannot be right. Look at them again.';
  throw new Refusal('invalid-input', what, { errors });
}

/** They are looked at with every command, and stay the same. */
function fieldsIn(definition: Step | Action): FieldView[] {
  const known = declared.get(definition) ?? fieldsOf(definition);
  declared.set(definition, known);
  return known;
}
const declared = new WeakMap<Step | Action, FieldView[]>();

function faultOf(day: string, { when, years }: DayRule, today: string): string | undefined {
  if (when === 'past' && day > today)
    return `${day} is still to come. Enter the day on which it happened, today (${today}) at the latest.`;
  if (when === 'future' && day < today) return `${day} is past. Enter today (${today}) or a later day.`;
  const [first, last] = [addMonths(today, -12 * years), addMonths(today, 12 * years)];
  if (day >= first && day <= last) return undefined;
  return `${day} is more than ${years} years ${day < first ? 'ago' : 'ahead'}. Look at the year.`;
}

function tooEarly(
  day: string,
  { notBefore }: DayRule,
  input: Record<string, unknown>,
  t: TrajectoryView,
  fields: readonly FieldView[],
): string | undefined {
  for (const name of notBefore) {
    const field = fields.find((one) => one.name === name);
    const known = t.days[name];
    const other = field ? input[name] : known?.of(t.state);
    const title = field?.title ?? known?.title;
    if (title === undefined || typeof other !== 'string' || day >= other) continue;
    return `${day} comes before ${field ? `“${title.en}”` : title.en} (${other}). Enter that day or a later one.`;
  }
  return undefined;
}

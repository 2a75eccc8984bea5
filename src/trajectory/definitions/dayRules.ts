import { addMonths, dayOf } from '../terms/calendar.js';
import { fieldsOf, type DayRule, type FieldView } from './field.js';
import type { Text } from '../language.js';
import { Refusal } from '../replayed/refusal.js';
import type { Action, Step, TrajectoryView } from './step.js';

/** Days that a trajectory knows, and a rule can name. */
export const knownDays = {
  receivedOn: {
    title: { en: 'the day on which the referral came in', nl: 'de dag waarop de aanmelding binnenkwam' },
    of: ({ facts }) => facts['receivedOn'],
  },
  admittedOn: {
    title: { en: 'the day of admission', nl: 'de dag van toelating' },
    of: ({ facts }) => facts['admittedOn'],
  },
  dossierOn: {
    title: { en: 'the day on which the dossier was complete', nl: 'de dag waarop het dossier compleet was' },
    of: ({ facts }) =>
      Object.values((facts['dossier'] ?? {}) as Record<string, { deliveredOn: string }>)
        .map(({ deliveredOn }) => deliveredOn)
        .toSorted()
        .at(-1),
  },
  returnChoiceOn: {
    title: { en: 'the day of the choice that stands', nl: 'de dag van de keuze die nu geldt' },
    of: ({ facts }) => facts['returnChoiceOn'],
  },
  outcomeOn: {
    title: { en: 'the day of the outcome', nl: 'de dag van de uitkomst' },
    of: ({ facts, state }) => (state.outcome === null ? null : facts['outcomeOn']),
  },
} satisfies Record<string, { title: Text; of: (t: TrajectoryView) => unknown }>;

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
    const known = knownDays[name as keyof typeof knownDays];
    const other = field ? input[name] : known?.of(t);
    if (typeof other !== 'string' || day >= other) continue;
    return `${day} comes before ${field ? `“${field.title.en}”` : known.title.en} (${other}). Enter that day or a later one.`;
  }
  return undefined;
}

import { addDays, dayOf, holidays, isWorkingDay } from './calendar.js';
import { shifted, suspensionsOf, type Suspension } from './clock.js';
import { dueDate, type Term, type Terms } from './deadlines.js';
import type { OpenStep, TrajectoryState } from './state.js';
import type { Text } from './step.js';

/** Why a date is what it is: what a caseworker, a lawyer or the person may ask of every term. */
export interface Explanation {
  /** The last day of the term; null while its clock stands still. */
  date: string | null;
  /** One sentence for each thing that made it so, in the order in which they count. */
  because: Text[];
  /** The holidays on which the term did not run. */
  holidays: { day: string; name: Text }[];
  /** Whether the rules as they are now give this date. If not, a person chose it or an earlier rule did. */
  agrees: boolean;
}

/** What a term is counted from and what came between. Days are calendar days in Europe/Amsterdam. */
export interface Counting {
  /** UTC instant from which it runs. */
  from: string;
  term: Term;
  suspensions: readonly Suspension[];
  extension?: { days: number; reason: string; by: string } | undefined;
}

/** The last day of a term, by the same rules as the trajectory itself; null while a suspension has no end. */
export function lastDay({ from, term, suspensions, extension }: Counting): string | null {
  let day = dueDate(from, term);
  for (const { from: stop, to } of periodsSince(from, suspensions)) {
    if (to === null) return null;
    day = shifted(day, stop, to, term.unit);
  }
  return extension ? addDays(day, extension.days) : day;
}

/** The same with its reasons; `actual` is the date that the trajectory has. */
export function explain(counting: Counting, actual?: string | null): Explanation {
  const { from, term, suspensions, extension } = counting;
  const computed = lastDay(counting);
  const date = actual === undefined ? computed : actual;
  const start = dayOf(from);
  const passed = term.unit === 'working-day' && date !== null ? holidaysBetween(start, date) : [];
  const because: Text[] = [
    {
      nl: `${term.amount} ${unitNl[term.unit]} vanaf ${start}, de dag waarop de termijn ging lopen; die dag telt niet mee.`,
      en: `${term.amount} ${unitEn[term.unit]} from ${start}, the day on which the term began to run; that day does not count.`,
    },
  ];
  if (term.unit === 'working-day') {
    because.push({
      nl: 'Zaterdagen, zondagen en algemeen erkende feestdagen tellen niet mee (art. 3 Algemene termijnenwet).',
      en: 'Saturdays, Sundays and general holidays do not count (art. 3 Algemene termijnenwet).',
    });
  }
  for (const { from: stop, to, reason, by } of periodsSince(from, suspensions)) {
    const why = causes[reason] ?? { nl: reason, en: reason };
    because.push(
      to === null
        ? {
            nl: `De klok staat stil sinds ${stop}: ${why.nl} (${by}).`,
            en: `The clock stands still since ${stop}: ${why.en} (${by}).`,
          }
        : {
            nl: `De klok stond stil van ${stop} tot ${to}: ${why.nl} (${by}). Wat er over was, loopt daarna door.`,
            en: `The clock stood still from ${stop} to ${to}: ${why.en} (${by}). What was left runs on after that.`,
          },
    );
  }
  if (extension) {
    because.push({
      nl: `Verlengd met ${extension.days} kalenderdagen door ${extension.by}: ${extension.reason}`,
      en: `Extended by ${extension.days} calendar days by ${extension.by}: ${extension.reason}`,
    });
  }
  const agrees = date === computed;
  if (!agrees) {
    because.push({
      nl: 'Deze datum is door een mens gekozen, of berekend met een regel die toen gold.',
      en: 'This date was chosen by a person, or worked out by a rule that held then.',
    });
  }
  return { date, because, holidays: passed, agrees };
}

/** Target and fatal term of an open step, each with its reasons. `whatIf` changes the question, never the trajectory. */
export function explainStep(
  state: TrajectoryState,
  open: OpenStep,
  terms: Terms | undefined,
  whatIf: { start?: string | undefined; suspension?: Suspension | undefined } = {},
): { target: Explanation | null; fatal: Explanation | null } {
  if (!terms) return { target: null, fatal: null };
  const asked = whatIf.start !== undefined || whatIf.suspension !== undefined;
  const suspensions = [...suspensionsOf(state), ...(whatIf.suspension ? [whatIf.suspension] : [])].toSorted((a, b) =>
    a.from < b.from ? -1 : 1,
  );
  const from = whatIf.start === undefined ? open.openedAt : `${whatIf.start}T12:00:00.000Z`;
  const extension = extensionOf(state, open);
  const one = (term: Term, actual: string | null) =>
    explain({ from, term, suspensions, extension }, asked ? undefined : actual);
  return { target: one(terms.target, open.targetDate), fatal: one(terms.fatal, open.fatalDate) };
}

function extensionOf(state: TrajectoryState, { step, openedAt }: OpenStep): Counting['extension'] {
  const all = (state.facts['extensions'] ?? {}) as unknown as Record<
    string,
    { round: string; days: number; reason: string; by: string }
  >;
  const found = all[step];
  return found?.round === openedAt ? found : undefined;
}

/** The periods in which this term's clock stood still: those that ended, or go on, after it began to run. */
function periodsSince(from: string, suspensions: readonly Suspension[]): Suspension[] {
  const start = dayOf(from);
  return suspensions
    .filter(({ to }) => to === null || to > start)
    .map((period) => (period.from < start ? { ...period, from: start } : period));
}

function holidaysBetween(from: string, to: string): { day: string; name: Text }[] {
  const found: { day: string; name: Text }[] = [];
  for (let day = from; day < to;) {
    day = addDays(day, 1);
    const name = holidays(Number(day.slice(0, 4))).get(day);
    const isWeekday =
      name !== undefined && !isWorkingDay(day) && ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    if (name && isWeekday) found.push({ day, name });
  }
  return found;
}

const unitNl = { 'working-day': 'werkdagen', 'calendar-day': 'kalenderdagen', second: 'seconden' };
const unitEn = { 'working-day': 'working days', 'calendar-day': 'calendar days', second: 'seconds' };

const causes: Record<string, Text> = {
  suspension: { nl: 'opgeschort', en: 'suspended' },
  'court-hold': { nl: 'voorlopige voorziening', en: 'court hold' },
};

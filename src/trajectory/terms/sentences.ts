import { dayInWords } from '../words/days.js';
import { dayOff } from './calendar.js';
import type { Turn } from './termCalculation.js';
import type { Extension } from './extensions.js';
import type { Lengthening } from './statutory.js';
import type { Text } from '../language.js';
import type { Standstill, Suspension } from './suspensions.js';
import type { Term } from './term.js';

/** The sentences of which an explanation of a date is made, in both languages. */

export const from = (term: Term, day: string): Text => ({
  nl: `${lengthNl(term)} vanaf ${dayInWords(day, 'nl')}, de dag waarop de termijn ging lopen; die dag telt niet mee.`,
  en: `${lengthEn(term)} from ${dayInWords(day, 'en')}, the day on which the term began to run; that day does not count.`,
});

export const before = (term: Term, day: string): Text => ({
  nl: `Uiterlijk ${lengthNl(term)} voor ${dayInWords(day, 'nl')}; die dag telt niet mee.`,
  en: `At the latest ${lengthEn(term)} before ${dayInWords(day, 'en')}; that day does not count.`,
});

export const workingDays: Text = {
  nl: 'Zaterdagen, zondagen en algemeen erkende feestdagen tellen niet mee (art. 3 Algemene termijnenwet).',
  en: 'Saturdays, Sundays and general holidays do not count (art. 3 Algemene termijnenwet).',
};

export const shortMonth = (day: string): Text => ({
  nl: `Die maand heeft geen dag met hetzelfde nummer; daarom telt de laatste dag, ${dayInWords(day, 'nl')}.`,
  en: `That month has no day with the same number, so it is the last one, ${dayInWords(day, 'en')}.`,
});

/** For a date that no rule gives, and that someone filled in where the term began. */
export const entered: Text = {
  nl: 'Een medewerker heeft deze datum ingevuld.',
  en: 'A member of staff entered this date.',
};

/** For a date that no rule of now gives, of which it is not known where it came from. */
export const enteredOrEarlier: Text = {
  nl: 'Deze datum is ingevuld door een medewerker, of volgt uit een regel die toen gold.',
  en: 'This date was entered by a member of staff, or follows from a rule that held then.',
};

export const notSetByLaw = (day: string, name: Text): Text => ({
  nl: `${dayInWords(day, 'nl')} is een vrije dag (${name.nl}), maar deze termijn staat hier niet als wettelijke termijn. Art. 1 Algemene termijnenwet verlengt die dan niet.`,
  en: `${dayInWords(day, 'en')} is a day off (${name.en}), but the term is not marked as set by law, so art. 1 Algemene termijnenwet does not lengthen it.`,
});

export const countedBack = (day: string, name: Text): Text => ({
  nl: `${dayInWords(day, 'nl')} is een vrije dag (${name.nl}) en blijft het: een termijn die wordt teruggerekend, schuift niet op (art. 1 lid 2 Algemene termijnenwet).`,
  en: `${dayInWords(day, 'en')} is a day off (${name.en}) and stays: a term that is counted back does not move (art. 1(2) Algemene termijnenwet).`,
});

export const earlier = (day: string): Text => ({
  nl: `Een wettelijke termijn van ten minste drie dagen heeft minstens twee gewone dagen, dus het is al ${dayInWords(day, 'nl')} (art. 2 Algemene termijnenwet).`,
  en: `A term of at least three days that is set by law has at least two ordinary days in it, so it is ${dayInWords(day, 'en')} already (art. 2 Algemene termijnenwet).`,
});

/** Art. 4(a). */
export function outsideTheAct({ unit }: Term): Text {
  const { nl, en } = outside[unit];
  return {
    nl: `De Algemene termijnenwet verlengt deze wettelijke termijn niet, want ${nl} (art. 4).`,
    en: `The Algemene termijnenwet does not lengthen this term, though it is set by law, because ${en} (art. 4).`,
  };
}

/** What the codes in an explanation are called within a sentence; undefined for what is not known any more, which keeps its code. */
export interface TermNames {
  agency(agency: string): Text | undefined;
  /** Why the clock stands still. */
  cause(cause: string): Text | undefined;
}

/** What one turn made of a date. */
export function turn(what: Turn, named: TermNames): Text[] {
  if (what.kind === 'extension') return [extended(what.extension, named)];
  if (what.kind === 'lengthening') return [lengthened(what.lengthening)];
  if (what.kind === 'working-day') return [onToWorkingDay(what)];
  return stoodStill(what.standstill, what.afterItsEnd, named);
}

const within = (agency: string, named: TermNames): Text => named.agency(agency) ?? { nl: agency, en: agency };

function extended({ days, reason, by, on }: Extension, named: TermNames): Text {
  const agency = within(by, named);
  const term: Term = { amount: days, unit: 'calendar-day' };
  return {
    nl: `Verlengd met ${lengthNl(term)} door ${agency.nl} op ${dayInWords(on, 'nl')}: ${reason}`,
    en: `Extended by ${lengthEn(term)} by ${agency.en} on ${dayInWords(on, 'en')}: ${reason}`,
  };
}

function lengthened({ article, from: day, to }: Lengthening): Text {
  if (article === '2') {
    return {
      nl: `Een wettelijke termijn van ten minste drie dagen heeft minstens twee gewone dagen en loopt daarom door tot en met ${dayInWords(to, 'nl')} (art. 2 Algemene termijnenwet).`,
      en: `A term of at least three days that is set by law has at least two ordinary days in it, so it runs on to ${dayInWords(to, 'en')} (art. 2 Algemene termijnenwet).`,
    };
  }
  const name = dayOff(day);
  return {
    nl: `De termijn is wettelijk en zou eindigen op ${dayInWords(day, 'nl')} (${name?.nl}); daarom loopt die door tot en met ${dayInWords(to, 'nl')}, de eerstvolgende gewone dag (art. 1 lid 1 Algemene termijnenwet).`,
    en: `The term is set by law and would end on ${dayInWords(day, 'en')} (${name?.en}), so it runs on to ${dayInWords(to, 'en')}, the next ordinary day (art. 1(1) Algemene termijnenwet).`,
  };
}

function onToWorkingDay({ from: day, to }: { from: string; to: string }): Text {
  const name = dayOff(day);
  return {
    nl: `De termijn telt werkdagen en ${dayInWords(day, 'nl')} is een vrije dag (${name?.nl}); daarom loopt die door tot en met ${dayInWords(to, 'nl')}.`,
    en: `The term counts working days and ${dayInWords(day, 'en')} is a day off (${name?.en}), so it runs on to ${dayInWords(to, 'en')}.`,
  };
}

/** Each cause by itself, and then what they come to. */
function stoodStill({ from: first, to: last, causes }: Standstill, afterItsEnd: boolean, named: TermNames): Text[] {
  const each = causes.map(({ from: stop, to, reason, by }): Text => {
    const { nl, en } = why(reason, by === null ? null : within(by, named), named);
    return to === null
      ? {
          nl: `De klok staat stil sinds ${dayInWords(stop, 'nl')}: ${nl}.`,
          en: `The clock has stood still since ${dayInWords(stop, 'en')}: ${en}.`,
        }
      : {
          nl: `De klok stond stil van ${dayInWords(stop, 'nl')} tot ${dayInWords(to, 'nl')}: ${nl}.`,
          en: `The clock stood still from ${dayInWords(stop, 'en')} to ${dayInWords(to, 'en')}: ${en}.`,
        };
  });
  if (last === null) return each;
  const after: Text = afterItsEnd
    ? { nl: 'De termijn was toen al voorbij.', en: 'The term had ended by then.' }
    : { nl: 'Wat er over was, loopt daarna door.', en: 'What was left runs on after that.' };
  const together: Text = {
    nl: `Samen van ${dayInWords(first, 'nl')} tot ${dayInWords(last, 'nl')}; dagen die samenvallen, tellen één keer.`,
    en: `Together from ${dayInWords(first, 'en')} to ${dayInWords(last, 'en')}; days that they share count once.`,
  };
  const all = each.length > 1 ? [...each, together] : each;
  return all.map(({ nl, en }, i) =>
    i < all.length - 1 ? { nl, en } : { nl: `${nl} ${after.nl}`, en: `${en} ${after.en}` },
  );
}

function why(reason: Suspension['reason'], by: Text | null, named: TermNames): Text {
  const { nl, en } = reason === askedAbout ? whatIf : (named.cause(reason) ?? { nl: reason, en: reason });
  return by === null ? { nl, en } : { nl: `${nl} (${by.nl})`, en: `${en} (${by.en})` };
}

/** The cause of a period that nobody set: someone asks what would come of it. */
export const askedAbout = 'what-if';
const whatIf: Text = { nl: 'de opschorting waarnaar is gevraagd', en: 'the suspension that was asked about' };

const lengthNl = ({ amount, unit }: Term) => `${amount} ${unitsNl[unit][amount === 1 ? 0 : 1]}`;
const lengthEn = ({ amount, unit }: Term) => `${amount} ${unitsEn[unit]}${amount === 1 ? '' : 's'}`;

const unitsNl: Record<Term['unit'], [string, string]> = {
  'working-day': ['werkdag', 'werkdagen'],
  'calendar-day': ['kalenderdag', 'kalenderdagen'],
  week: ['week', 'weken'],
  month: ['maand', 'maanden'],
  second: ['seconde', 'seconden'],
};
const unitsEn: Record<Term['unit'], string> = {
  'working-day': 'working day',
  'calendar-day': 'calendar day',
  week: 'week',
  month: 'month',
  second: 'second',
};

const days: Text = { nl: 'hij duurt meer dan 90 dagen', en: 'it lasts more than 90 days' };
const outside: Record<Term['unit'], Text> = {
  'working-day': days,
  'calendar-day': days,
  week: { nl: 'hij duurt meer dan twaalf weken', en: 'it lasts more than twelve weeks' },
  month: { nl: 'hij duurt meer dan drie maanden', en: 'it lasts more than three months' },
  second: { nl: 'hij telt in uren of korter', en: 'it is counted in hours or less' },
};

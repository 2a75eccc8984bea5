import type { Tally } from '../figure.js';
import type { OpenWait, Question, Spread, Tallies } from '../tallies.js';
import { mark, version, wait, type Cases } from './cases.js';
import { dayNumber } from './days.js';
import { Spreading } from './durations.js';
import { Tallying } from './tallying.js';

/** What happens to a trajectory more than once, and for whom steps wait: the part of the figures that is no sum of cases. */
export interface Happened {
  tallies: Tallies;
  /** How long each agency was waited for, of the steps done in the period. */
  waited: Spread[];
  /** The steps that were open at the end of the reference date. */
  open: OpenWait[];
}

/** The population of each mark that is counted each time. */
const marksCounted: Readonly<Record<string, string>> = {
  escalation: 'escalations',
  objection: 'objections',
  'objection-decided': 'objections-decided',
};

export function countHappened(cases: Cases, question: Question): Happened {
  const { names } = cases;
  const { numbers, instants, starts, counts } = cases.marks;
  const isAsked = names.among(question.municipalities);
  const known = question.asOf === null ? Infinity : Date.parse(question.asOf);
  const [from, to] = [dayNumber(question.from), dayNumber(question.to)];
  const stepDone = names.numberOf('step-done');
  const duplicate = names.numberOf('DUPLICATE');
  const spreading = new Spreading();
  const happened = new Map(Object.keys(marksCounted).map((name) => [names.numberOf(name), new Tallying()]));

  for (let place = 0; place < cases.count; place += 1) {
    const at = cases.at(place, known);
    // What goes on in another trajectory is in no figure.
    if (at >= 0 && cases.versions.numbers[at + version.outcome] === duplicate) continue;
    const start = starts[place]!;
    for (let row = start; row < start + counts[place]!; row += 1) {
      const field = row * cases.marks.width;
      const on = numbers[field + mark.on]!;
      const municipality = numbers[field + mark.municipality]!;
      if (on < from || on > to || instants[row]! > known || !isAsked(municipality)) continue;
      const name = numbers[field + mark.name]!;
      const value = numbers[field + mark.value]!;
      if (name === stepDone) spreading.add(names.nameOf(value) ?? '-', municipality, numbers[field + mark.days]!);
      else happened.get(name)?.add(municipality, value);
    }
  }

  const waited = spreading.spreads((municipality) => names.nameOf(municipality));
  const open = countOpenWaits(cases, question);
  const byValue = (tallying: Tallying) => tallying.tallies(names, (value) => ({ value: names.nameOf(value) ?? '-' }));
  return {
    waited,
    open,
    tallies: {
      ...Object.fromEntries([...happened].map(([name, one]) => [marksCounted[names.nameOf(name)!]!, byValue(one)])),
      'steps-done': waited.flatMap(({ municipality, name, n }): Tally[] =>
        municipality === null ? [] : [{ municipality, attributes: { value: name }, n }],
      ),
      'steps-open': open.map(({ municipality, agency, n }) => ({ municipality, attributes: { value: agency }, n })),
    },
  };
}

function countOpenWaits(cases: Cases, question: Question): OpenWait[] {
  const { names } = cases;
  const { numbers, instants, starts, counts, width } = cases.waits;
  const isAsked = names.among(question.municipalities);
  const known = question.asOf === null ? Infinity : Date.parse(question.asOf);
  const stood = question.standingAt === null ? known : Date.parse(question.standingAt);
  const on = dayNumber(question.on);
  const open = new Map<string, OpenWait>();
  for (let place = 0; place < cases.count; place += 1) {
    const start = starts[place]!;
    for (let row = start; row < start + counts[place]!; row += 1) {
      const until = instants[2 * row + 1]!;
      // Without an end it is open at any moment, also at one that is after all others.
      if (instants[2 * row]! > stood || (until !== Infinity && until <= stood)) continue;
      const at = cases.counted(place, known);
      if (at < 0 || cases.versions.numbers[at + version.closed]! <= on) continue;
      const municipality = cases.versions.numbers[at + version.municipality]!;
      if (!isAsked(municipality)) continue;
      const [town, agency] = [municipality, numbers[row * width + wait.responsible]!].map(
        (one) => names.nameOf(one) ?? '',
      );
      const days = on - numbers[row * width + wait.since]!;
      const key = `${town} ${agency}`;
      const own = open.get(key);
      if (own) {
        own.n += 1;
        own.oldest = Math.max(own.oldest, days);
      } else open.set(key, { municipality: town!, agency: agency!, n: 1, oldest: days });
    }
  }
  return [...open.values()];
}

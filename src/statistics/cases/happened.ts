import type { Tally } from '../definitions/figure.js';
import type { OpenWait, Spread, Tallies } from '../counting/tallies.js';
import { mark, version, wait } from './cases.js';
import { never } from './days.js';
import { Spreading } from '../counting/durationHistogram.js';
import type { CaseSelection } from '../counting/caseSelection.js';
import { Tallying } from '../counting/tallying.js';

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

export function countHappened(look: CaseSelection): Happened {
  const { cases, known, goesOnElsewhere } = look;
  const { names } = cases;
  const { numbers, instants, starts, counts, width } = cases.marks;
  const stepDone = names.numberOf('step-done');
  const spreading = new Spreading(names);
  const happened = new Map(Object.keys(marksCounted).map((name) => [names.numberOf(name), new Tallying()]));

  for (let place = 0; place < cases.count; place += 1) {
    const start = starts[place]!;
    for (let row = start; row < start + counts[place]!; row += 1) {
      const field = row * width;
      const day = numbers[field + mark.on]!;
      // What goes on in another trajectory is in no figure.
      if (!look.isIn(day) || goesOnElsewhere[place] === 1) continue;
      const until = instants[2 * row + 1]!;
      // Without an end it counts at any moment, also at one that is after all others.
      if (instants[2 * row]! > known || (until !== Infinity && until <= known)) continue;
      const name = numbers[field + mark.name]!;
      // It counts where the person was on that day, wherever they went; a step where it was done.
      const municipality = name === stepDone ? numbers[field + mark.municipality]! : look.whereabouts(place, day);
      if (!look.isAsked(municipality)) continue;
      const value = numbers[field + mark.value]!;
      if (name === stepDone) spreading.add(value, municipality, numbers[field + mark.days]!);
      else happened.get(name)?.add(municipality, value);
    }
  }

  const waited = spreading.spreads();
  const open = countOpenWaits(look);
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

function countOpenWaits(look: CaseSelection): OpenWait[] {
  const { cases, places, on, known, stood } = look;
  const { names, versions } = cases;
  const { numbers, instants, starts, counts, width } = cases.waits;
  const then = stood ?? known;
  const open = new Map<string, OpenWait>();
  for (let each = 0; each < places.length; each += 1) {
    const at = each * versions.width;
    const [left, closed] = [look.numbers[at + version.left]!, look.numbers[at + version.closed]!];
    if (closed <= on) continue;
    // What waited when the person left was waited for no longer, even if that was only recorded later; what was opened to
    // look after it was.
    const over = closed !== never && left <= on ? left : -never;
    const place = places[each]!;
    const municipality = look.where(each, on);
    if (!look.isAsked(municipality)) continue;
    const start = starts[place]!;
    for (let row = start; row < start + counts[place]!; row += 1) {
      const until = instants[2 * row + 1]!;
      // Without an end it is open at any moment, also at one that is after all others.
      if (instants[2 * row]! > then || (until !== Infinity && until <= then)) continue;
      const since = numbers[row * width + wait.since]!;
      if (since < over) continue;
      const [town, agency] = [municipality, numbers[row * width + wait.responsible]!].map(
        (one) => names.nameOf(one) ?? '',
      );
      const days = on - since;
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

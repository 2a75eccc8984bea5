import { never } from '../../trajectory/figures/days.js';
import type { Tally } from '../../trajectory/figures/figure.js';
import type { OpenWait, Spread, Tallies } from './tallies.js';
import { mark, version, wait } from '../cases/cases.js';
import { Spreading } from './durationHistogram.js';
import type { CaseSelection } from './caseSelection.js';
import { Tallying } from './tallying.js';

/** What happens to a trajectory more than once, and for whom steps wait: the part of the figures that is no sum of cases. */
export interface Recurring {
  tallies: Tallies;
  /** How long each agency was waited for, of the steps done in the period. */
  waited: Spread[];
  /** The steps that were open at the end of the reference date. */
  open: OpenWait[];
}

/** @param marksCounted the population of each mark that is counted each time */
export function countRecurring(selection: CaseSelection, marksCounted: Readonly<Record<string, string>>): Recurring {
  const { cases, known, goesOnElsewhere } = selection;
  const { names, marks } = cases;
  const stepDone = names.numberOf('step-done');
  const spreading = new Spreading(names);
  const recurred = new Map(
    Object.keys(marksCounted).map((name) => [names.numberOf(name), new Tallying(names, 'value')]),
  );

  const found = marks.row();
  for (let place = 0; place < cases.count; place += 1) {
    const end = marks.end(place);
    for (let row = marks.first(place); row < end; row += 1) {
      found.moveTo(row);
      // What goes on in another trajectory is in no figure.
      if (!selection.isIn(found.get(mark.on)) || goesOnElsewhere[place] === 1 || !found.holdsAt(known)) continue;
      const name = found.get(mark.name);
      const value = found.get(mark.value);
      // It counts where the person was on that day, wherever they went; a step where it was done.
      const municipality =
        name === stepDone ? found.get(mark.municipality) : selection.whereabouts(place, found.get(mark.on));
      if (!selection.isAsked(municipality)) continue;
      if (name === stepDone) spreading.add(value, municipality, found.get(mark.days));
      else recurred.get(name)?.add(municipality, { value });
    }
  }

  const waited = spreading.spreads();
  const open = countOpenWaits(selection);
  const byValue = (tallying: Tallying<'value'>) =>
    tallying.tallies(({ value }) => ({ value: names.nameOf(value) ?? '-' }));
  return {
    waited,
    open,
    tallies: {
      ...Object.fromEntries([...recurred].map(([name, one]) => [marksCounted[names.nameOf(name)!]!, byValue(one)])),
      'steps-done': waited.flatMap(({ municipality, name, n }): Tally[] =>
        municipality === null ? [] : [{ municipality, attributes: { value: name }, n }],
      ),
      'steps-open': open.map(({ municipality, agency, n }) => ({ municipality, attributes: { value: agency }, n })),
    },
  };
}

function countOpenWaits(selection: CaseSelection): OpenWait[] {
  const { cases, on, stood } = selection;
  const { names, waits } = cases;
  const then = stood ?? selection.known;
  const open = new Map<string, OpenWait>();
  const found = waits.row();
  selection.each((known, each, place) => {
    const left = known.get(version.left);
    const closed = known.get(version.closed);
    if (closed <= on) return;
    // What waited when the person left was waited for no longer, even if that was only recorded later; what was opened to
    // look after it was.
    const over = closed !== never && left <= on ? left : -never;
    const municipality = selection.where(each, on);
    if (!selection.isAsked(municipality)) return;
    const end = waits.end(place);
    for (let row = waits.first(place); row < end; row += 1) {
      found.moveTo(row);
      if (!found.holdsAt(then) || found.get(wait.openedOn) < over) continue;
      const town = names.nameOf(municipality) ?? '';
      const agency = names.nameOf(found.get(wait.responsible)) ?? '';
      const days = on - found.get(wait.openedOn);
      const key = `${town} ${agency}`;
      const same = open.get(key);
      if (same) {
        same.n += 1;
        same.oldest = Math.max(same.oldest, days);
      } else open.set(key, { municipality: town, agency, n: 1, oldest: days });
    }
  });
  return [...open.values()];
}

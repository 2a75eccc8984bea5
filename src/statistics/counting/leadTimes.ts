import type { ClassMap } from '../../trajectory/figures/classMap.js';
import type { CaseReader, LeadTime } from '../../trajectory/figures/population.js';
import type { CaseSelection } from './caseSelection.js';
import { Spreading } from './durationHistogram.js';
import { CaseReading } from './reading.js';
import type { Spread } from './tallies.js';

/** Returns how long it took from one day to another, of all for whom the second is in the period and comes after the first. */
export function countLeadTimes(
  selection: CaseSelection,
  leadTimes: (read: CaseReader) => Readonly<Record<string, LeadTime>>,
  classMap: ClassMap,
): Spread[] {
  const { names } = selection.cases;
  const reading = new CaseReading(selection, classMap);
  const all = Object.entries(leadTimes(reading)).map(([name, one]) => ({ name: names.numberOf(name), ...one }));
  const spreading = new Spreading(names);
  selection.each((known, row, place) => {
    reading.moveTo(known, row, place);
    for (const { name, since: began, until: ended, when } of all) {
      const [since, until] = [began(), ended()];
      if (!selection.isIn(until) || since > until || when?.() === false) continue;
      const municipality = selection.where(row, until);
      if (selection.isAsked(municipality)) spreading.add(name, municipality, until - since);
    }
  });
  return spreading.spreads();
}

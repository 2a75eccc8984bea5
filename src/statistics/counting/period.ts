import type { ClassMap } from '../definitions/classMap.js';
import type { CaseSelection } from './caseSelection.js';
import { Flow } from './flow.js';
import { Stock } from './stock.js';
import type { Tallies } from './tallies.js';

/**
 * Returns what the figures of a period count of trajectories: everything by the day on which it happened, in the
 * municipality in which the person was at the end of that day, as known at the moment asked.
 */
export function countPeriod(selection: CaseSelection, classMap: ClassMap): Tallies {
  const stock = new Stock(selection);
  const flow = new Flow(selection);
  selection.each((known, row, place) => {
    stock.add(known, row);
    flow.add(known, row, place);
  });
  return { ...stock.tallies(), ...flow.tallies(classMap) };
}

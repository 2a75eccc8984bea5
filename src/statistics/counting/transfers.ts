import type { ClassMap } from '../../trajectory/figures/classMap.js';
import type { CaseReader, Transfers } from '../../trajectory/figures/population.js';
import { version } from '../cases/cases.js';
import type { CaseSelection } from './caseSelection.js';
import { CaseReading } from './reading.js';
import type { Transfer } from './tallies.js';
import { Tallying } from './tallying.js';

/** Returns the transfers in the period: of whoever had not ended before that day, by what they were at the end of the day before it. */
export function countTransfers(
  selection: CaseSelection,
  transfers: ((read: CaseReader) => Transfers) | undefined,
  classMap: ClassMap,
): Transfer[] {
  if (!transfers) return [];
  const { names } = selection.cases;
  const reading = new CaseReading(selection, classMap);
  const { stages, stage: stageOn } = transfers(reading);
  const tallying = new Tallying(names, 'to', 'stage');
  const asked = (municipality: number) => (selection.isAsked(municipality) ? municipality : 0);
  selection.each((known, row, place) => {
    reading.moveTo(known, row, place);
    selection.moves(row, (day, from, to) => {
      if (!selection.isIn(day) || Math.min(known.get(version.left), known.get(version.closed)) < day) return;
      const stage = stageOn(day);
      const [left, entered] = [asked(from), asked(to)];
      if (stage !== null && (left !== 0 || entered !== 0)) tallying.add(left, { to: entered, stage });
    });
  });
  return tallying
    .tallies(({ to, stage }) => ({ to: names.nameOf(to) ?? '', stage: stages[stage]! }))
    .map(({ municipality: from, attributes, n }) => ({ from, to: attributes['to']!, stage: attributes['stage']!, n }));
}

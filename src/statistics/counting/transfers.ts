import type { Transfer } from './tallies.js';
import { version } from '../cases/cases.js';
import type { CaseSelection } from './caseSelection.js';
import { Tallying } from './tallying.js';

/**
 * The transfers in the period: of whoever had not ended before that day, by what they were at the end of the day before it.
 * So for each municipality what came in and went out makes the difference between the participants, or the waiting list, of
 * two days.
 */
export function countTransfers(look: CaseSelection): Transfer[] {
  const { numbers, places, isAsked } = look;
  const { names, versions } = look.cases;
  const stages = ['participating', 'waiting', 'refused'] as const;
  const tallying = new Tallying();
  for (let row = 0; row < places.length; row += 1) {
    const at = row * versions.width;
    look.moves(row, (day, from, to) => {
      const ended = Math.min(numbers[at + version.left]!, numbers[at + version.closed]!);
      if (!look.isIn(day) || ended < day) return;
      const admittedOn = numbers[at + version.admitted]!;
      // Who was referred, or admitted, on that day began where they are at its end.
      if (admittedOn >= day && numbers[at + version.referred]! >= day) return;
      const stage = admittedOn < day ? 0 : numbers[at + version.decided]! < day ? 2 : 1;
      const [here, there] = [from, to].map((municipality) => (isAsked(municipality) ? municipality : 0)) as [
        number,
        number,
      ];
      if (here !== 0 || there !== 0) tallying.add(here, there, stage);
    });
  }
  return tallying
    .tallies(names, (to, stage) => ({ to: names.nameOf(to) ?? '', stage: stages[stage]! }))
    .map(({ municipality: from, attributes, n }) => ({ from, to: attributes['to']!, stage: attributes['stage']!, n }));
}

import type { Transfer } from './tallies.js';
import { version } from '../cases/cases.js';
import type { CaseSelection } from './caseSelection.js';
import { Tallying } from './tallying.js';

/**
 * The transfers in the period: of whoever had not ended before that day, by what they were at the end of the day before it.
 * So for each municipality what came in and went out makes the difference between the participants, or the waiting list, of
 * two days.
 */
export function countTransfers(selection: CaseSelection): Transfer[] {
  const { names } = selection.cases;
  const stages = ['participating', 'waiting', 'refused'] as const;
  const tallying = new Tallying(names, 'to', 'stage');
  const asked = (municipality: number) => (selection.isAsked(municipality) ? municipality : 0);
  selection.each((known, row) => {
    selection.moves(row, (day, from, to) => {
      if (!selection.isIn(day) || Math.min(known.get(version.left), known.get(version.closed)) < day) return;
      const admitted = known.get(version.admitted);
      // Those who were referred, or admitted, on that day began where they are at its end.
      if (admitted >= day && known.get(version.referred) >= day) return;
      const stage = admitted < day ? 0 : known.get(version.decided) < day ? 2 : 1;
      const member = { municipality: asked(from), to: asked(to), stage };
      if (member.municipality !== 0 || member.to !== 0) tallying.add(member);
    });
  });
  return tallying
    .tallies(({ to, stage }) => ({ to: names.nameOf(to) ?? '', stage: stages[stage]! }))
    .map(({ municipality: from, attributes, n }) => ({ from, to: attributes['to']!, stage: attributes['stage']!, n }));
}

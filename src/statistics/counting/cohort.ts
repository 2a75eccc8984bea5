import { classOf, type ClassMap } from '../definitions/classMap.js';
import type { Tallies } from './tallies.js';
import { version } from '../cases/cases.js';
import { monthsOfDays, never } from '../cases/days.js';
import type { CaseSelection } from './caseSelection.js';
import { Tallying } from './tallying.js';

const stages = ['undecided', 'admitted', 'refused', 'ended'] as const;

/** Returns what had come on the reference date of those who were admitted or referred in the window. */
export function countCohort(selection: CaseSelection, classMap: ClassMap): Tallies {
  const { on } = selection;
  const { names } = selection.cases;
  const refusal = names.numberOf('REFUSED_AT_ADMISSION');
  const monthOf = monthsOfDays();
  const months: string[] = [];
  const admitted = new Tallying(names, 'month', 'hasEnded', 'outcome');
  const referred = new Tallying(names, 'stage');

  selection.each((known, row) => {
    const admittedOn = known.get(version.admitted);
    const referredOn = known.get(version.referred);
    const leftOn = known.get(version.left);
    const isAdmitted = selection.isIn(admittedOn);
    const isReferred = selection.isIn(referredOn);
    const hasEnded = Math.min(leftOn, known.get(version.closed)) <= on;
    // A person stays in the cohort of the municipality that admitted them, wherever they went.
    const admittedIn = isAdmitted ? selection.where(row, admittedOn) : 0;
    if (isAdmitted && selection.isAsked(admittedIn)) {
      const month = monthOf(admittedOn);
      if (!months.includes(month)) months.push(month);
      const outcome = leftOn <= on && known.get(version.outcome) !== refusal ? known.get(version.outcome) : 0;
      admitted.add({
        municipality: admittedIn,
        month: months.indexOf(month),
        hasEnded: Number(hasEnded),
        outcome,
      });
    }
    const referredIn = isReferred ? selection.where(row, referredOn) : 0;
    if (isReferred && selection.isAsked(referredIn)) {
      // A person who was admitted after the fact was so from the day that the decision names.
      const isDecided = Math.min(known.get(version.decided), admittedOn) <= on;
      const stage = isDecided ? (admittedOn === never ? 2 : 1) : hasEnded ? 3 : 0;
      referred.add({ municipality: referredIn, stage });
    }
  });

  return {
    'cohort-admitted': admitted.tallies(({ month, hasEnded, outcome: code }) => {
      const outcome = names.nameOf(code);
      const hasLeft = hasEnded === 1 && outcome !== null && classOf(classMap, outcome) !== 'NOT_OUTFLOW';
      return { month: months[month]!, came: hasLeft ? outcome : hasEnded === 1 ? 'other' : 'participating' };
    }),
    'cohort-referred': referred.tallies(({ stage }) => ({ stage: stages[stage]! })),
  };
}

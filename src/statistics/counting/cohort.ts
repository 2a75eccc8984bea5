import { classOf, type ClassMap } from '../definitions/classMap.js';
import type { Tallies } from './tallies.js';
import { version } from '../cases/cases.js';
import { monthsOfDays, never } from '../cases/days.js';
import type { CaseSelection } from './caseSelection.js';
import { Tallying } from './tallying.js';

const stages = ['undecided', 'admitted', 'refused', 'ended'] as const;

/** What had come on the reference date of who was admitted or referred in the window. */
export function countCohort(look: CaseSelection, classMap: ClassMap): Tallies {
  const { on, numbers, places } = look;
  const { names, versions } = look.cases;
  const refusal = names.numberOf('REFUSED_AT_ADMISSION');
  const monthOf = monthsOfDays();
  const months: string[] = [];
  const admitted = new Tallying();
  const referred = new Tallying();

  for (let row = 0; row < places.length; row += 1) {
    const at = row * versions.width;
    const referredOn = numbers[at + version.referred]!;
    const admittedOn = numbers[at + version.admitted]!;
    const leftOn = numbers[at + version.left]!;
    const hasEnded = Math.min(leftOn, numbers[at + version.closed]!) <= on;
    // Someone stays in the cohort of the municipality that admitted them, wherever they went.
    if (look.isIn(admittedOn) && look.isAsked(look.where(row, admittedOn))) {
      const code = numbers[at + version.outcome]!;
      const month = monthOf(admittedOn);
      if (!months.includes(month)) months.push(month);
      const outcome = leftOn <= on && code !== refusal ? code : 0;
      admitted.add(look.where(row, admittedOn), months.indexOf(month), Number(hasEnded), outcome);
    }
    if (look.isIn(referredOn) && look.isAsked(look.where(row, referredOn))) {
      // Someone admitted after the fact was so from the day that the decision names.
      const isDecided = Math.min(numbers[at + version.decided]!, admittedOn) <= on;
      const stage = isDecided ? (admittedOn === never ? 2 : 1) : hasEnded ? 3 : 0;
      referred.add(look.where(row, referredOn), stage);
    }
  }

  return {
    'cohort-admitted': admitted.tallies(names, (month, hasEnded, code) => {
      const outcome = names.nameOf(code);
      const hasLeft = hasEnded === 1 && outcome !== null && classOf(classMap, outcome) !== 'NOT_OUTFLOW';
      return { month: months[month]!, came: hasLeft ? outcome : hasEnded === 1 ? 'other' : 'participating' };
    }),
    'cohort-referred': referred.tallies(names, (stage) => ({ stage: stages[stage]! })),
  };
}

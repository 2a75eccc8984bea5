import { classOf, type ClassMap } from '../classMap.js';
import type { Tallies } from '../tallies.js';
import { version } from './cases.js';
import { monthsOfDays, never } from './days.js';
import type { Look } from './look.js';
import { Tallying } from './tallying.js';

const stages = ['undecided', 'admitted', 'refused', 'ended'] as const;

/** What had come on the reference date of who was admitted or referred in the window. */
export function countCohort(look: Look, classMap: ClassMap): Tallies {
  const { on, numbers } = look;
  const { names, versions } = look.cases;
  const refusal = names.numberOf('REFUSED_AT_ADMISSION');
  const monthOf = monthsOfDays();
  const months: string[] = [];
  const admitted = new Tallying();
  const referred = new Tallying();

  for (let at = 0; at < numbers.length; at += versions.width) {
    const municipality = numbers[at + version.municipality]!;
    const admittedOn = numbers[at + version.admitted]!;
    const leftOn = numbers[at + version.left]!;
    const hasEnded = Math.min(leftOn, numbers[at + version.closed]!) <= on;
    if (look.isIn(admittedOn)) {
      const code = numbers[at + version.outcome]!;
      const month = monthOf(admittedOn);
      if (!months.includes(month)) months.push(month);
      const outcome = leftOn <= on && code !== refusal ? code : 0;
      admitted.add(municipality, months.indexOf(month), Number(hasEnded), outcome);
    }
    if (look.isIn(numbers[at + version.referred]!)) {
      const isDecided = numbers[at + version.decided]! <= on;
      const stage = isDecided ? (admittedOn === never ? 2 : 1) : hasEnded ? 3 : 0;
      referred.add(municipality, stage);
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

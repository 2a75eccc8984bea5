import { classOf, type ClassMap } from '../classMap.js';
import type { Question, Tallies } from '../tallies.js';
import { version, type Cases } from './cases.js';
import { dayNumber, monthsOfDays, never } from './days.js';
import { Tallying } from './tallying.js';

const stages = ['undecided', 'admitted', 'refused', 'ended'] as const;

/** What had come on the reference date of who was admitted or referred in the window. */
export function countCohort(cases: Cases, question: Question, classMap: ClassMap): Tallies {
  const { names } = cases;
  const { numbers } = cases.versions;
  const isAsked = names.among(question.municipalities);
  const known = question.asOf === null ? Infinity : Date.parse(question.asOf);
  const [from, to, on] = [dayNumber(question.from), dayNumber(question.to), dayNumber(question.on)];
  const refusal = names.numberOf('REFUSED_AT_ADMISSION');
  const isIn = (day: number) => day >= from && day <= to;
  const monthOf = monthsOfDays();
  const months: string[] = [];
  const admitted = new Tallying();
  const referred = new Tallying();

  for (let place = 0; place < cases.count; place += 1) {
    const at = cases.counted(place, known);
    if (at < 0) continue;
    const municipality = numbers[at + version.municipality]!;
    if (!isAsked(municipality)) continue;
    const admittedOn = numbers[at + version.admitted]!;
    const leftOn = numbers[at + version.left]!;
    const hasEnded = Math.min(leftOn, numbers[at + version.closed]!) <= on;
    if (isIn(admittedOn)) {
      const code = numbers[at + version.outcome]!;
      const month = monthOf(admittedOn);
      if (!months.includes(month)) months.push(month);
      const outcome = leftOn <= on && code !== refusal ? code : 0;
      admitted.add(municipality, months.indexOf(month), Number(hasEnded), outcome);
    }
    if (isIn(numbers[at + version.referred]!)) {
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

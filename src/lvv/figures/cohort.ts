import { monthsOfDays, never } from '../../trajectory/figures/days.js';
import type { CaseReader, Population } from '../../trajectory/figures/population.js';

const stages = ['undecided', 'admitted', 'refused', 'ended'] as const;

/** What had come on the reference date of those who were admitted or referred in the window. */
export function cohortPopulations(read: CaseReader): Record<string, Population> {
  const { on, outcome } = read;
  const refusal = read.code('REFUSED_AT_ADMISSION');
  const [admitted, referred, decided] = [read.day('admitted'), read.day('referred'), read.day('decided')];
  const [left, closed] = [read.day('left'), read.day('closed')];
  const hasEnded = () => Math.min(left(), closed()) <= on;
  const monthOf = monthsOfDays();
  const months: string[] = [];
  const monthNumber = (day: number): number => {
    const month = monthOf(day);
    const known = months.indexOf(month);
    return known >= 0 ? known : months.push(month) - 1;
  };
  return {
    // A person stays in the cohort of the municipality that admitted them, wherever they went.
    'cohort-admitted': {
      on: admitted,
      parts: ['month', 'hasEnded', 'outcome'],
      member: () => ({
        month: monthNumber(admitted()),
        hasEnded: Number(hasEnded()),
        outcome: left() <= on && outcome() !== refusal ? outcome() : 0,
      }),
      attributes(parts) {
        const code = read.codeOf(parts['outcome']!);
        const isOver = parts['hasEnded'] === 1;
        const hasLeft = isOver && code !== null && read.classOf(code) !== 'NOT_OUTFLOW';
        return { month: months[parts['month']!]!, came: hasLeft ? code : isOver ? 'other' : 'participating' };
      },
    },
    'cohort-referred': {
      on: referred,
      parts: ['stage'],
      member() {
        // A person who was admitted after the fact was so from the day that the decision names.
        const isDecided = Math.min(decided(), admitted()) <= on;
        return { stage: isDecided ? (admitted() === never ? 2 : 1) : hasEnded() ? 3 : 0 };
      },
      attributes: ({ stage }) => ({ stage: stages[stage!]! }),
    },
  };
}

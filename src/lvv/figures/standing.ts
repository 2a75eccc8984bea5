import { never } from '../../trajectory/figures/days.js';
import { member, type CaseReader, type Population } from '../../trajectory/figures/population.js';

const stages = ['intake', 'conference', 'decision'] as const;
const stays = ['passed', 'within-30-days', 'within-91-days', 'later', 'no-maximum'] as const;

/** Who was there at the end of the reference date, and as what. */
export function standing(read: CaseReader): Record<string, Population> {
  const { on } = read;
  const admitted = read.day('admitted');
  const referred = read.day('referred');
  const decided = read.day('decided');
  const intake = read.day('intake');
  const conference = read.day('conference');
  const direction = read.held('direction');
  const investigating = read.held('investigating');
  const stayUntil = read.held('stayUntil');
  const sheltered = read.held('sheltered');
  const [escalatedSince, escalated] = [read.day('escalatedSince'), read.held('escalated')];
  const [objectionSince, objecting] = [read.day('objectionSince'), read.held('objecting')];
  const underInvestigation = read.code('UNDER_INVESTIGATION');
  const takesPart = () => admitted() <= on;
  const isKnown = () => takesPart() || referred() <= on;
  return {
    participants: {
      parts: ['direction', 'investigating', 'stay'],
      member() {
        if (!takesPart()) return null;
        const agreed = direction();
        const reason = agreed === underInvestigation ? investigating() : 0;
        return { direction: agreed, investigating: reason, stay: stayOf(stayUntil(), on) };
      },
      attributes: (parts) => ({
        direction: directionOf(read.codeOf(parts['direction']!), read.codeOf(parts['investigating']!)),
        stay: stays[parts['stay']!]!,
      }),
    },
    waiting: {
      parts: ['stage'],
      member: () =>
        takesPart() || decided() <= on || referred() > on
          ? null
          : { stage: intake() > on ? 0 : conference() > on ? 1 : 2 },
      attributes: ({ stage }) => ({ stage: stages[stage!]! }),
    },
    sheltered: {
      parts: ['takesPart'],
      member: () => (sheltered() === 0 ? null : { takesPart: Number(takesPart()) }),
      attributes: (parts) => ({ admitted: String(parts['takesPart'] === 1) }),
    },
    escalated: { member: () => (isKnown() && (escalatedSince() <= on || escalated() !== 0) ? member : null) },
    objecting: { member: () => (isKnown() && (objectionSince() <= on || objecting() !== 0) ? member : null) },
  };
}

/** Which of `stays` holds for the last day of a stay. */
function stayOf(until: number, on: number): number {
  if (until === never) return 4;
  if (until < on) return 0;
  return until <= on + 30 ? 1 : until <= on + 91 ? 2 : 3;
}

function directionOf(direction: string | null, investigating: string | null): string {
  return direction === 'UNDER_INVESTIGATION'
    ? `${direction}/${investigating ?? 'NOT_SAID'}`
    : (direction ?? 'NONE_AGREED');
}

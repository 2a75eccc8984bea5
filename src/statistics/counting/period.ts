import { classOf, type ClassMap } from '../definitions/classMap.js';
import type { Tallies } from './tallies.js';
import { addMonths } from '../../trajectory/terms/calendar.js';
import { version } from '../cases/cases.js';
import { dayNumber, dayOfNumber, never } from '../cases/days.js';
import type { CaseSelection } from './caseSelection.js';
import { Tallying } from './tallying.js';

/**
 * What the figures of a period count of trajectories: everything by the day on which it happened, in the municipality in
 * which the person was at the end of that day, as known at the moment asked.
 */

const stages = ['intake', 'conference', 'decision'] as const;
const stays = ['passed', 'within-30-days', 'within-91-days', 'later', 'no-maximum'] as const;

/** The populations of the period view, each with what tells its members apart. */
export function countPeriod(look: CaseSelection, classMap: ClassMap): Tallies {
  const { cases, places, numbers, on } = look;
  const { names, versions } = cases;
  const refusal = names.numberOf('REFUSED_AT_ADMISSION');
  const underInvestigation = names.numberOf('UNDER_INVESTIGATION');
  const populations = new Map<string, Tallying>();
  const count = (population: string, municipality: number, a = 0, b = 0, c = 0) => {
    // Where the person was on that day, which may be a municipality that is not asked for.
    if (!look.isAsked(municipality)) return;
    let tallying = populations.get(population);
    if (!tallying) populations.set(population, (tallying = new Tallying()));
    tallying.add(municipality, a, b, c);
  };

  for (let row = 0; row < places.length; row += 1) {
    const place = places[row]!;
    const at = row * versions.width;
    const outcome = numbers[at + version.outcome]!;
    const referredOn = numbers[at + version.referred]!;
    const decidedOn = numbers[at + version.decided]!;
    const admittedOn = numbers[at + version.admitted]!;
    const leftOn = numbers[at + version.left]!;
    const wasAdmitted = admittedOn !== never;

    const hasEnded = Math.min(leftOn, numbers[at + version.closed]!) <= on;
    if (!hasEnded) {
      const here = look.where(row, on);
      const takesPart = admittedOn <= on;
      if (takesPart) {
        const direction = look.stands(row, 'direction');
        const investigating = direction === underInvestigation ? look.stands(row, 'investigating') : 0;
        count('participants', here, direction, investigating, stayOn(on, look.stands(row, 'stayUntil')));
      } else if (decidedOn > on && referredOn <= on) {
        const stage = numbers[at + version.intake]! > on ? 0 : numbers[at + version.conference]! > on ? 1 : 2;
        count('waiting', here, stage);
      }
      if (look.stands(row, 'sheltered') !== 0) count('sheltered', here, Number(takesPart));
      if (takesPart || referredOn <= on) {
        const isEscalated = numbers[at + version.escalatedSince]! <= on || look.stands(row, 'escalated') !== 0;
        const isObjecting = numbers[at + version.objectionSince]! <= on || look.stands(row, 'objecting') !== 0;
        if (isEscalated) count('escalated', here);
        if (isObjecting) count('objecting', here);
      }
    }

    const intakeOn = numbers[at + version.intake]!;
    const conferenceOn = numbers[at + version.conference]!;
    const refusedOn = numbers[at + version.refused]!;
    if (look.isIn(referredOn)) {
      count('referred', look.where(row, referredOn), Number(hasReturned(look, place, referredOn)));
    }
    if (look.isIn(admittedOn)) count('admitted', look.where(row, admittedOn));
    if (look.isIn(refusedOn) && !wasAdmitted) count('refused', look.where(row, refusedOn));
    if (look.isIn(leftOn) && outcome !== refusal) {
      const there = look.where(row, leftOn);
      const hasEvidence = numbers[at + version.hasEvidence]!;
      if (wasAdmitted) count('left', there, outcome, hasEvidence, Number(admittedOn <= leftOn));
      // Who was refused counts as refused, also when they die after that.
      else if (refusedOn === never) count('left-before', there);
    }
    if (look.isIn(intakeOn) && referredOn <= intakeOn) count('intake-timed', look.where(row, intakeOn));
    if (look.isIn(conferenceOn) && referredOn <= conferenceOn) {
      count('conference-timed', look.where(row, conferenceOn));
    }
    if (look.isIn(decidedOn) && referredOn <= decidedOn && wasAdmitted) {
      count('admission-timed', look.where(row, decidedOn));
    }
  }

  const tallies = (population: string, attributes?: Parameters<Tallying['tallies']>[1]) =>
    populations.get(population)?.tallies(names, attributes) ?? [];
  return {
    participants: tallies('participants', (direction, investigating, stay) => ({
      direction: directionOf(names.nameOf(direction), names.nameOf(investigating)),
      stay: stays[stay]!,
    })),
    waiting: tallies('waiting', (stage) => ({ stage: stages[stage]! })),
    sheltered: tallies('sheltered', (takesPart) => ({ admitted: String(takesPart === 1) })),
    escalated: tallies('escalated'),
    objecting: tallies('objecting'),
    referred: tallies('referred', (returned) => ({ returned: String(returned === 1) })),
    admitted: tallies('admitted'),
    refused: tallies('refused'),
    'left-before': tallies('left-before'),
    left: tallies('left', (code, hasEvidence, timed) => {
      const outcome = names.nameOf(code)!;
      if (classOf(classMap, outcome) === 'NOT_OUTFLOW') return null;
      return { outcome, evidence: String(hasEvidence === 1), timed: String(timed === 1) };
    }),
    'intake-timed': tallies('intake-timed'),
    'conference-timed': tallies('conference-timed'),
    'admission-timed': tallies('admission-timed'),
  };
}

/** Which of `stays` holds for a last day of the stay. */
function stayOn(on: number, until: number): number {
  if (until === never) return 4;
  if (until < on) return 0;
  return until <= on + 30 ? 1 : until <= on + 91 ? 2 : 3;
}

function directionOf(direction: string | null, investigating: string | null): string {
  return direction === 'UNDER_INVESTIGATION'
    ? `${direction}/${investigating ?? 'NOT_SAID'}`
    : (direction ?? 'NONE_AGREED');
}

/** Whether the episode before it was outflow at most twelve months before the day of a referral. */
function hasReturned({ cases, known }: CaseSelection, place: number, referredOn: number): boolean {
  if (cases.episodes[place]! <= 1) return false;
  const before = cases.before(place);
  const at = before === undefined ? -1 : cases.counted(before, known);
  if (at < 0) return false;
  const { numbers } = cases.versions;
  const leftOn = numbers[at + version.left]!;
  const refusal = cases.names.numberOf('REFUSED_AT_ADMISSION');
  return (
    numbers[at + version.admitted]! !== never &&
    numbers[at + version.outcome]! !== refusal &&
    leftOn <= referredOn &&
    leftOn >= dayNumber(addMonths(dayOfNumber(referredOn), -12))
  );
}

import { classOf, type ClassMap } from '../classMap.js';
import type { Tallies } from '../tallies.js';
import { addMonths } from '../../trajectory/calendar.js';
import { version } from './cases.js';
import { dayNumber, dayOfNumber, never } from './days.js';
import type { Look } from './look.js';
import { Tallying } from './tallying.js';

/**
 * What the figures of a period count of trajectories. Days that belong to a fact (referred on, admitted on) are as known at
 * the moment asked; what has no day of its own, such as the direction, is as it stood at the end of the reference date.
 */

const stages = ['intake', 'conference', 'decision'] as const;
const stays = ['passed', 'within-30-days', 'within-91-days', 'later', 'no-maximum'] as const;

/** The populations of the period view, each with what tells its members apart. */
export function countPeriod(look: Look, classMap: ClassMap): Tallies {
  const { cases, places, numbers, on, stood } = look;
  const { names, versions } = cases;
  const refusal = names.numberOf('REFUSED_AT_ADMISSION');
  const underInvestigation = names.numberOf('UNDER_INVESTIGATION');
  const of = () => new Tallying();
  const participants = of();
  const waiting = of();
  const sheltered = of();
  const escalated = of();
  const objecting = of();
  const referred = of();
  const admitted = of();
  const refused = of();
  const leftBefore = of();
  const left = of();
  const intakeTimed = of();
  const conferenceTimed = of();
  const admissionTimed = of();

  for (let row = 0; row < places.length; row += 1) {
    const place = places[row]!;
    const at = row * versions.width;
    const municipality = numbers[at + version.municipality]!;
    const outcome = numbers[at + version.outcome]!;
    const referredOn = numbers[at + version.referred]!;
    const decidedOn = numbers[at + version.decided]!;
    const admittedOn = numbers[at + version.admitted]!;
    const leftOn = numbers[at + version.left]!;
    const wasAdmitted = admittedOn !== never;

    const ended = Math.min(leftOn, numbers[at + version.closed]!) <= on;
    if (!ended && (referredOn <= on || admittedOn <= on)) {
      const standing = stood === null ? at : cases.at(place, stood);
      const then = stood === null ? numbers : versions.numbers;
      const stands = (field: number) => (standing < 0 ? 0 : then[standing + field]!);
      if (admittedOn <= on) {
        const stay = stayOn(on, standing < 0 ? never : stands(version.stayUntil));
        const direction = stands(version.direction);
        const investigating = direction === underInvestigation ? stands(version.investigating) : 0;
        participants.add(municipality, direction, investigating, stay);
      } else {
        if (decidedOn > on && referredOn <= on) {
          const stage = numbers[at + version.intake]! > on ? 0 : numbers[at + version.conference]! > on ? 1 : 2;
          waiting.add(municipality, stage);
        }
        if (numbers[at + version.sheltered]! <= on && numbers[at + version.shelterEnded]! > on)
          sheltered.add(municipality);
      }
      if (stands(version.isEscalated) === 1) escalated.add(municipality);
      if (stands(version.hasObjection) === 1) objecting.add(municipality);
    }

    const intakeOn = numbers[at + version.intake]!;
    const conferenceOn = numbers[at + version.conference]!;
    if (look.isIn(referredOn)) referred.add(municipality, Number(hasReturned(look, place, referredOn)));
    if (look.isIn(admittedOn)) admitted.add(municipality);
    if (look.isIn(numbers[at + version.refused]!) && !wasAdmitted) refused.add(municipality);
    if (look.isIn(leftOn) && outcome !== refusal) {
      const hasEvidence = numbers[at + version.hasEvidence]!;
      if (wasAdmitted) left.add(municipality, outcome, hasEvidence, Number(admittedOn <= leftOn));
      else leftBefore.add(municipality);
    }
    if (look.isIn(intakeOn) && referredOn <= intakeOn) intakeTimed.add(municipality);
    if (look.isIn(conferenceOn) && referredOn <= conferenceOn) conferenceTimed.add(municipality);
    if (look.isIn(decidedOn) && referredOn <= decidedOn && wasAdmitted) admissionTimed.add(municipality);
  }

  return {
    participants: participants.tallies(names, (direction, investigating, stay) => ({
      direction: directionOf(names.nameOf(direction), names.nameOf(investigating)),
      stay: stays[stay]!,
    })),
    waiting: waiting.tallies(names, (stage) => ({ stage: stages[stage]! })),
    sheltered: sheltered.tallies(names),
    escalated: escalated.tallies(names),
    objecting: objecting.tallies(names),
    referred: referred.tallies(names, (returned) => ({ returned: String(returned === 1) })),
    admitted: admitted.tallies(names),
    refused: refused.tallies(names),
    'left-before': leftBefore.tallies(names),
    left: left.tallies(names, (code, hasEvidence, timed) => {
      const outcome = names.nameOf(code)!;
      if (classOf(classMap, outcome) === 'NOT_OUTFLOW') return null;
      return { outcome, evidence: String(hasEvidence === 1), timed: String(timed === 1) };
    }),
    'intake-timed': intakeTimed.tallies(names),
    'conference-timed': conferenceTimed.tallies(names),
    'admission-timed': admissionTimed.tallies(names),
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
function hasReturned({ cases, known }: Look, place: number, referredOn: number): boolean {
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

import type { Spread } from './tallies.js';
import { version } from '../cases/cases.js';
import { never } from '../cases/days.js';
import { Spreading } from './durationHistogram.js';
import type { CaseSelection } from './caseSelection.js';

/** From one day to another, of all for whom the second is in the period and no day is in the wrong order. */
export function countLeadTimes(look: CaseSelection): Spread[] {
  const { numbers, places } = look;
  const { names, versions } = look.cases;
  const [toIntake, toConference, toAdmission, toOutcome] = [
    names.numberOf('referral-to-intake'),
    names.numberOf('referral-to-conference'),
    names.numberOf('referral-to-admission'),
    names.numberOf('admission-to-outcome'),
  ];
  const refusal = names.numberOf('REFUSED_AT_ADMISSION');
  const spreading = new Spreading(names);
  const took = (name: number, row: number, since: number, until: number) => {
    if (!look.isIn(until) || since > until) return;
    const municipality = look.where(row, until);
    if (look.isAsked(municipality)) spreading.add(name, municipality, until - since);
  };
  for (let row = 0; row < places.length; row += 1) {
    const at = row * versions.width;
    const referred = numbers[at + version.referred]!;
    const admitted = numbers[at + version.admitted]!;
    took(toIntake, row, referred, numbers[at + version.intake]!);
    took(toConference, row, referred, numbers[at + version.conference]!);
    if (admitted !== never) took(toAdmission, row, referred, numbers[at + version.decided]!);
    if (numbers[at + version.outcome]! !== refusal) took(toOutcome, row, admitted, numbers[at + version.left]!);
  }
  return spreading.spreads();
}

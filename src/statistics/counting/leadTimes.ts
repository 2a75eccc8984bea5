import type { Spread } from './tallies.js';
import { version } from '../cases/cases.js';
import { never } from '../cases/days.js';
import { Spreading } from './durationHistogram.js';
import type { CaseSelection } from './caseSelection.js';

/** Returns how long it took from one day to another, of all for whom the second is in the period and comes after the first. */
export function countLeadTimes(selection: CaseSelection): Spread[] {
  const { names } = selection.cases;
  const toIntake = names.numberOf('referral-to-intake');
  const toConference = names.numberOf('referral-to-conference');
  const toAdmission = names.numberOf('referral-to-admission');
  const toOutcome = names.numberOf('admission-to-outcome');
  const refusal = names.numberOf('REFUSED_AT_ADMISSION');
  const spreading = new Spreading(names);
  const took = (name: number, row: number, since: number, until: number) => {
    if (!selection.isIn(until) || since > until) return;
    const municipality = selection.where(row, until);
    if (selection.isAsked(municipality)) spreading.add(name, municipality, until - since);
  };
  selection.each((known, row) => {
    const referred = known.get(version.referred);
    const admitted = known.get(version.admitted);
    took(toIntake, row, referred, known.get(version.intake));
    took(toConference, row, referred, known.get(version.conference));
    if (admitted !== never) took(toAdmission, row, referred, known.get(version.decided));
    if (known.get(version.outcome) !== refusal) took(toOutcome, row, admitted, known.get(version.left));
  });
  return spreading.spreads();
}

import { addMonths } from '../../trajectory/terms/calendar.js';
import { dayNumber, dayOfNumber, never } from '../../trajectory/figures/days.js';
import {
  member,
  type CaseReader,
  type LeadTime,
  type Population,
  type Transfers,
} from '../../trajectory/figures/population.js';
import { transferStages } from './transferStages.js';

/** What happened once to a trajectory, on a day in the window. */
export function happening(read: CaseReader): Record<string, Population> {
  const { outcome } = read;
  const referred = read.day('referred');
  const intake = read.day('intake');
  const conference = read.day('conference');
  const decided = read.day('decided');
  const admitted = read.day('admitted');
  const refused = read.day('refused');
  const left = read.day('left');
  const hasEvidence = read.given('evidence');
  const isRefusal = refusals(read);
  const returned = returning(read);
  const wasAdmitted = () => admitted() !== never;
  const timed = (until: () => number, when = () => true): Population => ({
    on: until,
    member: () => (referred() <= until() && when() ? member : null),
  });
  return {
    referred: {
      on: referred,
      parts: ['hasReturned'],
      member: () => ({ hasReturned: Number(returned(referred())) }),
      attributes: ({ hasReturned }) => ({ returned: String(hasReturned === 1) }),
    },
    admitted: { on: admitted, member: () => member },
    refused: { on: refused, member: () => (wasAdmitted() ? null : member) },
    left: {
      on: left,
      parts: ['outcome', 'hasEvidence', 'isTimed'],
      member: () =>
        wasAdmitted() && !isRefusal(outcome())
          ? { outcome: outcome(), hasEvidence: hasEvidence(), isTimed: Number(admitted() <= left()) }
          : null,
      attributes(parts) {
        const code = read.codeOf(parts['outcome']!)!;
        if (read.classOf(code) === 'NOT_OUTFLOW') return null;
        return { outcome: code, evidence: String(parts['hasEvidence'] === 1), timed: String(parts['isTimed'] === 1) };
      },
    },
    // A person who was refused counts as refused, also when they die after that.
    'left-before': {
      on: left,
      member: () => (!wasAdmitted() && refused() === never && !isRefusal(outcome()) ? member : null),
    },
    'intake-timed': timed(intake),
    'conference-timed': timed(conference),
    'admission-timed': timed(decided, wasAdmitted),
  };
}

/** How long things take. */
export function leadTimesOf(read: CaseReader): Record<string, LeadTime> {
  const referred = read.day('referred');
  const admitted = read.day('admitted');
  const isRefusal = refusals(read);
  return {
    'referral-to-intake': { since: referred, until: read.day('intake') },
    'referral-to-conference': { since: referred, until: read.day('conference') },
    'referral-to-admission': { since: referred, until: read.day('decided'), when: () => admitted() !== never },
    'admission-to-outcome': { since: admitted, until: read.day('left'), when: () => !isRefusal(read.outcome()) },
  };
}

/**
 * So for each municipality what came in and went out makes the difference between the participants, or the waiting list, of
 * two days.
 */
export function transfersOf(read: CaseReader): Transfers {
  const [admitted, referred, decided] = [read.day('admitted'), read.day('referred'), read.day('decided')];
  return {
    stages: Object.keys(transferStages),
    stage(day) {
      // Those who were referred, or admitted, on that day began where they are at its end.
      if (admitted() >= day && referred() >= day) return null;
      return admitted() < day ? 0 : decided() < day ? 2 : 1;
    },
  };
}

function refusals(read: CaseReader): (outcome: number) => boolean {
  const refusal = read.code('REFUSED_AT_ADMISSION');
  return (outcome) => outcome === refusal;
}

/** Whether the trajectory before it was outflow at most twelve months before the day of a referral. */
function returning(read: CaseReader): (referredOn: number) => boolean {
  const { before } = read;
  const [left, admitted] = [before.day('left'), before.day('admitted')];
  const isRefusal = refusals(read);
  return (referredOn) =>
    read.hasBefore() &&
    admitted() !== never &&
    !isRefusal(before.outcome()) &&
    left() <= referredOn &&
    left() >= dayNumber(addMonths(dayOfNumber(referredOn), -12));
}

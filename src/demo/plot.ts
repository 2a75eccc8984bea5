import { outcomes, type Outcome } from '../steps/codes.js';
import { addDays } from '../trajectory/calendar.js';
import type { Json, TrajectoryState } from '../trajectory/state.js';
import type { Chance } from './chance.js';

/**
 * What made-up people fill in. The proportions of the outcomes follow the three classes that were published (18% durable,
 * 41% semi-durable, 41% none); how these are divided within a class, and every wait, is made up.
 */
const outcomeWeights: Partial<Record<Outcome, number>> = {
  RETURNED_INDEPENDENT: 9,
  ONWARD_MIGRATED: 2,
  RESIDENCE_GRANTED: 7,
  REPEAT_ASYLUM_LODGED: 26,
  MEDICAL_DEFERRAL: 8,
  OTHER_APPLICATION_LODGED: 4,
  STATE_RECEPTION_OTHER: 3,
  MOB: 21,
  OWN_REQUEST: 5,
  OTHER_SHELTER: 5,
  ENDED_NON_COOPERATION: 5,
  ENDED_HOUSE_RULES: 2,
  DETAINED: 2,
  DECEASED: 1,
};

export interface Situation {
  chance: Chance;
  state: TrajectoryState;
  /** The calendar day on which it is filled in. */
  today: string;
  /** What will come of this person, when it comes to that. */
  outcome: Outcome;
  otherCities: readonly string[];
}

export const outcomeOf = (chance: Chance): Outcome => chance.weighted(outcomeWeights as Record<Outcome, number>);

/** Where a person with such an outcome was headed. */
function headedFor(outcome: Outcome): string {
  if (outcome === 'RETURNED_INDEPENDENT') return 'RETURN';
  if (outcome === 'ONWARD_MIGRATED') return 'ONWARD_MIGRATION';
  return ['RESIDENCE_GRANTED', 'REPEAT_ASYLUM_LODGED', 'OTHER_APPLICATION_LODGED'].includes(outcome)
    ? 'LEGALISATION'
    : 'UNDER_INVESTIGATION';
}

type Changes = Record<string, Json | undefined>;

/** What is filled in otherwise than in the example of a step or action; undefined leaves a field out. */
const changes: Record<string, (s: Situation) => Changes> = {
  referral: ({ chance, today }) => ({
    receivedOn: today,
    channel: chance.weighted({ desk: 4, partner: 4, outreach: 2, post: 1, phone: 1 }),
    vNumber: undefined,
  }),
  intake: ({ chance }) => ({ vulnerable: chance.is(0.2), regionalTie: chance.is(0.9) }),
  admission: ({ chance, outcome }) =>
    chance.is(0.1)
      ? { decision: 'refused', ground: 'outside-target-group', direction: undefined }
      : { direction: chance.is(0.4) ? headedFor(outcome) : 'UNDER_INVESTIGATION' },
  'admission-check': ({ chance }) => (chance.is(0.1) ? { verdict: 'sent-back' } : {}),
  'case-conference': ({ chance, outcome }) =>
    chance.is(0.12)
      ? { agreement: 'dissent', direction: undefined, dissent: [{ agency: 'dtv', position: 'RETURN' }] }
      : headedFor(outcome) === 'UNDER_INVESTIGATION'
        ? {}
        : { direction: headedFor(outcome) },
  escalation: ({ chance }) => (chance.is(0.35) ? { result: 'not-agreed', direction: undefined } : {}),
  'rest-period': ({ state, today }) => (state.facts['restUntil'] !== undefined ? { endedOn: today } : {}),
  'legal-review': ({ chance, today, outcome }) => ({
    advice: headedFor(outcome) === 'UNDER_INVESTIGATION' ? chance.pick(['RETURN', 'LEGALISATION']) : headedFor(outcome),
    ...(chance.is(0.7) && { reviewAgainOn: addDays(today, chance.between(60, 150)) }),
  }),
  'return-counselling': ({ chance, today, outcome }) => ({
    choice: { RETURN: 'return', ONWARD_MIGRATION: 'onward-migration' }[headedFor(outcome)] ?? declines(chance),
    destination: undefined,
    support: undefined,
    ...(chance.is(0.8) && { nextSessionOn: addDays(today, chance.between(21, 60)) }),
  }),
  'periodic-review': ({ chance, today }) => ({
    cooperation: chance.is(0.85) ? 'cooperates' : undefined,
    conclusion: 'go-on',
    reason: 'Made up for the demo: the conversations go on.',
    nextReviewOn: addDays(today, chance.between(80, 110)),
  }),
  'outcome-registration': ({ state, chance, today, outcome }) =>
    state.facts['admission'] === 'refused'
      ? { outcome: 'REFUSED_AT_ADMISSION', evidenceKind: 'reasoned-decision' }
      : {
          outcome,
          evidenceKind: outcomes[outcome].evidence[0],
          ...(outcome === 'RESIDENCE_GRANTED' && { ground: chance.pick(['asylum', 'no-fault', 'medical', 'regular']) }),
          ...(chance.is(0.25) && { followUpOn: addDays(today, chance.between(60, 90)) }),
        },
  'outcome-check': ({ chance }) => (chance.is(0.08) ? { verdict: 'sent-back' } : {}),
  'follow-up': ({ chance }) => (chance.is(0.1) ? { finding: 'does-not-hold' } : {}),
  'objection-decision': ({ chance, today }) => ({
    result: chance.pick(['dismissed', 'dismissed', 'withdrawn']),
    decidedOn: today,
  }),
  'schedule-conference': ({ chance, today }) => ({ meetingOn: addDays(today, chance.between(7, 21)) }),
  'raise-blocker': ({ chance }) =>
    chance.pick<Changes>([
      { blocker: 'identity', owner: 'avim', reason: 'Made up for the demo: papers do not agree.' },
      { blocker: 'medical', owner: 'ngo', reason: 'Made up for the demo: treatment comes first.' },
    ]),
  'start-procedure': ({ chance }) => ({
    procedure: chance.pick([
      'repeat-asylum',
      'medical-deferral',
      'no-fault',
      'statelessness',
      'laissez-passer',
      'human-trafficking',
    ]),
  }),
  'lodge-objection': ({ state }) => ({
    against: state.facts['admission'] === 'refused' ? 'refusal-of-admission' : 'other-decision',
  }),
  'offer-transfer': ({ chance, otherCities }) => ({ to: chance.pick(otherCities) }),
  'change-direction': ({ outcome }) => ({ direction: headedFor(outcome) }),
  suspend: ({ chance, today }) => ({
    ground: 'medical',
    expectedUntil: addDays(today, chance.between(30, 90)),
    reason: 'Made up for the demo: in hospital.',
  }),
  chase: () => ({ step: 'dossier-ind' }),
};

const declines = (chance: Chance) => chance.weighted({ considering: 5, declined: 4 });

/** The example of a step or action, with what this person fills in; days are of today and references have a number of their own. */
export function inputFor(name: string, example: Json, situation: Situation): Json {
  const { today, chance } = situation;
  const ofToday = Object.entries(example as Record<string, Json>).map(([key, value]) => {
    if (typeof value !== 'string') return [key, value];
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return [key, today];
    const number = String(chance.between(1, 9_999)).padStart(4, '0');
    return [key, value.replace(/^([A-Z]+)-\d{4}-\d+$/, `$1-${today.slice(0, 4)}-${number}`)];
  });
  return JSON.parse(JSON.stringify({ ...Object.fromEntries(ofToday), ...changes[name]?.(situation) })) as Json;
}

import { outcomes, type Outcome } from '../codes.js';
import { addDays, dayOf } from '../../trajectory/terms/calendar.js';
import { claimsOf } from '../../trajectory/access/claims.js';
import type { Json, TrajectoryState } from '../../trajectory/replayed/state.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import { dayMs } from './chance.js';
import { nextMeeting } from './pace.js';
import type { Plan } from './plan.js';
import { admissionFact } from '../admission/admissionFact.js';
import { objectionsFact } from '../objections/objections.js';
import { flagsFact } from '../casework/flag.js';

export type Changes = Record<string, Json | undefined>;

/** What someone who fills in a form knows. */
interface Occasion {
  plan: Plan;
  state: TrajectoryState;
  /** The calendar day. */
  today: string;
  /** In ms. */
  now: number;
  municipalities: readonly string[];
}

/** On all that people would write down: nobody may take it for something that happened. */
const madeUp = 'Verzonnen voorbeeld (demo).';

/**
 * What is filled in of a step or action: its example, with the days and choices of this person. References say that they
 * are of the demo.
 */
export function inputFor({ name, example }: Step | Action, occasion: Occasion, more: Changes = {}): Json {
  const changed = { ...(example as Record<string, Json>), ...changes[name]?.(occasion), ...more };
  const { year, number } = { year: occasion.today.slice(0, 4), number: occasion.plan.chance.between(100, 999) };
  const shown = Object.entries(changed).map(([key, value]) => {
    if (key === 'reason') return [key, madeUp];
    const isReference = typeof value === 'string' && /^(?!DEMO-)[A-Z]{2,}[ -]/.test(value);
    return [key, isReference ? `DEMO-${value.split(/[ -]/)[0]}-${year}-${number}` : value];
  });
  return JSON.parse(JSON.stringify(Object.fromEntries(shown))) as Json;
}

/** The same for the same person, and no other chance moves by it. */
const madeUpName = (personRef: string): string =>
  madeUpNames[Number.parseInt(personRef.slice(0, 6), 36) % madeUpNames.length]!;
const madeUpNames = [
  'Abel',
  'Amal',
  'Dawit',
  'Farah',
  'Giorgi',
  'Hanna',
  'Idris',
  'Karim',
  'Lidia',
  'Mina',
  'Nadia',
  'Omar',
  'Petro',
  'Rosa',
  'Samir',
  'Tariq',
  'Yara',
  'Zahra',
];

const later = ({ plan, today }: Occasion, least: number, most: number) =>
  addDays(today, plan.chance.between(least, most));

/** Whether the end is far enough away to plan another round. */
const goesOn = ({ plan, now }: Occasion, chance: number) =>
  plan.chance.happens(chance) && plan.endsAt - now > 45 * dayMs;

const changes: Record<string, (occasion: Occasion) => Changes> = {
  referral: ({ plan: { chance, personRef }, today }) => ({
    calledBy: madeUpName(personRef),
    channel: chance.weighted({ desk: 5, partner: 4, outreach: 2, phone: 1, post: 1 }),
    receivedOn: today,
    languages: [chance.pick(['ar', 'en', 'fa', 'fr', 'ti', 'so', 'ru', 'ka'])],
    interpreterNeeded: chance.happens(0.6),
  }),
  intake: ({ plan, today }) => ({
    heldOn: today,
    regionalTie: plan.chance.happens(0.85),
    proceduresFinished: plan.fate !== 'REFUSED_AT_ADMISSION' || plan.chance.happens(0.4) ? 'yes' : 'no',
    needs: (['shelter', 'legal-aid', 'medical', 'documents'] as const).filter(() => plan.chance.happens(0.5)),
    vulnerable: plan.chance.happens(0.2),
  }),
  'dossier-ind': ({ plan, today }) =>
    plan.chance.happens(0.15)
      ? { deliveredOn: today, known: false, documents: [], reference: undefined }
      : { deliveredOn: today },
  'dossier-dtv': ({ today }) => ({ deliveredOn: today }),
  'rest-period': ({ today }) => ({ endedOn: today, agreedBy: [], reason: undefined }),
  'case-conference': ({ plan, today }) =>
    plan.chance.happens(0.3)
      ? {
          heldOn: today,
          agreement: 'dissent',
          direction: undefined,
          dissent: [
            { agency: plan.chance.pick(['dtv', 'ngo']), position: plan.chance.pick(['RETURN', 'LEGALISATION']) },
          ],
          efforts: [],
        }
      : { heldOn: today, direction: plan.direction },
  escalation: ({ plan, today }) =>
    plan.chance.happens(0.3)
      ? { heldOn: today, result: 'not-agreed', direction: undefined }
      : { heldOn: today, direction: plan.direction },
  admission: ({ plan, today }) =>
    plan.fate === 'REFUSED_AT_ADMISSION'
      ? {
          decision: 'refused',
          ground: plan.chance.pick(['outside-target-group', 'exclusion-ground']),
          decidedOn: today,
          objectionUntil: addDays(today, 42),
          direction: undefined,
        }
      : { decidedOn: today, direction: plan.chance.happens(0.5) ? plan.direction : 'UNDER_INVESTIGATION' },
  'admission-check': ({ plan }) => ({ verdict: plan.chance.happens(0.06) ? 'sent-back' : 'confirmed' }),
  identity: ({ plan, today }) => ({
    foundOn: today,
    ...(plan.chance.happens(0.3) && { result: 'doubt', lookAgainOn: addDays(today, 60) }),
  }),
  medical: ({ today }) => ({ foundOn: today }),
  'legal-review': (occasion) => ({
    reviewedOn: occasion.today,
    advice: occasion.plan.direction,
    ...(goesOn(occasion, 0.6) && { reviewAgainOn: later(occasion, 50, 150) }),
  }),
  'return-counselling': (occasion) => {
    const { plan, today } = occasion;
    const choice = leaving[plan.fate] ?? plan.chance.weighted({ considering: 3, declined: 5 });
    return {
      sessionOn: today,
      choice,
      destination: leaves(choice) ? 'GE' : undefined,
      support: choice === 'return' ? 'IOM-2026-0042' : undefined,
      ...(goesOn(occasion, 0.75) && { nextSessionOn: later(occasion, 21, 70) }),
    };
  },
  'objection-decision': ({ plan, state, today }) => {
    const [first] = objectionsFact.of(state.facts) ?? [];
    const upheld = admissionFact.of(state.facts) === 'refused' && plan.chance.happens(0.15);
    return {
      objection: first?.reference,
      decidedOn: today,
      ...(upheld && { result: 'upheld', admittedFrom: today }),
    };
  },
  'periodic-review': (occasion) => {
    const { plan, now, today } = occasion;
    const cooperation = plan.fate === 'ENDED_NON_COOPERATION' ? 'does-not-cooperate' : 'cooperates';
    if (plan.endsAt - now < 40 * dayMs) return { heldOn: today, cooperation, conclusion: 'outcome-expected' };
    const conclusion = plan.chance.happens(0.35) ? 'discuss-direction' : 'go-on';
    const partly = cooperation === 'cooperates' && plan.chance.happens(0.2);
    return {
      heldOn: today,
      cooperation: partly ? 'partly' : cooperation,
      conclusion,
      nextReviewOn: later(occasion, 80, 100),
    };
  },
  'outcome-registration': (occasion) => {
    const { plan, state, today } = occasion;
    const refused = admissionFact.of(state.facts) === 'refused';
    // Who was admitted after all, or did not withdraw in time, leaves by the most usual way.
    const outcome: Outcome = refused
      ? 'REFUSED_AT_ADMISSION'
      : plan.fate === 'REFUSED_AT_ADMISSION' || plan.fate === 'withdrawn'
        ? 'MOB'
        : plan.fate;
    const durable = outcome === 'RETURNED_INDEPENDENT' || outcome === 'RESIDENCE_GRANTED';
    return {
      outcome,
      occurredOn: addDays(today, -plan.chance.between(0, 5)),
      evidenceKind: outcomes[outcome].evidence[0],
      ground: outcome === 'RESIDENCE_GRANTED' ? plan.chance.pick(['no-fault', 'medical', 'regular']) : undefined,
      ...(durable && plan.chance.happens(0.5) && { followUpOn: later(occasion, 60, 120) }),
    };
  },
  'outcome-check': ({ plan }) => ({ verdict: plan.chance.happens(0.07) ? 'sent-back' : 'confirmed' }),
  'follow-up': ({ today }) => ({ heldOn: today }),
  ...Object.fromEntries(
    ['repeat-asylum', 'medical-deferral', 'no-fault', 'human-trafficking', 'statelessness'].map((kind) => [
      `procedure-${kind}`,
      ({ today }: Occasion) => ({ decidedOn: today }),
    ]),
  ),
  'procedure-laissez-passer': ({ plan, today }) => ({
    result: plan.chance.weighted({ issued: 5, 'no-answer': 3, 'not-recognised': 2 }),
    decidedOn: today,
  }),
  'procedure-assisted-return': ({ plan, today, now }) => ({
    result: plan.endsAt - now < 60 * dayMs ? 'departed' : 'withdrawn',
    decidedOn: today,
  }),
  'start-shelter': ({ state, today }) => ({
    from: today,
    basis: admissionFact.of(state.facts) === undefined ? 'before-admission' : 'admitted',
  }),
  'end-shelter': ({ plan, today }) => ({
    endedOn: today,
    why: plan.fate === 'MOB' ? 'not-seen' : plan.fate === 'REPEAT_ASYLUM_LODGED' ? 'state-reception' : 'moved',
  }),
  'add-contact': ({ plan, today }) => ({
    on: today,
    how: plan.chance.pick(['conversation', 'phone', 'message', 'visit', 'letter']),
    succeeded: plan.chance.happens(plan.fate === 'MOB' ? 0.5 : 0.9),
  }),
  'register-received': ({ plan, today }) => ({
    from: plan.chance.pick(['avim', 'lawyer', 'court', 'person']),
    receivedOn: today,
  }),
  suspend: (occasion) => ({ expectedUntil: later(occasion, 30, 90) }),
  'place-court-hold': (occasion) => ({ until: later(occasion, 90, 300) }),
  'offer-transfer': ({ plan, state, municipalities }) => {
    const [first = '', ...others] = municipalities.filter((name) => name !== state.municipality);
    return { to: plan.chance.pick([first, ...others]) };
  },
  'start-procedure': ({ today }) => ({ lodgedOn: today }),
  withdraw: ({ today }) => ({ saidOn: today }),
  'lodge-objection': ({ today }) => ({ lodgedOn: today }),
  'revoke-return': ({ today }) => ({ revokedOn: today }),
  'schedule-conference': ({ today }) => ({ meetingOn: nextMeeting(today) }),
  'extend-term': ({ plan, state }) => ({
    step: state.openSteps.find(({ fatalDate }) => fatalDate !== null)?.step ?? 'intake',
    days: plan.chance.pick([7, 14, 21]),
  }),
  flag: ({ plan }) => ({ flag: plan.chance.pick(['urgent', 'gezin', 'wacht-op-stuk']) }),
  unflag: ({ state }) => ({ flag: Object.keys(flagsFact.of(state.facts) ?? {})[0] ?? 'urgent' }),
  'give-position': ({ plan }) => ({ position: plan.direction }),
};

const leaving: Partial<Record<Plan['fate'], string>> = {
  RETURNED_INDEPENDENT: 'return',
  ONWARD_MIGRATED: 'onward-migration',
};
const leaves = (choice: string) => choice === 'return' || choice === 'onward-migration';

/** Whether someone has taken this step upon them. */
export const isClaimed = (state: TrajectoryState, name: string): boolean => claimsOf(state)[name] !== undefined;

/** The calendar day at a moment in ms. */
export const dayAt = (moment: number): string => dayOf(new Date(moment).toISOString());

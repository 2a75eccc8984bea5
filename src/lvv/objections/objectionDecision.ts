import { z } from 'zod';
import { assumed, months } from '../../trajectory/terms/deadlines.js';
import {
  count,
  defineStep,
  field,
  mark,
  openAgain,
  setFacts,
  withdrawOutcome,
  withdrawStep,
  type Consequence,
  type TrajectoryView,
  reasons,
  type Reason,
} from '../define.js';
import { directionAtAdmission } from '../admission/admissionDecision.js';
import { proposedConclusion, workGoesOn } from '../outcome/conclusion.js';
import { guidance, pastDay, purposes, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { lastDayOfStay, staysUntil } from '../stay/stay.js';
import { awaitDecision, nowRunning, openObjections, restsOn, type Objection } from './objections.js';
import { admissionFact, admittedOnFact, refusedOnFact } from '../admission/admissionFact.js';
import { agreedDirectionFact } from '../conference/conferenceFacts.js';
import { mistake } from './refusals.js';

const because = reasons({
  'objection-decided': {
    nl: 'beslist op {kind:code} (kenmerk {decision:text})',
    en: 'decision on {kind:code} (reference {decision:text})',
  },
  'another-objection-runs': {
    nl: 'er loopt nog een ander bezwaar of beroep',
    en: 'another objection or appeal is still running',
  },
});

/**
 * What was decided on an objection or appeal. A refusal that is reversed admits after the fact, from the day that the decision
 * names (DOMAIN §2, §5). [NF] The terms differ and are given by the lawyer: the ones here only remind when none was given.
 */
export const objectionDecision = defineStep({
  name: 'objection-decision',
  title: { en: 'Decision on objection or appeal', nl: 'Besluit op bezwaar of beroep' },
  description: {
    en: 'Enters what was decided. A refusal that is reversed admits from the day that the decision names. The lawyer says whether and until when the person can go on.',
    nl: 'Legt vast wat er is besloten. Een weigering die wordt herzien laat toe vanaf de dag die het besluit noemt. Of en tot wanneer iemand verder kan, zegt de advocaat.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  opensWhen: () => false,
  // Lodged, not planned: see lodge-objection.
  repeatable: false,
  terms: assumed({ target: months(5), fatal: months(6), remind: [months(4)], escalate: months(7) }),
  tells: { opened: [], completed: ['ngo', 'dtv'] },
  input: z.strictObject({
    objection: reference(
      {
        en: 'Which one (its reference; not needed when there is one)',
        nl: 'Welk bezwaar of beroep (kenmerk; niet nodig als er één is)',
      },
      { en: 'To know on which objection was decided.', nl: 'Om te weten op welk bezwaar is beslist.' },
      ['municipality', 'ngo'],
    ).optional(),
    result: field(oneOf(['upheld', 'partly-upheld', 'dismissed', 'inadmissible', 'withdrawn']), {
      title: { en: 'Result', nl: 'Resultaat' },
      purpose: {
        en: 'To know whether the decision that was objected to still holds.',
        nl: 'Om te weten of het besluit waartegen bezwaar is gemaakt nog geldt.',
      },
      audience: guidance,
    }),
    decidedOn: field(pastDay({ notBefore: ['receivedOn'] }), {
      title: { en: 'Decided on', nl: 'Besloten op' },
      purpose: {
        en: 'To count how long was waited for a decision.',
        nl: 'Om te tellen hoe lang op een besluit is gewacht.',
      },
      audience: guidance,
    }),
    admittedFrom: field(pastDay({ notBefore: ['receivedOn'] }).optional(), {
      title: {
        en: 'Admitted from (only when a refusal is reversed)',
        nl: 'Toegelaten vanaf (alleen als een weigering wordt herzien)',
      },
      purpose: {
        en: 'To know from which day the person is admitted after all. The decision says it.',
        nl: 'Om te weten vanaf welke dag de deelnemer alsnog is toegelaten. Dat staat in het besluit.',
      },
      audience: guidance,
      when: [{ field: 'result', is: ['upheld', 'partly-upheld'] }],
    }),
    reference: reference({ en: 'Reference of the decision', nl: 'Kenmerk van het besluit' }, purposes.decisionKept, [
      'municipality',
      'ngo',
    ]),
  }),
  example: { result: 'dismissed', decidedOn: '2026-11-26', reference: 'BOB-2027-0031' },
  decidesOn: (t) =>
    openObjections(t).map(({ kind, against, lodgedOn, reference: known, answerBy }) => ({
      name: 'lodge-objection',
      input: { kind, against, lodgedOn, reference: known, answerBy },
    })),
  decide: (t, { objection: named, result, decidedOn, admittedFrom, reference: decision }) => {
    const running = openObjections(t);
    const decided = decidedOne(running, named);
    if (decidedOn < decided.lodgedOn) {
      throw mistake('decidedOn', 'objection-lodged-on', { day: decided.lodgedOn });
    }
    const reverses = mayReverse(t, decided) && (result === 'upheld' || result === 'partly-upheld');
    if (admittedFrom !== undefined && !reverses) {
      throw mistake('admittedFrom', 'admitted-from-only-reversed');
    }
    if (admittedFrom !== undefined && admittedFrom > decidedOn) {
      throw mistake('admittedFrom', 'admitted-from-at-most', { day: decidedOn });
    }
    const left = running.filter(({ reference: each }) => each !== decided.reference);
    return [
      ...nowRunning(left, decidedOn),
      mark('objection-decided', decidedOn, `${decided.kind}/${result}`),
      ...(left.length > 0 ? [awaitDecision(left, because['another-objection-runs'])] : []),
      ...consequences(t, decided, { result, decidedOn, decision, ...(admittedFrom !== undefined && { admittedFrom }) }),
    ];
  },
});

function decidedOne(running: readonly Objection[], named: string | undefined): Objection {
  const one =
    named === undefined && running.length === 1 ? running[0] : running.find((each) => each.reference === named);
  if (one) return one;
  if (running.length === 0) throw mistake('objection', 'no-objection-runs');
  throw mistake('objection', 'which-objection', { running: running.map(({ reference: each }) => each).join(', ') });
}

/** A court that orders something for the time being does not decide on admission; that is a court hold. */
function mayReverse(t: TrajectoryView, { kind, against }: Objection): boolean {
  return against === 'refusal-of-admission' && kind !== 'interim-measure' && t.fact(admissionFact) === 'refused';
}

interface Decided {
  result: string;
  decidedOn: string;
  decision: string;
  admittedFrom?: string;
}

function consequences(t: TrajectoryView, objection: Objection, decided: Decided): Consequence[] {
  const { result, admittedFrom, decision } = decided;
  const why = because['objection-decided']({ kind: objection.kind, decision });
  if (admittedFrom !== undefined) return admittedAfterAll(t, admittedFrom, decided.decidedOn, why);
  if (result !== 'upheld' || objection.kind === 'interim-measure') return [];
  if (mayReverse(t, objection)) return decidedAnew(t, why);
  return goesOn(t, objection.against, why);
}

/** The refusal never was: admitted from the day that the decision names, known since the day on which it was taken. */
function admittedAfterAll(t: TrajectoryView, admittedOn: string, admissionOn: string, why: Reason): Consequence[] {
  return [
    setFacts(
      admissionFact.set('admitted'),
      admittedOnFact.set(admittedOn),
      refusedOnFact.set(null),
      agreedDirectionFact.set(null),
    ),
    count({ admission: 'admitted', admissionOn, admittedOn, refusedOn: null }),
    withdrawStep('objection-term', why),
    ...staysUntil(lastDayOfStay(t.rules, admittedOn), why, admittedOn),
    ...(t.state.direction === null ? directionAtAdmission(t, null, why, admissionOn) : []),
    ...goesOn(t, 'refusal-of-admission', why),
  ];
}

/** The refusal is annulled and nobody has been admitted by that: the decision is taken anew, by a person. */
function decidedAnew(t: TrajectoryView, why: Reason): Consequence[] {
  return [
    setFacts(admissionFact.set(null), refusedOnFact.set(null)),
    count({ admission: null, admissionOn: null, refusedOn: null }),
    ...takenBack(t, 'refusal-of-admission', why),
    withdrawStep('outcome-registration', why),
    withdrawStep('objection-term', why),
    ...(t.isOpen('admission') ? [] : [openAgain('admission', why)]),
  ];
}

/** What is waited for of objections is said by those that run, and not by what an outcome stopped. */
const ofObjections = ['objection-term', 'objection-decision'];

/** An outcome that rests on the decision is taken back, also while it waits for the second pair of eyes. */
function takenBack(t: TrajectoryView, against: Objection['against'], why: Reason): Consequence[] {
  const { outcome } = t.state;
  const proposed = t.fact(proposedConclusion)?.outcome;
  return [
    ...(outcome !== null && restsOn(outcome, against)
      ? [withdrawOutcome(why), withdrawStep('follow-up', why), ...workGoesOn(t, why, ofObjections)]
      : []),
    ...(proposed !== undefined && restsOn(proposed, against)
      ? [setFacts(proposedConclusion.set(null)), withdrawStep('outcome-check', why)]
      : []),
  ];
}

/** The same, and the outcome can be registered again when there is one. */
function goesOn(t: TrajectoryView, against: Objection['against'], why: Reason): Consequence[] {
  const back = takenBack(t, against, why);
  return back.length === 0 || t.isOpen('outcome-registration')
    ? back
    : [...back, openAgain('outcome-registration', why)];
}

import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { stopsOf } from '../../trajectory/terms/clock.js';
import { proposedNumber } from '../../trajectory/terms/numbers.js';
import {
  defineAction,
  field,
  mark,
  openAgain,
  reopenNow,
  setFacts,
  startClock,
  type TrajectoryView,
  reasons,
  typed,
} from '../define.js';
import { admissionProposal } from '../admission/admissionDecision.js';
import { blockersOf } from '../guidance/blockers.js';
import { proposedConclusion } from './conclusion.js';
import { noLongerProposed, tellOther } from '../handover/duplicates.js';
import { escalationFact, nothingPrepared } from '../conference/conferenceFacts.js';
import { everyone, guidance, purposes, reason, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { objectionsFact } from '../objections/objections.js';
import { procedureFact } from '../procedures/procedureFact.js';
import { staysUntil, stayUntilFact } from '../stay/stay.js';
import { numberCheck } from '../identity/vNumberFact.js';
import { admissionFact } from '../admission/admissionFact.js';
import { fact } from '../../trajectory/replayed/fact.js';
import { continuesInFact, transferOffer } from '../../trajectory/replayed/transfer.js';
import * as general from '../refusals.js';
import { refuse, says } from './refusals.js';

const reopenedFact = fact<{ ground: string; on: string; decision?: string }>('reopened');

export const reopeningGrounds = [
  'objection-lodged',
  'court-order',
  'person-is-back',
  'outcome-was-wrong',
  'other',
] as const;

const why = reasons({
  'trajectory-reopened': { nl: 'het traject is heropend', en: 'the trajectory was reopened' },
});

/** Work that was done before and can be taken up for another round. What was never done opens by itself. */
const work = ['case-conference', 'legal-review', 'return-counselling', 'periodic-review'] as const;

/** What belonged to the closing, or to a meeting or an offer of before it, and holds no more. */
const past = {
  ...proposedConclusion.set(null),
  ...noLongerProposed,
  ...continuesInFact.set(null),
  ...transferOffer.set(null),
  ...nothingPrepared,
};

/**
 * A closing that does not stand (DOMAIN §0.5, §2 "REOPENABLE"): the same episode goes on, with all that was recorded. It
 * never waits for nothing: what is not decided, answered or registered opens again.
 */
export const reopen = defineAction({
  name: 'reopen',
  title: { en: 'Reopen', nl: 'Heropenen' },
  done: { en: 'Reopened', nl: 'Heropend' },
  group: actionGroups.ending,
  description: {
    en: 'Opens a closed trajectory again, as the same episode, because its closing does not stand. Its outcome holds no more and is registered anew at the end. Who left and comes back with a new question is referred again: that is a new episode, with a history of its own. What was closed as a duplicate goes on beside the trajectory that it named: reopen it only when these are two persons after all.',
    nl: 'Zet een gesloten traject weer open, als hetzelfde traject, omdat de sluiting niet klopt of niet standhoudt. De uitkomst geldt dan niet meer en wordt aan het eind opnieuw vastgelegd. Wie weg was en terugkomt met een nieuwe vraag, meldt u opnieuw aan: dat is een nieuw traject, met een eigen geschiedenis. Een traject dat als dubbel is gesloten, gaat verder naast het andere traject: heropen het alleen als het toch om twee personen gaat.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  performedOn: 'closed',
  tells: { done: ['ngo', 'dtv'] },
  shows: {
    reopened: {
      title: { en: 'Reopened', nl: 'Heropend' },
      purpose: { en: 'To know why the closing did not stand.', nl: 'Om te weten waarom de sluiting geen stand hield.' },
      audience: everyone,
    },
  },
  input: z.strictObject({
    ground: field(oneOf(reopeningGrounds), {
      title: { en: 'Ground', nl: 'Grond' },
      purpose: { en: 'To know why the closing does not stand.', nl: 'Om te weten waarom de sluiting niet standhoudt.' },
      audience: everyone,
    }),
    decision: reference(
      { en: 'Reference of the decision or the objection', nl: 'Kenmerk van het besluit of het bezwaar' },
      purposes.restsOn,
      ['municipality', 'ngo', 'dtv', 'ind'],
    ).optional(),
    with: field(z.array(oneOf(work)).max(work.length).optional(), {
      title: { en: 'Steps to take up again', nl: 'Stappen die opnieuw nodig zijn' },
      purpose: { en: 'To plan the work with the person.', nl: 'Om het werk met de deelnemer te plannen.' },
      audience: guidance,
    }),
    reason,
  }),
  example: {
    ground: 'outcome-was-wrong',
    decision: 'NOTE-2026-0712',
    reason: 'The departure was not confirmed after all.',
  },
  decide: (t, input) => {
    mustFitADuplicate(t, input.ground);
    const { with: again = [] } = input;
    mustBeToRepeat(t, again);
    const { ground, decision } = input;
    const on = dayOf(t.now);
    const [continuesIn, stayUntil] = [t.fact(continuesInFact), t.fact(stayUntilFact)];
    return [
      setFacts(past, reopenedFact.set({ ground, on, ...(decision === undefined ? {} : { decision }) })),
      mark('reopened', on, ground),
      reopenNow(typed(input.reason)),
      // The number that went along with it comes back.
      ...(continuesIn === undefined ? [] : [tellOther(t, continuesIn, 'reopened')]),
      // While it was suspended no term would run, and nobody would be reminded of it.
      ...(stopsOf(t.state).suspension ? [startClock('suspension', why['trajectory-reopened'])] : []),
      ...(stayUntil === undefined ? [] : staysUntil(stayUntil, why['trajectory-reopened'], on)),
      // An outcome comes last, also in the list of what is open.
      ...[...again, ...waitedFor(t)].map((step) => openAgain(step, why['trajectory-reopened'])),
    ];
  },
});

/** @throws Refusal for a ground that says that the person is here, when the work with them goes on elsewhere. */
function mustFitADuplicate({ state }: TrajectoryView, ground: string): void {
  if (state.outcome !== 'DUPLICATE' || ground === 'outcome-was-wrong' || ground === 'other') return;
  const grounds = ['outcome-was-wrong', 'other'];
  const errors = [{ pointer: '/ground', ...says('ground-of-duplicate', { grounds }) }];
  throw refuse('invalid-input', 'closed-as-duplicate', {}, { errors });
}

/** @throws Refusal for a step that this programme can't take up again, or that has not had its first time. */
function mustBeToRepeat(t: TrajectoryView, steps: readonly string[]): void {
  const errors = steps.flatMap((step, i) => {
    const pointer = `/with/${i}`;
    if (steps.indexOf(step) !== i) return [{ pointer, ...says('step-twice', { step }) }];
    if (!t.isRepeatable(step)) return [{ pointer, ...general.says('step-not-repeatable', { step }) }];
    if (t.isCompleted(step) || t.step(step)?.opensWhen(t)) return [];
    return [{ pointer, ...general.says('step-not-done-yet', { step }) }];
  });
  if (errors.length > 0) throw refuse('invalid-input', 'steps-not-repeated', {}, { errors });
}

/** What was waited for when it closed, by the facts that say so; what was never done opens by itself. */
function waitedFor(t: TrajectoryView): string[] {
  const procedures = Object.keys(t.fact(procedureFact) ?? {}).map((kind) => `procedure-${kind}`);
  const steps = [...Object.keys(blockersOf(t)), ...procedures];
  if (t.fact(escalationFact) !== undefined) steps.push('escalation');
  if (t.fact(objectionsFact) !== undefined) steps.push('objection-decision');
  if (t.fact(proposedNumber) !== undefined) steps.push(numberCheck);
  if (t.fact(admissionFact) !== undefined) steps.push('outcome-registration');
  else if (t.fact(admissionProposal) !== undefined) steps.push('admission-check');
  else if (t.isCompleted('admission')) steps.push('admission');
  return steps;
}

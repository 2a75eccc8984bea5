import { actionGroups } from '../casework/actionGroups.js';
import { happened } from '../../trajectory/words/engine.js';
import { daysBetween } from '../../trajectory/terms/calendar.js';
import { z } from 'zod';
import { datesOf } from '../../trajectory/terms/clock.js';
import { changeStep, defineAction, field, mark, type Consequence, type TrajectoryView, reasons } from '../define.js';
import { anyDay, guidance, pastDay, purposes, reason, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import {
  awaitDecision,
  mostObjections,
  nowRunning,
  objectedDecisions,
  objectionKinds,
  openObjections,
} from './objections.js';
import { admissionFact, refusedOnFact } from '../admission/admissionFact.js';
import * as general from '../refusals.js';
import { mistake, refuse } from './refusals.js';

const why = reasons({
  'objection-lodged': { nl: '{kind:code} ingediend', en: '{kind:code} lodged' },
  'decision-expected-sooner': { nl: 'er komt eerder een besluit', en: 'a decision is expected sooner' },
});

/** The person, or their lawyer, objects to a decision or appeals against it (bezwaar, beroep; DOMAIN §0.5, §5). */
export const lodgeObjection = defineAction({
  name: 'lodge-objection',
  title: { en: 'Objection or appeal lodged', nl: 'Bezwaar of beroep ingediend' },
  done: { en: 'Objection or appeal lodged', nl: 'Bezwaar of beroep ingediend' },
  group: actionGroups.blockers,
  description: {
    en: 'An objection, an appeal or a request for an interim measure was lodged. While it runs against a refusal or an ending, no outcome that rests on that is registered. What a court orders meanwhile is entered as a court hold.',
    nl: 'Er is bezwaar, beroep of een verzoek om een voorlopige voorziening ingediend. Loopt dat tegen een weigering of beëindiging, dan kunt u die nog niet als uitkomst vastleggen. Bepaalt de rechter intussen iets? Leg dat vast als voorlopige voorziening.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator', 'ngo:legal'],
  tells: { done: ['municipality'] },
  shows: {
    objections: {
      title: { en: 'Objections', nl: 'Bezwaren' },
      purpose: {
        en: 'To know which decisions are not final yet.',
        nl: 'Om te weten welke besluiten nog niet vaststaan.',
      },
      audience: ['municipality', 'ngo'],
    },
  },
  input: z.strictObject({
    kind: field(oneOf(objectionKinds), {
      title: { en: 'Kind', nl: 'Soort' },
      purpose: { en: 'To know who decides on it.', nl: 'Om te weten wie erover beslist.' },
      audience: guidance,
    }),
    against: field(oneOf(objectedDecisions), {
      title: { en: 'Against', nl: 'Tegen' },
      purpose: { en: 'To know which decision is not final yet.', nl: 'Om te weten welk besluit nog niet vaststaat.' },
      audience: guidance,
    }),
    lodgedOn: field(pastDay({ notBefore: ['receivedOn'] }), {
      title: { en: 'Lodged on', nl: 'Ingediend op' },
      purpose: {
        en: 'To count how long is waited for a decision.',
        nl: 'Om te tellen hoe lang op een besluit wordt gewacht.',
      },
      audience: guidance,
    }),
    reference: reference(
      { en: 'Reference of the objection or appeal', nl: 'Kenmerk van het bezwaar of beroep' },
      {
        en: 'To find the objection, and to tell it from another one.',
        nl: 'Om het bezwaar te vinden, en het van een ander te onderscheiden.',
      },
      ['municipality', 'ngo'],
    ),
    answerBy: field(anyDay({ notBefore: ['lodgedOn'] }).optional(), {
      title: {
        en: 'Decision expected by (as the lawyer or the court says)',
        nl: 'Besluit verwacht op uiterlijk (volgens advocaat of rechtbank)',
      },
      purpose: purposes.inTime,
      audience: guidance,
    }),
    reason,
  }),
  example: {
    kind: 'objection',
    against: 'other-decision',
    lodgedOn: '2026-11-02',
    reference: 'BZW-2026-0417',
    reason: 'The lawyer sent a copy of the objection.',
  },
  offeredWhen: (t) => t.canOpen('objection-decision') && openObjections(t).length < mostObjections,
  decide: (t, { kind, against, lodgedOn, reference: named, answerBy = null }) => {
    if (!t.canOpen('objection-decision')) {
      throw refuse('conflict', 'objections-not-followed');
    }
    if (against === 'refusal-of-admission' && t.fact(admissionFact) !== 'refused') {
      throw mistake('against', 'not-refused-admission');
    }
    const refusedOn = t.fact(refusedOnFact);
    if (against === 'refusal-of-admission' && refusedOn !== undefined && lodgedOn < refusedOn) {
      throw general.mistake('lodgedOn', 'admission-refused-on', { day: refusedOn });
    }
    if (answerBy !== null && answerBy < lodgedOn) {
      throw mistake('answerBy', 'objection-lodged-on', { day: lodgedOn });
    }
    const running = openObjections(t);
    if (running.some(({ reference: known }) => known === named)) {
      throw refuse('conflict', 'objection-entered-already', { reference: named });
    }
    if (running.length >= mostObjections) {
      throw refuse('conflict', 'most-objections', { most: mostObjections });
    }
    const all = [...running, { kind, against, lodgedOn, reference: named, answerBy }];
    return [
      ...nowRunning(all, lodgedOn),
      ...(running.length === 0 ? [awaitDecision(all, why['objection-lodged']({ kind }))] : sooner(t, answerBy)),
      mark('objection', lodgedOn, kind),
    ];
  },
});

/** The step for the decisions waits until the first day on which one is expected. */
function sooner(t: TrajectoryView, answerBy: string | null): Consequence[] {
  const step = 'objection-decision';
  const open = t.state.openSteps.find((each) => each.step === step)!;
  const { fatalDate } = datesOf(t.state, open);
  if (answerBy === null || fatalDate === null || answerBy >= fatalDate) return [];
  const later = daysBetween(fatalDate, answerBy);
  return [changeStep({ step, type: happened['term-changed'], reason: why['decision-expected-sooner'], later })];
}

import { toLook } from '../casework/secondPair.js';
import { z } from 'zod';
import { assumed, workingDays } from '../../trajectory/terms/deadlines.js';
import { defineStep, field, openAgain, setFacts } from '../define.js';
import type { FieldSaid } from '../../trajectory/replayed/refusal.js';
import { admissionHolds, admissionProposal, type AdmissionDecision } from './admissionDecision.js';
import { directionCodes } from '../codes.js';
import { eligibilityFacts, filledIn, notKnownAtIntake, stillUnknown } from './eligibility.js';
import { anyDay, everyone, pastDay, purposes, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { layBefore, needsSecondPair, proposerOf } from '../casework/secondPair.js';
import { lvvRules } from '../rules.js';
import { refuse, says } from './refusals.js';

const groundsToAdmit = ['meets-criteria', 'hardship', 'exception-by-lso', 'exception-by-steering-group'] as const;
const groundsToRefuse = ['outside-target-group', 'exclusion-ground'] as const;

/** Admission (toelating): an administrative decision by a person with a mandate, open to objection (DOMAIN §0.5, §5). */
export const admission = defineStep({
  name: 'admission',
  title: { en: 'Admission decision', nl: 'Besluit over toelating' },
  description: {
    en: 'A mandated officer of the municipality admits or refuses. No rule or timer ever does. A refusal holds when a second person has looked at it.',
    nl: 'Een gemandateerde ambtenaar van de gemeente laat toe of weigert. Een regel of termijn doet dat nooit. Een weigering geldt als een tweede persoon ernaar heeft gekeken.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:case-director'],
  opensWhen: (t) => t.isCompleted(lvvRules.of(t.rules).admissionAfter),
  repeatable: false,
  terms: assumed({
    target: workingDays(15),
    fatal: workingDays(30),
    remind: [workingDays(12)],
    escalate: workingDays(35),
  }),
  tells: {},
  shows: {
    admission: {
      title: { en: 'Admission', nl: 'Toelating' },
      purpose: { en: 'To know whether the person was admitted.', nl: 'Om te weten of de deelnemer is toegelaten.' },
      audience: everyone,
    },
    admittedOn: {
      title: { en: 'Start date', nl: 'Ingangsdatum' },
      purpose: {
        en: 'To know since when the person takes part.',
        nl: 'Om te weten sinds wanneer de deelnemer meedoet.',
      },
      audience: everyone,
    },
    stayUntil: {
      title: { en: 'Last day of the stay', nl: 'Laatste dag van de opvangtermijn' },
      purpose: {
        en: 'To know until when the person may stay.',
        nl: 'Om te weten tot wanneer de deelnemer mag blijven.',
      },
      audience: everyone,
    },
    admissionProposal: {
      title: { en: 'Proposed decision', nl: 'Voorgenomen besluit' },
      purpose: {
        en: 'To let a second person look before the decision holds.',
        nl: 'Om een tweede persoon te laten kijken voordat het besluit geldt.',
      },
      audience: ['municipality'],
    },
  },
  input: z.strictObject({
    decision: field(oneOf(['admitted', 'refused']), {
      title: { en: 'Decision', nl: 'Besluit' },
      purpose: { en: 'To know what was decided.', nl: 'Om te weten wat er is besloten.' },
      audience: everyone,
    }),
    ground: field(oneOf([...groundsToAdmit, ...groundsToRefuse]), {
      title: { en: 'Ground', nl: 'Grond' },
      purpose: {
        en: 'To know on what the decision rests, also for objection and appeal.',
        nl: 'Om te weten waarop het besluit rust, ook voor bezwaar en beroep.',
      },
      audience: ['municipality', 'ngo'],
      choices: { field: 'decision', allow: { admitted: groundsToAdmit, refused: groundsToRefuse } },
    }),
    decidedOn: field(pastDay({ notBefore: ['receivedOn'] }), {
      title: { en: 'Decided on', nl: 'Besloten op' },
      purpose: {
        en: 'To know since when the decision holds, and to count how long it took.',
        nl: 'Om te weten sinds wanneer het besluit geldt, en te tellen hoe lang het duurde.',
      },
      audience: everyone,
    }),
    from: field(pastDay({ notBefore: ['receivedOn'] }).optional(), {
      title: {
        en: 'Start date',
        nl: 'Ingangsdatum',
      },
      purpose: {
        en: 'To know since when the person takes part. The decision says it. Left empty: the day of the decision.',
        nl: 'Om te weten sinds wanneer de deelnemer meedoet. Dat staat in het besluit. Leeg: de dag van het besluit.',
      },
      audience: everyone,
      when: [{ field: 'decision', is: ['admitted'] }],
    }),
    motivation: reference(
      { en: 'Reference of the motivation', nl: 'Kenmerk van de motivering' },
      {
        en: 'To find the reasoned decision in the municipal file.',
        nl: 'Om het gemotiveerde besluit te vinden in het dossier van de gemeente.',
      },
      ['municipality', 'ngo'],
    ),
    mandate: reference(
      { en: 'Mandate of the decision (if there is one)', nl: 'Mandaat van het besluit (als dat er is)' },
      { en: 'To account for who was entitled to decide.', nl: 'Om te verantwoorden wie mocht beslissen.' },
      ['municipality'],
    ).optional(),
    exception: reference(
      { en: 'Decision of the LSO or steering group', nl: 'Besluit van het LSO of de stuurgroep' },
      {
        en: 'To show on which decision an exception rests.',
        nl: 'Om te laten zien op welk besluit een uitzondering rust.',
      },
      ['municipality', 'ngo'],
      { when: [{ field: 'ground', is: ['exception-by-lso', 'exception-by-steering-group'] }], needed: true },
    ).optional(),
    notifiedOn: field(pastDay({ notBefore: ['decidedOn'] }).optional(), {
      title: { en: 'Told to the person on', nl: 'Bekendgemaakt op' },
      purpose: {
        en: 'To show that the person knows of the decision.',
        nl: 'Om te laten zien dat de deelnemer het besluit kent.',
      },
      audience: ['municipality', 'ngo'],
    }),
    objectionUntil: field(anyDay({ notBefore: ['decidedOn'] }).optional(), {
      title: { en: 'Objection possible until (as the lawyer says)', nl: 'Bezwaar mogelijk tot (volgens de jurist)' },
      purpose: {
        en: 'To know until when objection is possible. A person enters it; it is never worked out.',
        nl: 'Om te weten tot wanneer bezwaar mogelijk is. Een medewerker vult het in; het wordt nooit berekend.',
      },
      audience: ['municipality', 'ngo'],
    }),
    ...notKnownAtIntake,
    direction: field(oneOf(directionCodes).optional(), {
      title: { en: 'Direction agreed', nl: 'Afgesproken richting' },
      purpose: purposes.direction,
      audience: everyone,
      when: [{ field: 'decision', is: ['admitted'] }],
    }),
  }),
  example: {
    decision: 'admitted',
    ground: 'meets-criteria',
    decidedOn: '2026-11-16',
    motivation: 'DEC-2026-0188',
    mandate: 'MANDATE-2025-03',
    direction: 'UNDER_INVESTIGATION',
  },
  otherExamples: [
    {
      decision: 'refused',
      ground: 'outside-target-group',
      decidedOn: '2026-11-16',
      motivation: 'DEC-2026-0188',
      mandate: 'MANDATE-2025-03',
      objectionUntil: '2026-12-29',
    },
  ],
  decide: (t, input) => {
    const { decision, ground, decidedOn, direction, from, objectionUntil } = input;
    const refuses = decision === 'refused';
    const errors: FieldSaid[] = [];
    if (lvvRules.of(t.rules).underMandate && input.mandate === undefined) {
      errors.push({ pointer: '/mandate', ...says('needs-mandate') });
    }
    const eligibility = filledIn(t, input);
    if (ground === 'meets-criteria') {
      const unknown = stillUnknown(eligibility);
      errors.push(...unknown.map((name) => ({ pointer: `/${name}`, ...says('unknown-at-intake') })));
    }
    if (errors.length > 0) throw refuse('invalid-input', 'decision-does-not-fit', {}, { errors });
    const known = setFacts(...eligibilityFacts(eligibility));
    const taken: AdmissionDecision = {
      decision,
      ground,
      decidedOn,
      direction: direction ?? null,
      ...(from !== undefined && { from }),
      ...(objectionUntil !== undefined && { objectionUntil }),
      ...proposerOf(t.actor),
    };
    if (!needsSecondPair(t, lvvRules.of(t.rules).secondPair.admission, refuses, 'admission-check')) {
      return [known, ...admissionHolds(t, taken)];
    }
    return [
      known,
      setFacts(admissionProposal.set(taken)),
      layBefore(t, 'admission-check', 'admission', input),
      openAgain('admission-check', toLook['second-look']),
    ];
  },
});

import { z } from 'zod';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { assumed, workingDays } from '../../trajectory/terms/deadlines.js';
import { defineStep, field, openAgain, setFacts, reasons } from '../define.js';
import { anyDay, futureDay, guidance, pastDay, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { choiceOf, departureOf, leaves, noLongerLeaves } from './returnChoice.js';
import { admissionFact } from '../admission/admissionFact.js';
import { departureOnFact, returnChoiceFact, returnChoiceOnFact } from './returnChoiceFact.js';
import { fault, mistake } from './refusals.js';

const why = reasons({
  'next-session': { nl: 'volgend gesprek', en: 'next session' },
});

/** Return counselling (terugkeerbegeleiding), a session at a time. The choice is the person's, and can be revoked. */
export const returnCounselling = defineStep({
  name: 'return-counselling',
  title: { en: 'Return counselling', nl: 'Terugkeerbegeleiding' },
  description: {
    en: 'A session about return or onward migration. The person chooses, and may change their mind until the day of departure. A choice ends no procedure that runs.',
    nl: 'Een gesprek over terugkeer of doormigratie. Iemand kiest zelf en mag tot de dag van vertrek van gedachten veranderen. Een keuze beëindigt geen lopende procedure.',
  },
  responsible: 'dtv',
  performedBy: ['dtv:departure-officer', 'ngo:counsellor'],
  opensWhen: (t) => t.fact(admissionFact) === 'admitted',
  repeatable: true,
  terms: assumed({
    target: workingDays(15),
    fatal: workingDays(25),
    remind: [workingDays(12)],
    escalate: workingDays(30),
  }),
  tells: { completed: ['municipality'] },
  shows: {
    returnChoice: {
      title: { en: "The person's choice", nl: 'Keuze van de deelnemer' },
      purpose: {
        en: 'To arrange departure only for who chose it.',
        nl: 'Om vertrek alleen te regelen voor wie daarvoor kiest.',
      },
      audience: guidance,
    },
    departureOn: {
      title: { en: 'Day of departure', nl: 'Dag van vertrek' },
      purpose: {
        en: 'To plan the departure. Until that day the person can change their mind.',
        nl: 'Om het vertrek te plannen. Tot die dag kan de deelnemer zich bedenken.',
      },
      audience: guidance,
    },
  },
  input: z.strictObject({
    sessionOn: field(pastDay({ notBefore: ['receivedOn'] }), {
      title: { en: 'Session held on', nl: 'Gesprek gehouden op' },
      purpose: {
        en: 'To show that there was guidance, and when.',
        nl: 'Om te laten zien dat er begeleiding was, en wanneer.',
      },
      audience: guidance,
    }),
    choice: field(oneOf(['considering', 'return', 'onward-migration', 'declined', 'revoked']), {
      title: { en: "The person's choice", nl: 'Keuze van de deelnemer' },
      purpose: {
        en: 'To arrange departure only for who chose it, and to stop when it is revoked.',
        nl: 'Om vertrek alleen te regelen voor wie daarvoor kiest, en te stoppen als iemand daarop terugkomt.',
      },
      audience: guidance,
    }),
    destination: field(
      z
        .string()
        .regex(/^[A-Z]{2}$/, fault('country-code'))
        .optional(),
      {
        title: { en: 'Country of destination', nl: 'Land van bestemming' },
        purpose: {
          en: 'To arrange travel documents and support.',
          nl: 'Om reisdocumenten en ondersteuning te regelen.',
        },
        audience: guidance,
      },
    ),
    support: reference(
      { en: 'Reference of support asked for (IOM, AVRR)', nl: 'Kenmerk van gevraagde ondersteuning (IOM, AVRR)' },
      { en: 'To follow the request for support.', nl: 'Om de aanvraag voor ondersteuning te volgen.' },
      guidance,
    ).optional(),
    departureOn: field(anyDay({ notBefore: ['receivedOn', 'sessionOn'] }).optional(), {
      title: { en: 'Day of departure, when it is known', nl: 'Dag van vertrek, als die bekend is' },
      purpose: {
        en: 'To plan the departure. Until that day the person can change their mind at any time.',
        nl: 'Om het vertrek te plannen. Tot die dag kan de deelnemer zich altijd bedenken.',
      },
      audience: guidance,
      when: [{ field: 'choice', is: ['return', 'onward-migration'] }],
    }),
    nextSessionOn: field(futureDay().optional(), {
      title: { en: 'Next session by', nl: 'Volgende gesprek voor' },
      purpose: { en: 'To plan the next session.', nl: 'Om het volgende gesprek te plannen.' },
      audience: guidance,
    }),
  }),
  example: { sessionOn: '2026-11-24', choice: 'return', destination: 'GE', support: 'IOM-2026-0042' },
  decide: (t, { choice, sessionOn, departureOn, nextSessionOn }) => {
    const before = choiceOf(t);
    if (choice === 'revoked' && !leaves(before)) {
      throw mistake('choice', 'no-choice-to-revoke');
    }
    const since = t.fact(returnChoiceOnFact);
    const isEarlier = since !== undefined && sessionOn < since;
    if (isEarlier && choice === 'revoked') {
      throw mistake('sessionOn', 'choice-stands-since', { since });
    }
    const next = nextSessionOn ? [openAgain('return-counselling', why['next-session'], nextSessionOn)] : [];
    // A session that is entered after a later one takes nothing back of what was chosen since.
    if (isEarlier) return next;
    if (!leaves(choice)) {
      const now = setFacts(
        returnChoiceFact.set(choice === 'revoked' ? null : choice),
        returnChoiceOnFact.set(sessionOn),
      );
      return [...(leaves(before) ? noLongerLeaves(t, sessionOn) : []), now, ...next];
    }
    // A day of departure that has passed without departure is none any more.
    const known = departureOf(t);
    const stillToCome = known !== undefined && known >= dayOf(t.now) ? known : null;
    return [
      setFacts(
        returnChoiceFact.set(choice),
        returnChoiceOnFact.set(sessionOn),
        departureOnFact.set(departureOn ?? stillToCome),
      ),
      ...next,
    ];
  },
});

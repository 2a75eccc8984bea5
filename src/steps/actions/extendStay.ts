import { z } from 'zod';
import { dayOf } from '../../trajectory/calendar.js';
import { dueDate } from '../../trajectory/deadlines.js';
import { Refusal } from '../../trajectory/refusal.js';
import { count, countFrom, defineAction, field, mark, setFacts } from '../../trajectory/step.js';
import { lastDayOfStay } from '../admissionDecision.js';
import { anyDay, everyone, purposes, reason, reference } from '../fields.js';
import { oneOf } from '../labels.js';

/** Extends the stay beyond the municipality's maximum: decided by the LSO or the steering group (DOMAIN §5, our inference). */
export const extendStay = defineAction({
  name: 'extend-stay',
  title: { en: 'Extend the stay', nl: 'Verblijf verlengen' },
  description: {
    en: 'Enters a decision that someone may stay longer than the maximum. That the stay reaches its last day ends nothing by itself.',
    nl: 'Legt een besluit vast dat iemand langer mag blijven dan het maximum. Dat de laatste dag bereikt is beëindigt niets vanzelf.',
  },
  performedBy: ['municipality:case-director'],
  tells: { done: ['ngo', 'dtv'] },
  input: z.strictObject({
    until: field(anyDay({ notBefore: ['admittedOn'] }), {
      title: { en: 'Until', nl: 'Tot en met' },
      purpose: {
        en: 'To know the new last day of the stay.',
        nl: 'Om de nieuwe laatste dag van het verblijf te weten.',
      },
      audience: everyone,
    }),
    decidedIn: field(oneOf(['case-conference', 'steering-group', 'court']), {
      title: { en: 'Decided in', nl: 'Besloten in' },
      purpose: { en: 'To account for who was entitled to decide.', nl: 'Om te verantwoorden wie mocht beslissen.' },
      audience: everyone,
    }),
    decision: reference(
      { en: 'Reference of the decision', nl: 'Kenmerk van het besluit' },
      purposes.decisionKept,
      everyone,
    ),
    reason,
  }),
  example: {
    until: '2028-08-31',
    decidedIn: 'case-conference',
    decision: 'LSO-2028-03',
    reason: 'The travel document has been asked for and is expected in the summer.',
  },
  offeredWhen: (t) => typeof t.facts['stayUntil'] === 'string',
  decide: (t, input) => {
    const now = t.facts['stayUntil'];
    if (typeof now !== 'string') {
      throw new Refusal('conflict', 'This trajectory has no maximum stay, so there is nothing to extend.');
    }
    const mistake = (detail: string) =>
      new Refusal('invalid-input', detail, { errors: [{ pointer: '/until', detail }] });
    if (input.until <= now) throw mistake(`The stay lasts until ${now} already.`);
    const { mostExtension } = t.rules;
    const { admittedOn } = t.facts;
    const usual = typeof admittedOn === 'string' ? lastDayOfStay(t, admittedOn) : null;
    if (mostExtension !== null && usual !== null) {
      const last = dueDate(`${usual}T12:00:00.000Z`, mostExtension);
      if (input.until > last) throw mistake(`All extensions together go to ${last} at the latest.`);
    }
    return [
      setFacts({ stayUntil: input.until }),
      count({ stayUntil: input.until }),
      countFrom(dayOf(t.now), { stayUntil: input.until }),
      mark('extension', dayOf(t.now), input.decidedIn),
    ];
  },
});

import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { count, countFrom, defineAction, field, setDirection, setFacts, typed } from '../define.js';
import { directionCodes, investigationReasons } from '../codes.js';
import { everyone, pastDay, purposes, reason, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { admissionFact } from '../admission/admissionFact.js';
import { investigatingFact } from './conferenceFacts.js';
import { directionsFact } from '../../trajectory/definitions/directions.js';
import { refuse } from './refusals.js';

/** Another direction, agreed in the LSO and entered by the municipality that chairs it (DOMAIN §2.5, §5). */
export const changeDirection = defineAction({
  name: 'change-direction',
  title: { en: 'Change the direction', nl: 'Richting wijzigen' },
  done: { en: 'Direction changed', nl: 'Richting gewijzigd' },
  group: actionGroups.directing,
  description: {
    en: 'Enters the direction that was agreed. A direction is an intention, not an outcome.',
    nl: 'Legt de afgesproken richting vast. Een richting is een voornemen, geen uitkomst.',
  },
  performedBy: ['municipality:case-director'],
  tells: { done: ['ngo', 'dtv'] },
  shows: {
    [directionsFact.key]: {
      title: { en: 'How the direction came to be', nl: 'Hoe de richting tot stand kwam' },
      purpose: {
        en: 'To account for how the direction came to be.',
        nl: 'Om te verantwoorden hoe de richting tot stand kwam.',
      },
      audience: everyone,
    },
    investigating: {
      title: { en: 'Still investigated', nl: 'Wat nog onderzocht wordt' },
      purpose: {
        en: 'To know why no direction is agreed yet.',
        nl: 'Om te weten waarom er nog geen richting is afgesproken.',
      },
      audience: ['municipality', 'ngo'],
    },
  },
  input: z.strictObject({
    direction: field(oneOf(directionCodes), {
      title: { en: 'Direction', nl: 'Richting' },
      purpose: purposes.direction,
      audience: everyone,
    }),
    investigating: field(oneOf(investigationReasons).optional(), {
      title: { en: 'What is still investigated', nl: 'Wat nog onderzocht wordt' },
      purpose: purposes.investigating,
      audience: ['municipality', 'ngo'],
      when: [{ field: 'direction', is: ['UNDER_INVESTIGATION'] }],
    }),
    decidedIn: field(oneOf(['case-conference', 'steering-group', 'higher-level', 'court']), {
      title: { en: 'Decided in', nl: 'Besloten in' },
      purpose: {
        en: 'To account for who decided. A direction changes only by a decision.',
        nl: 'Om te verantwoorden wie besliste. Een richting verandert alleen door een besluit.',
      },
      audience: everyone,
    }),
    from: field(pastDay({ notBefore: ['admittedOn'] }).optional(), {
      title: { en: 'Agreed on', nl: 'Afgesproken op' },
      purpose: {
        en: 'To count the direction from the day on which it was agreed, also when it is entered later. Left empty it is today.',
        nl: 'Om de richting te tellen vanaf de dag waarop die is afgesproken, ook als u dat later vastlegt. Laat u dit leeg, dan is het vandaag.',
      },
      audience: everyone,
    }),
    decision: reference(
      { en: 'Reference of the decision', nl: 'Kenmerk van het besluit' },
      { en: 'To find the minutes or the decision.', nl: 'Om het verslag of het besluit te vinden.' },
      everyone,
    ),
    reason,
  }),
  example: {
    direction: 'RETURN',
    decidedIn: 'case-conference',
    decision: 'LSO-2026-12',
    reason: 'Agreed by all parties in the local case meeting.',
  },
  offeredWhen: (t) => t.fact(admissionFact) === 'admitted',
  decide: (t, input) => {
    if (t.fact(admissionFact) !== 'admitted') {
      throw refuse('conflict', 'direction-after-admission');
    }
    const investigating = input.investigating ?? null;
    const from = input.from ?? dayOf(t.now);
    return [
      setFacts(investigatingFact.set(investigating)),
      count({ investigating }),
      countFrom(from, { investigating }),
      setDirection(input.direction, typed(input.reason), from),
    ];
  },
});

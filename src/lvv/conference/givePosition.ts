import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { defineAction, field, setFacts } from '../define.js';
import { positionCodes } from './conference.js';
import { everyone, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { positionsFact } from './conferenceFacts.js';
import { refuse } from './refusals.js';

/** A party's position ahead of the case conference or of a level of escalation: fewer meetings, dissent visible (DOMAIN §8.13, §8.14). */
export const givePosition = defineAction({
  name: 'give-position',
  title: { en: 'Give a position', nl: 'Standpunt geven' },
  done: { en: 'Position given', nl: 'Standpunt gegeven' },
  group: actionGroups.directing,
  description: {
    en: "Your agency's position ahead of the case conference or of an escalation. Everyone who takes part can read it.",
    nl: 'Het standpunt van uw partij voor het casusoverleg of een opschaling. Iedereen die meedoet kan het lezen.',
  },
  performedBy: [
    'municipality:case-director',
    'ngo:legal',
    'ngo:counsellor',
    'ind:liaison',
    'dtv:liaison',
    'dtv:departure-officer',
    'avim:liaison',
  ],
  tells: { done: ['municipality'] },
  shows: {
    positions: {
      title: { en: 'Positions of the parties', nl: 'Standpunten van de partijen' },
      purpose: {
        en: 'To prepare the conference, and to see where parties differ.',
        nl: 'Om het overleg voor te bereiden, en te zien waar partijen verschillen.',
      },
      audience: everyone,
    },
  },
  input: z.strictObject({
    position: field(oneOf(positionCodes), {
      title: { en: 'Position', nl: 'Standpunt' },
      purpose: {
        en: 'To prepare the conference, and to see where parties differ.',
        nl: 'Om het overleg voor te bereiden, en te zien waar partijen verschillen.',
      },
      audience: everyone,
    }),
    note: reference(
      { en: 'Reference of the explanation', nl: 'Kenmerk van de toelichting' },
      {
        en: 'To find the explanation in the file of who gives the position.',
        nl: 'Om de toelichting te vinden in het dossier van wie het standpunt geeft.',
      },
      everyone,
    ).optional(),
  }),
  example: { position: 'LEGALISATION', note: 'NOTE-2026-0051' },
  offeredWhen: (t) => t.isOpen('case-conference') || t.isOpen('escalation'),
  decide: (t, input) => {
    if (!t.isOpen('case-conference') && !t.isOpen('escalation')) {
      throw refuse('conflict', 'no-conference-open');
    }
    const agency = t.actor?.agency;
    if (!agency) throw refuse('forbidden', 'position-of-agency');
    const positions = { ...t.fact(positionsFact), [agency]: { position: input.position, on: dayOf(t.now) } };
    return [setFacts(positionsFact.set(positions))];
  },
});

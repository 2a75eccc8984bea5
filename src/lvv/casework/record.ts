import { actionGroups } from './actionGroups.js';
import { z } from 'zod';
import { agencies } from '../agencies.js';
import { count, defineAction, field, setFacts, type AgencyRole } from '../define.js';
import { everyone, guidance, pastDay, reference } from './fields.js';
import { oneOf } from '../labels.js';
import { personLine } from '../person/personLine.js';
import { fact } from '../../trajectory/replayed/fact.js';

/** The calendar day of the last contact. */
const lastContactOnFact = fact<string>('lastContactOn');

export const whoWorksWithThePerson: AgencyRole[] = [
  'municipality:case-director',
  'municipality:intake-officer',
  'ngo:legal',
  'ngo:counsellor',
  'dtv:departure-officer',
];

/** Files still come by post and by phone (DOMAIN §8.11): that they came, from whom and where they are kept. */
export const registerReceived = defineAction({
  name: 'register-received',
  title: { en: 'Register what was received', nl: 'Ontvangst vastleggen' },
  done: { en: 'Receipt registered', nl: 'Ontvangst vastgelegd' },
  group: actionGroups.record,
  description: {
    en: 'Something came by post, phone or e-mail. Enter from whom and where it is kept; the document itself stays there.',
    nl: 'Er kwam iets binnen per post, telefoon of e-mail. Leg vast van wie en waar het ligt; het stuk zelf blijft daar.',
  },
  performedBy: whoWorksWithThePerson,
  tells: { done: ['municipality'] },
  input: z.strictObject({
    from: field(oneOf([...agencies, 'court', 'lawyer', 'person', 'other']), {
      title: { en: 'Received from', nl: 'Ontvangen van' },
      purpose: { en: 'To see who has answered.', nl: 'Om te zien wie heeft geantwoord.' },
      audience: everyone,
    }),
    by: field(oneOf(['post', 'phone', 'e-mail', 'desk']), {
      title: { en: 'How it came', nl: 'Hoe het kwam' },
      purpose: { en: 'To know where to look for it.', nl: 'Om het terug te kunnen vinden.' },
      audience: everyone,
    }),
    receivedOn: field(pastDay(), {
      title: { en: 'Received on', nl: 'Ontvangen op' },
      purpose: {
        en: 'To count how long each agency is waited for.',
        nl: 'Om te tellen hoe lang op elke partij wordt gewacht.',
      },
      audience: everyone,
    }),
    reference: reference(
      { en: 'Where it is kept', nl: 'Kenmerk van het stuk' },
      {
        en: 'To find the document at the agency that keeps it.',
        nl: 'Om het stuk te vinden bij de partij die het bewaart.',
      },
      guidance,
    ),
  }),
  example: { from: 'avim', by: 'post', receivedOn: '2026-10-19', reference: 'POST-2026-1180' },
  decide: () => [],
});

/** A moment of contact, or an attempt. The last contact is what a departure to an unknown destination is judged by. */
export const addContact = defineAction({
  name: 'add-contact',
  title: { en: 'Add a contact moment', nl: 'Contactmoment toevoegen' },
  done: { en: 'Contact moment added', nl: 'Contactmoment toegevoegd' },
  group: actionGroups.record,
  description: {
    en: 'That there was contact with the person, or that it was tried, and in one line what it was about. What was said about health, faith or asylum belongs in the own file.',
    nl: 'Dat er contact was met de deelnemer, of dat het is geprobeerd, en in één regel waar het over ging. Wat er is gezegd over gezondheid, geloof of asiel hoort in het eigen dossier.',
  },
  performedBy: whoWorksWithThePerson,
  tells: {},
  shows: {
    lastContactOn: {
      title: { en: 'Last contact', nl: 'Laatste contact' },
      purpose: {
        en: 'To know how long ago the last contact was.',
        nl: 'Om te weten hoe lang het laatste contact geleden is.',
      },
      audience: guidance,
    },
  },
  input: z.strictObject({
    on: field(pastDay(), {
      title: { en: 'Date of contact', nl: 'Datum van het contact' },
      purpose: {
        en: 'To know how long ago the last contact was.',
        nl: 'Om te weten hoe lang het laatste contact geleden is.',
      },
      audience: guidance,
    }),
    how: field(oneOf(['conversation', 'phone', 'message', 'visit', 'letter']), {
      title: { en: 'How there was contact', nl: 'Manier van contact' },
      purpose: {
        en: 'To see what was tried to reach the person.',
        nl: 'Om te zien wat is geprobeerd om de deelnemer te bereiken.',
      },
      audience: guidance,
    }),
    succeeded: field(z.boolean(), {
      title: { en: 'There was contact', nl: 'Er was contact' },
      purpose: { en: 'To tell contact from an attempt.', nl: 'Om contact te onderscheiden van een poging.' },
      audience: guidance,
    }),
    about: field(personLine(200), {
      title: { en: 'What it was about', nl: 'Waar het over ging' },
      purpose: {
        en: 'To go on from it at the next contact.',
        nl: 'Om er bij het volgende contact op verder te gaan.',
      },
      audience: guidance,
    }).optional(),
  }),
  example: { on: '2026-10-20', how: 'phone', succeeded: true, about: 'Wants to talk about the letter on Thursday.' },
  decide: (t, input) => {
    const last = t.fact(lastContactOnFact);
    const isLater = last === undefined || input.on > last;
    if (!input.succeeded || !isLater) return [];
    return [setFacts(lastContactOnFact.set(input.on)), count({ lastContactOn: input.on })];
  },
});

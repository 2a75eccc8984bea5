import type { Listing, PeriodFlag } from '../trajectory/definitions/listing.js';
import type { Json } from '../trajectory/replayed/state.js';
import { blockerKinds } from './codes.js';
import { personShown } from './person/personFacts.js';

const fields = (value: Json): Readonly<Record<string, Json>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
const textIn = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

/** When someone who takes part, or has a place, does so no more. An outcome that came with the end has no other day. */
const ends: PeriodFlag['ends'] = [{ on: 'outcomeOn', given: 'outcome' }, { on: 'closedOn' }];

/** How trajectories of the LVV are listed: what a coordinator looks for, and the queue for the case conference (LSO). */
export const lvvListing: Listing = {
  flags: {
    blocked: {
      openSteps: blockerKinds,
      description: 'Identity or health keeps it from going on, as far as you may know.',
      counts: {
        figure: 'blocked',
        title: { en: 'Blocked', nl: 'Geblokkeerd' },
        definition: {
          en: 'Open trajectories that identity or health keeps from going on.',
          nl: 'Lopende trajecten die worden tegengehouden door identiteit of gezondheid.',
        },
      },
    },
    escalated: {
      openSteps: ['escalation'],
      description: 'It is with a level of the escalation ladder.',
      counts: {
        figure: 'escalated',
        title: { en: 'Escalated', nl: 'Opgeschaald' },
        definition: {
          en: 'Open trajectories that are with a level of the escalation ladder.',
          nl: 'Lopende trajecten die bij een escalatieniveau liggen.',
        },
      },
    },
    participant: {
      begins: { on: 'admittedOn' },
      ends,
      description: 'Takes part today: admitted and not ended. For the municipality alone.',
      population: 'participants',
      counts: {
        figure: 'participants',
        title: { en: 'Participants', nl: 'Deelnemers' },
        definition: {
          en: 'People admitted on or before today whose outcome and end are not on or before it, with or without a place.',
          nl: 'Mensen die op of voor vandaag zijn toegelaten en van wie uitkomst en einde niet op of voor vandaag liggen, met of zonder plek.',
        },
      },
      forMunicipality: true,
    },
    sheltered: {
      begins: { dated: 'sheltered' },
      ends,
      description: 'Has a place today: sheltered, admitted or not, and not ended. For the municipality alone.',
      population: 'sheltered',
      counts: {
        figure: 'places-taken',
        title: { en: 'Places taken', nl: 'Bezette plaatsen' },
        definition: {
          en: 'People who are sheltered today, admitted or not, whose outcome and end are not on or before today.',
          nl: 'Mensen die vandaag opvang hebben, toegelaten of niet, en van wie uitkomst en einde niet op of voor vandaag liggen.',
        },
      },
      forMunicipality: true,
    },
  },
  shown: ['admission'],
  person: {
    facts: Object.keys(personShown),
    name: 'calledBy',
    inLists: ['calledBy', 'birthYear', 'birthYearIsAbout', 'vNumber'],
  },
  continuing: ['DUPLICATE'],
  queue: {
    step: 'case-conference',
    shows: {
      agenda: (fact) => ({
        plannedOn: textIn(fields(fact)['meetingOn']),
        positionsBy: textIn(fields(fact)['positionsBy']),
      }),
      positions: (fact) => ({ positionsFrom: Object.keys(fields(fact)).toSorted() }),
    },
    precedence: {
      heldByCourt: { fact: 'stops', code: 'court-hold', holds: (fact) => 'court-hold' in fields(fact) },
      vulnerable: { fact: 'vulnerable', field: 'vulnerable', holds: (fact) => fact === true },
    },
  },
};

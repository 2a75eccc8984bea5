import { nobodySaid, type Listing } from '../../../src/trajectory/definitions/listing.js';

/** Who has a plan, and the queue for the meeting with the creditors. */
export const listing: Listing = {
  flags: {
    settling: {
      openSteps: ['settlement'],
      description: 'The creditors are asked.',
      counts: {
        figure: 'settling',
        title: { en: 'Creditors asked', nl: 'Schuldeisers gevraagd' },
        definition: {
          en: 'Open trajectories of which the creditors are asked.',
          nl: 'Lopende trajecten waarvan de schuldeisers gevraagd zijn.',
        },
      },
    },
    planned: {
      begins: { on: 'plannedOn' },
      ends: [{ on: 'closedOn' }],
      description: 'Has a budget plan today.',
      population: 'with-plan',
      counts: {
        figure: 'with-plan',
        title: { en: 'With a plan', nl: 'Met een plan' },
        definition: {
          en: 'People who have a budget plan today.',
          nl: 'Mensen die vandaag een budgetplan hebben.',
        },
      },
    },
  },
  shown: [],
  person: nobodySaid,
  continuing: [],
  queue: {
    step: 'settlement',
    shows: {},
    precedence: { eviction: { fact: 'eviction', field: 'eviction', holds: (fact) => fact === true } },
  },
};

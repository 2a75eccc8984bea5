import type { KnownDay } from '../trajectory/definitions/field.js';

/** Days that a trajectory of the LVV knows, and the rule of a field can name. */
export const knownDays = {
  receivedOn: {
    title: { en: 'the day on which the referral came in', nl: 'de dag waarop de aanmelding binnenkwam' },
    of: ({ facts }) => facts['receivedOn'],
  },
  admittedOn: {
    title: { en: 'the day of admission', nl: 'de dag van toelating' },
    of: ({ facts }) => facts['admittedOn'],
  },
  dossierOn: {
    title: { en: 'the day on which the dossier was complete', nl: 'de dag waarop het dossier compleet was' },
    of: ({ facts }) =>
      Object.values((facts['dossier'] ?? {}) as Record<string, { deliveredOn: string }>)
        .map(({ deliveredOn }) => deliveredOn)
        .toSorted()
        .at(-1),
  },
  returnChoiceOn: {
    title: { en: 'the day of the choice that stands', nl: 'de dag van de keuze die nu geldt' },
    of: ({ facts }) => facts['returnChoiceOn'],
  },
  outcomeOn: {
    title: { en: 'the day of the outcome', nl: 'de dag van de uitkomst' },
    of: ({ outcome, facts }) => (outcome === null ? null : facts['outcomeOn']),
  },
} satisfies Record<string, KnownDay>;

import type { KnownDay } from '../trajectory/definitions/field.js';
import { admittedOnFact } from './admission/admissionFact.js';
import { receivedOnFact } from './admission/referralFact.js';
import { dossierFact } from './dossier/dossierFact.js';
import { returnChoiceOnFact } from './guidance/returnChoiceFact.js';
import { outcomeOnFact } from './outcome/outcomeFact.js';

/** Days that a trajectory of the LVV knows, and the rule of a field can name. */
export const knownDays = {
  receivedOn: {
    title: { en: 'the day on which the referral came in', nl: 'de dag waarop de aanmelding binnenkwam' },
    of: ({ facts }) => receivedOnFact.of(facts),
  },
  admittedOn: {
    title: { en: 'the day of admission', nl: 'de dag van toelating' },
    of: ({ facts }) => admittedOnFact.of(facts),
  },
  dossierOn: {
    title: { en: 'the day on which the dossier was complete', nl: 'de dag waarop het dossier compleet was' },
    of: ({ facts }) =>
      Object.values(dossierFact.of(facts) ?? {})
        .map(({ deliveredOn }) => deliveredOn)
        .toSorted()
        .at(-1),
  },
  returnChoiceOn: {
    title: { en: 'the day of the choice that stands', nl: 'de dag van de keuze die nu geldt' },
    of: ({ facts }) => returnChoiceOnFact.of(facts),
  },
  outcomeOn: {
    title: { en: 'the day of the outcome', nl: 'de dag van de uitkomst' },
    of: ({ outcome, facts }) => (outcome === null ? null : outcomeOnFact.of(facts)),
  },
} satisfies Record<string, KnownDay>;

import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about V-numbers. */
export const { refuse, mistake, says, fault } = sayingWith(
  wordsOf({
    'unlike-a-v-number': {
      en: 'Enter the aliens number (V-nummer) as it stands in the source: digits only.',
      nl: 'Vul het V-nummer in zoals het in de bron staat: alleen cijfers.',
    },
    'v-number-of-one-digit': {
      en: 'These are all the same digit. No aliens number (V-nummer) is like that.',
      nl: 'Dit is steeds hetzelfde cijfer. Zo is geen enkel V-nummer.',
    },
    'v-number-of-other-length': {
      en: 'An aliens number (V-nummer) has 6 to 15 digits.',
      nl: 'Een V-nummer heeft 6 tot 15 cijfers.',
    },
  }),
);

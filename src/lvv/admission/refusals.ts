import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about the intake and the admission. */
export const { refuse, mistake, says, fault } = sayingWith(
  wordsOf({
    'no-proposed-decision': {
      en: 'There is no proposed decision to check.',
      nl: 'Er is geen voorgesteld besluit om te controleren.',
    },
    'needs-mandate': {
      en: 'In this programme each decision names the mandate. Fill it in.',
      nl: 'In dit programma hoort bij elk besluit het mandaat. Vul het in.',
    },
    'unknown-at-intake': {
      en: 'This was not known at the intake. Fill it in.',
      nl: 'Dit was bij de intake nog niet bekend. Vul het in.',
    },
    'decision-does-not-fit': {
      en: 'The decision does not fit yet. Look where it is marked.',
      nl: 'Het besluit past nog niet. Kijk waar dat staat aangegeven.',
    },
    'intake-is-complete': {
      en: 'Everything that was asked at the intake is known.',
      nl: 'Alles van de intake is al bekend.',
    },
    'fill-in-unknown': {
      en: 'Fill in what is not known yet: {unknown:fields}.',
      nl: 'Vul in wat nog niet bekend is: {unknown:fields}.',
    },
  }),
);

import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about who a trajectory is about. */
export const { refuse, mistake, fault } = sayingWith(
  wordsOf({
    'nothing-described': {
      en: 'Fill in at least one answer, or choose what is no longer right.',
      nl: 'Vul ten minste één antwoord in, of kies wat niet meer klopt.',
    },
    'described-and-taken-away': {
      en: 'This is filled in as well. Fill it in, or choose it here, but not both.',
      nl: 'Dit is ook ingevuld. Vul het in óf kies het hier.',
    },
    'others-keep-this': {
      en: 'Your organisation does not see this, so it cannot take it away: {fields:fields}. Ask the municipality.',
      nl: 'Uw organisatie ziet dit niet en kan het dus niet weghalen: {fields:fields}. Vraag het de gemeente.',
    },
    'birth-year-to-come': {
      en: 'This year is still to come.',
      nl: 'Dit jaar moet nog komen.',
    },
    'nothing-to-read': {
      en: 'Fill in something that can be read.',
      nl: 'Vul iets in dat te lezen is.',
    },
  }),
);

import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about guidance and the choice to return. */
export const { refuse, mistake, says, fault } = sayingWith(
  wordsOf({
    'blocker-since': {
      en: 'The step {blocker:step} has been open since {since:day} and waits for {owner:agency}. Ask them again, or let another agency do it.',
      nl: 'De stap {blocker:step} staat open sinds {since:day} en wacht op {owner:agency}. Vraag het die partij opnieuw, of laat een andere partij de stap doen.',
    },
    'blocker-already': {
      en: 'The step {blocker:step} is open already. Ask the agency again, or let another agency do it.',
      nl: 'De stap {blocker:step} staat al open. Vraag het de partij opnieuw, of laat een andere partij de stap doen.',
    },
    'blocker-of-nobody': {
      en: 'Nobody in this programme can perform the step {blocker:step}.',
      nl: 'Niemand in dit programma kan de stap {blocker:step} uitvoeren.',
    },
    'no-choice-to-revoke': {
      en: 'No return or onward migration was chosen earlier. There is nothing to revoke.',
      nl: 'Er is niet eerder gekozen voor terugkeer of doormigratie. Er is dus niets in te trekken.',
    },
    'choice-stands-since': {
      en: 'The choice that stands is of {since:day}. Enter that day or a later one.',
      nl: 'De keuze die nu geldt, is van {since:day}. Vul die dag in of een latere.',
    },
    'departure-has-passed': {
      en: 'The day of departure was {departure:day}, so it is too late to revoke. If the person left, register the outcome. If not, plan another session with {planStep:step} and enter the choice as it is now.',
      nl: 'De vertrekdag was {departure:day}. Intrekken kan niet meer. Is de persoon vertrokken, leg dan de uitkomst vast. Zo niet, plan dan een nieuw gesprek met {planStep:step} en vul de keuze in zoals die nu is.',
    },
    'country-code': {
      en: 'Use a country code of two capitals, such as “GE”.',
      nl: 'Gebruik een landcode van twee hoofdletters, zoals “GE”.',
    },
  }),
);

import { sayingWith, wordsOf } from './refusing.js';

/** What is wrong with a field, whatever the field is. */
export const fieldWords = wordsOf({
  missing: { en: 'Fill this in.', nl: 'Vul dit in.' },
  'not-text': { en: 'Use text here.', nl: 'Gebruik hier tekst.' },
  'not-a-number': { en: 'Use a whole number.', nl: 'Gebruik een heel getal.' },
  'not-yes-or-no': { en: 'Answer with yes or no.', nl: 'Antwoord met ja of nee.' },
  'not-a-list': { en: 'Use a list here.', nl: 'Gebruik hier een lijst.' },
  'not-an-object': { en: 'Use a group of fields here.', nl: 'Gebruik hier een groep velden.' },
  'wrong-kind': { en: 'This is not what belongs here.', nl: 'Dit hoort hier niet.' },
  'wrong-form': { en: 'Write this as the field says.', nl: 'Schrijf dit zoals bij het veld staat.' },
  'not-a-date': { en: 'Use a date that exists.', nl: 'Gebruik een datum die bestaat.' },
  'not-a-moment': { en: 'Use a date with a time.', nl: 'Gebruik een datum met een tijd.' },
  'too-short': {
    en: 'Write a little more: at least {minimum:number} characters.',
    nl: 'Schrijf iets meer: minstens {minimum:number} tekens.',
  },
  'too-short-to-see': {
    en: 'Write a little more. This has too few characters that can be seen.',
    nl: 'Schrijf iets meer. Hier zijn te weinig tekens te zien.',
  },
  'too-long': {
    en: 'This is too long: at most {maximum:number} characters.',
    nl: 'Dit is te lang: hoogstens {maximum:number} tekens.',
  },
  'too-few': { en: 'Give at least {minimum:number}.', nl: 'Geef er minstens {minimum:number}.' },
  'too-many': { en: 'Give at most {maximum:number}.', nl: 'Geef er hoogstens {maximum:number}.' },
  'too-low': { en: 'Use {minimum:number} or more.', nl: 'Gebruik {minimum:number} of meer.' },
  'too-high': { en: 'Use {maximum:number} or less.', nl: 'Gebruik {maximum:number} of minder.' },
  'not-an-option': { en: 'Choose one of the options.', nl: 'Kies een van de mogelijkheden.' },
  'not-one-of': { en: 'Choose {options:labels}.', nl: 'Kies {options:labels}.' },
  'unknown-field': {
    en: 'This field does not exist here. Leave it out.',
    nl: 'Dit veld bestaat hier niet. Laat het weg.',
  },
  'wrong-name': { en: 'Nothing here has this name.', nl: 'Niets heeft hier deze naam.' },
  'too-deep': {
    en: 'Use at most {maximum:number} levels of lists and groups within each other.',
    nl: 'Gebruik hoogstens {maximum:number} lagen van lijsten en groepen in elkaar.',
  },
  unstorable: {
    en: 'This text has a character that cannot be kept. Type it again.',
    nl: 'Deze tekst heeft een teken dat niet bewaard kan worden. Typ de tekst opnieuw.',
  },

  // What the answers to other fields make of a field.
  'leave-out': {
    en: 'Leave this out. It is only asked when {when:why}.',
    nl: 'Laat dit weg. Dit wordt alleen gevraagd als {when:why}.',
  },
  'never-asked': { en: 'Leave this out. It is not asked here.', nl: 'Laat dit weg. Dit wordt hier niet gevraagd.' },
  'needed-when': { en: 'Fill this in, because {when:why}.', nl: 'Vul dit in, want {when:why}.' },
  'choose-when': {
    en: 'Choose {options:labels}, because {when:why}.',
    nl: 'Kies {options:labels}, want {when:why}.',
  },
  'answer-is': { en: '{field:field} is {options:labels}', nl: '{field:field} is {options:labels}' },
  'answers-both': { en: '{one:why} and {other:why}', nl: '{one:why} en {other:why}' },

  // Days.
  'still-to-come': {
    en: '{day:day} is still to come. Enter the day on which it happened, today at the latest.',
    nl: '{day:day} moet nog komen. Vul de dag in waarop het gebeurde, uiterlijk vandaag.',
  },
  'has-passed': {
    en: '{day:day} has passed. Enter today or a later day.',
    nl: '{day:day} is al geweest. Vul vandaag in of een latere dag.',
  },
  'too-long-ago': {
    en: '{day:day} is more than {years:number} years ago. Look at the year.',
    nl: '{day:day} is meer dan {years:number} jaar geleden. Kijk naar het jaar.',
  },
  'too-far-ahead': {
    en: '{day:day} is more than {years:number} years ahead. Look at the year.',
    nl: '{day:day} is pas over meer dan {years:number} jaar. Kijk naar het jaar.',
  },
  'before-another-day': {
    en: '{day:day} comes before {other:field} ({otherDay:day}). Enter that day or a later one.',
    nl: '{day:day} ligt voor {other:field} ({otherDay:day}). Vul die dag in of een latere.',
  },
});

export const { says: saysOfField, fault } = sayingWith(fieldWords);

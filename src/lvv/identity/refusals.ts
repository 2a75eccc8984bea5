import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about V-numbers. */
export const { refuse, mistake, says, fault } = sayingWith(
  wordsOf({
    'unlike-a-v-number': {
      en: 'Enter the V-number as it stands in the source: digits only.',
      nl: 'Vul het V-nummer in zoals het in de bron staat: alleen cijfers.',
    },
    'v-number-of-one-digit': {
      en: 'These are all the same digit. No V-number is like that.',
      nl: 'Dit is steeds hetzelfde cijfer. Zo is geen enkel V-nummer.',
    },
    'v-number-of-other-length': { en: 'A V-number has 6 to 15 digits.', nl: 'Een V-nummer heeft 6 tot 15 cijfers.' },
    'v-number-digits': {
      en: 'A V-number has {digits:number} digits, and this has {given:number}.',
      nl: 'Een V-nummer heeft {digits:number} cijfers. Dit heeft er {given:number}.',
    },
    'known-by-this-number': {
      en: 'This trajectory is known by this number already.',
      nl: 'Dit traject heeft dit nummer al.',
    },
    'known-by-another-number': {
      en: 'This trajectory is known by another number. Remove that one first if it is wrong.',
      nl: 'Dit traject heeft een ander nummer. Verwijder dat eerst als het niet klopt.',
    },
    'number-waits-for-check': {
      en: 'A number was added already, and waits for a colleague to enter it as well. Have it checked, or remove it first.',
      nl: 'Er is al een nummer toegevoegd. Een collega moet dat nog controleren. Laat dat eerst doen, of verwijder het nummer.',
    },
    'no-number-check': {
      en: 'The programme has no step {check:step}, so no second person can check the number. Ask the people who maintain the programme to include it.',
      nl: 'Het programma heeft geen stap {check:step}. Daarom kan geen tweede persoon het nummer controleren. Vraag de beheerder van het programma om die stap toe te voegen.',
    },
    'no-number-was-added': {
      en: 'No number was added to this trajectory. A number that was given at the referral cannot be removed. Withdraw the trajectory and refer the person again.',
      nl: 'Aan dit traject is geen nummer toegevoegd. Een nummer uit de aanmelding kunt u niet verwijderen. Trek het traject in en meld de persoon opnieuw aan.',
    },
    'removal-waits': {
      en: 'The removal of this number waits for a colleague already. Have it checked.',
      nl: 'Het verwijderen van dit nummer wacht al op een collega. Laat het controleren.',
    },
    'no-removal-proposed': {
      en: 'There is no proposal to remove the number.',
      nl: 'Er is geen voorstel om het nummer te verwijderen.',
    },
    'no-number-to-check': {
      en: 'There is no added number to check.',
      nl: 'Er is geen toegevoegd nummer om te controleren.',
    },
    'enter-from-source': {
      en: 'Enter the number as you find it in the source. If you cannot confirm it, send it back.',
      nl: 'Vul het nummer in zoals u het in de bron vindt. Kunt u het niet bevestigen, stuur het dan terug.',
    },
    'other-number-than-added': {
      en: 'This is not the number that was added. Look at the source again. If your number is right, send it back.',
      nl: 'Dit is niet het toegevoegde nummer. Kijk nog eens in de bron. Klopt uw nummer, stuur het voorstel dan terug.',
    },
    'not-a-pseudonym': {
      en: 'This number was not handled by the API. Enter it again on the screen.',
      nl: 'Dit nummer is niet goed verwerkt. Vul het opnieuw in op het scherm.',
    },
  }),
);

import { sayingWith, wordsOf } from './refusing.js';

/** What the engine itself refuses, whatever the steps are. Those of the kernel are checked by a test. */
export const engineWords = wordsOf({
  // The kernel.
  'closed-with-outcome': {
    en: 'This trajectory has ended with the outcome {outcome:label}. Nothing more can be done in it.',
    nl: 'Dit traject is afgesloten met de uitkomst {outcome:label}. U kunt er niets meer in doen.',
  },
  'closed-without-outcome': {
    en: 'This trajectory has ended. Nothing more can be done in it.',
    nl: 'Dit traject is afgesloten. U kunt er niets meer in doen.',
  },
  'changed-meanwhile': {
    en: 'The trajectory has changed since you opened it. Look at what changed, then do this again.',
    nl: 'Het traject is veranderd sinds u het opende. Kijk wat er veranderd is en doe dit dan opnieuw.',
  },
  'step-not-open': {
    en: 'The step {step:step} is not open now. These steps are open: {open:steps}.',
    nl: 'De stap {step:step} staat nu niet open. Deze stappen staan open: {open:steps}.',
  },
  'step-not-open-nor-another': {
    en: 'The step {step:step} is not open now. No step is open.',
    nl: 'De stap {step:step} staat nu niet open. Er staat geen enkele stap open.',
  },
  'no-open-trajectory': {
    en: 'There is no open trajectory {trajectoryId:text}.',
    nl: 'Traject {trajectoryId:text} is niet open of bestaat niet.',
  },
  'engine-restored-from-earlier': {
    en: 'The engine was restored from an earlier backup. Nothing has been done. Tell the people who run Bestendig.',
    nl: 'Het systeem is teruggezet naar een eerdere back-up. Er is niets gebeurd. Meld dit bij de beheerders van Bestendig.',
  },
  'key-reused': {
    en: 'This was sent before with other content. Look at what is recorded. Is this not there? Then send it as a new request.',
    nl: 'Dit is eerder verstuurd met een andere inhoud. Kijk wat is vastgelegd. Staat dit er niet bij? Verstuur het dan als nieuwe aanvraag.',
  },
  'definition-failed': {
    en: '{step:step} failed by a fault in Bestendig. Nothing has changed. Tell the people who run Bestendig.',
    nl: '{step:step} is mislukt door een fout in Bestendig. Er is niets veranderd. Meld dit bij de beheerders van Bestendig.',
  },
  'clock-differs': {
    en: 'A clock of Bestendig is wrong. Nothing has been done. Tell the people who run Bestendig, then try again.',
    nl: 'Een klok van Bestendig loopt niet gelijk. Er is niets gebeurd. Meld dit bij de beheerders van Bestendig en probeer het daarna opnieuw.',
  },

  // The decider.
  'other-not-looked-up': {
    en: 'The other trajectory cannot be looked up now. Nothing has changed. Try again in a moment.',
    nl: 'Het andere traject is nu niet op te zoeken. Er is niets veranderd. Probeer het zo nog eens.',
  },
  'no-programme': {
    en: 'The configuration has no programme for {municipality:municipality}. Nothing has been done. Ask the people who run Bestendig to put the municipality back, then do this again.',
    nl: 'De configuratie heeft geen programma voor {municipality:municipality}. Er is niets gebeurd. Vraag de beheerders van Bestendig om de gemeente terug te zetten en doe dit daarna opnieuw.',
  },
  'not-in-programme': {
    en: 'The programme of this municipality does not have {name:step} any more.',
    nl: 'Het programma van deze gemeente heeft {name:step} niet meer.',
  },
  'only-when-closed': {
    en: 'This trajectory is open, so {name:step} is not possible.',
    nl: 'Dit traject is nog open. Daarom kan {name:step} niet.',
  },
  'no-such-open-trajectory': {
    en: 'There is no such open trajectory.',
    nl: 'Dit traject is niet open of bestaat niet.',
  },
  'takes-no-part': {
    en: 'In this municipality {agency:agency} takes no part.',
    nl: 'In deze gemeente doet {agency:agency} niet mee.',
  },
  'offer-is-answered-there': {
    en: 'Only the municipality to which the offer was made can answer it.',
    nl: 'Alleen de gemeente die het aanbod kreeg, kan het beantwoorden.',
  },
  'national-reads-only': {
    en: 'National users can only read. The municipality performs the steps.',
    nl: 'Landelijke gebruikers kunnen alleen lezen. De gemeente voert de stappen uit.',
  },
  'performed-by-others': {
    en: 'This is done by: {performers:performers}. You cannot do it here.',
    nl: 'Dit doet: {performers:performers}. U kunt het hier niet doen.',
  },
  'one-error': {
    en: 'One part is not right yet. Look where it is marked.',
    nl: 'Eén onderdeel klopt nog niet. Kijk waar dat staat aangegeven.',
  },
  'some-errors': {
    en: '{count:number} parts are not right yet. Look where they are marked.',
    nl: '{count:number} onderdelen kloppen nog niet. Kijk waar dat staat aangegeven.',
  },
  'many-errors': {
    en: '{count:number} parts are not right yet. The first {listed:number} are marked.',
    nl: '{count:number} onderdelen kloppen nog niet. De eerste {listed:number} staan aangegeven.',
  },
  'impossible-day': {
    en: 'One of the days cannot be right. Look at it again.',
    nl: 'Een van de datums kan niet kloppen. Kijk er nog eens naar.',
  },
  'impossible-days': {
    en: 'Some days cannot be right. Look at them again.',
    nl: 'Een paar datums kunnen niet kloppen. Kijk er nog eens naar.',
  },

  // Corrections.
  'nobody-filled-in': {
    en: 'Nobody filled in this entry. Choose an entry on the timeline that has fields.',
    nl: 'Dit heeft niemand ingevuld. Kies op de tijdlijn een invoer met velden.',
  },
  'says-so-already': { en: 'The entry says this already.', nl: 'Dit staat er al.' },
  'corrected-by-director': {
    en: 'You cannot perform this yourself. Ask the case director to correct the entry.',
    nl: 'U kunt dit zelf niet uitvoeren. Vraag de casusverantwoordelijke om de invoer te corrigeren.',
  },
  'no-such-field-in-entry': {
    en: 'This entry has no such field. Choose one of the fields of the entry.',
    nl: 'Dit veld hoort niet bij deze invoer. Kies een van de velden van de invoer.',
  },
  'identifier-not-corrected-here': {
    en: 'A number that identifies a person cannot be corrected here. Remove it, then add the right one.',
    nl: 'Een nummer van een persoon corrigeert u hier niet. Verwijder het en voeg het juiste toe.',
  },
  'nothing-corrected': {
    en: 'Give at least one field its right value.',
    nl: 'Corrigeer minstens één veld.',
  },
  'not-corrected-so': { en: 'The entry cannot be corrected like this.', nl: 'Zo kunt u de invoer niet corrigeren.' },
  'would-be-about-another-step': {
    en: 'The entry would be about another step. Ask the case director to correct it.',
    nl: 'De invoer zou dan over een andere stap gaan. Vraag de casusverantwoordelijke om de invoer te corrigeren.',
  },
  'not-decided-again': {
    en: 'This entry cannot be corrected: it depends on another trajectory, or on rules of that time. Undo what it did, then enter it again.',
    nl: 'Deze invoer kunt u niet corrigeren. De invoer hangt samen met een ander traject of met regels van toen. Draai terug wat de invoer deed en vul het opnieuw in.',
  },
  'would-not-have-ended': {
    en: 'With this the trajectory would not have ended. Reopen it, then register the outcome again.',
    nl: 'Dan was het traject niet afgesloten. Heropen het traject en leg de uitkomst opnieuw vast.',
  },
  'would-have-ended': {
    en: 'With this the trajectory would have ended. Register the outcome instead.',
    nl: 'Dan was het traject afgesloten. Leg in plaats daarvan de uitkomst vast.',
  },
  'would-have-another-outcome': {
    en: 'With this there would be another outcome. Register or undo the outcome instead.',
    nl: 'Dan was er een andere uitkomst. Leg de uitkomst vast, of draai de uitkomst terug.',
  },
  'would-have-told-another': {
    en: 'With this another trajectory would have been told something else. Undo what it was told, then enter the right one.',
    nl: 'Dan had een ander traject iets anders gehoord. Draai dat eerst terug en vul daarna het juiste in.',
  },
  'would-have-asked-another': {
    en: 'With this another municipality would have been asked. Withdraw the offer, then make the right one.',
    nl: 'Dan was een andere gemeente gevraagd. Trek het aanbod in en doe het juiste aanbod.',
  },
  'later-does-not-fit': {
    en: 'It does not fit with what was entered later. Ask the case director to correct it.',
    nl: 'Dit past niet bij wat later is ingevuld. Vraag de casusverantwoordelijke om het te corrigeren.',
  },
  'later-entry-does-not-fit': {
    en: 'Entry {entry:number} ({name:step}), which came later, does not fit with it: {why:why} Correct that entry first.',
    nl: 'Invoer {entry:number} ({name:step}) kwam later en past hier niet bij: {why:why} Corrigeer eerst die invoer.',
  },
});

export const { says, refuse, mistake } = sayingWith(engineWords);

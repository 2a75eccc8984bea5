import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about open steps, flags, suspensions and corrections. */
export const { refuse, mistake, says, fault } = sayingWith(
  wordsOf({
    'waits-for-own-agency': {
      en: 'The step {step:step} waits for your own agency. There is nobody to ask.',
      nl: 'De stap {step:step} wacht op uw eigen organisatie. Er is niemand om te vragen.',
    },
    'asked-today-already': {
      en: 'You asked {agency:agency} about the step {step:step} today already. Try again tomorrow.',
      nl: 'U vroeg {agency:agency} vandaag al naar de stap {step:step}. Probeer het morgen opnieuw.',
    },
    'taken-up-by-performers': {
      en: 'Only a person who may perform the step {step:step} can take it up: {performers:performers}.',
      nl: 'Alleen wie de stap {step:step} mag uitvoeren, kan de stap oppakken: {performers:performers}.',
    },
    'taken-up-by-nobody': {
      en: 'Nobody can perform the step {step:step} now, so you cannot take it up.',
      nl: 'Niemand kan de stap {step:step} nu uitvoeren. U kunt de stap dus niet oppakken.',
    },
    'taken-up-by-you': {
      en: 'You took up the step {step:step} on {since:day} already.',
      nl: 'U hebt de stap {step:step} al opgepakt op {since:day}.',
    },
    'taken-up-by-colleague': {
      en: 'A colleague took up the step {step:step} on {since:day}. To take it over, give a reason.',
      nl: 'Een collega heeft de stap {step:step} opgepakt op {since:day}. Geef een reden om de stap over te nemen.',
    },
    'taken-up-by-other-agency': {
      en: 'Another agency took up the step {step:step} on {since:day}. To take it over, give a reason.',
      nl: 'Een andere partij heeft de stap {step:step} opgepakt op {since:day}. Geef een reden om de stap over te nemen.',
    },
    'waits-for': {
      en: 'The step {step:step} waits for {agency:agency}.',
      nl: 'De stap {step:step} wacht op {agency:agency}.',
    },
    'reason-to-take-from-agency': {
      en: 'Say why you take up a step that waits for another agency.',
      nl: 'Schrijf op waarom u een stap oppakt die op een andere partij wacht.',
    },
    'not-taken-up': {
      en: 'Nobody has taken up the step {step:step}. There is nothing to put back.',
      nl: 'Niemand heeft de stap {step:step} opgepakt. U kunt dus niets teruggeven.',
    },
    'put-back-by-director': {
      en: 'Another person took up the step {step:step}. A case director or coordinator can put it back.',
      nl: 'Iemand anders heeft de stap {step:step} opgepakt. Een casusverantwoordelijke of coördinator kan de stap teruggeven.',
    },
    'taken-up-by-another': {
      en: 'Another person took up the step {step:step}.',
      nl: 'Iemand anders heeft de stap {step:step} opgepakt.',
    },
    'reason-to-put-back': {
      en: 'Say why you put back what another person has taken up.',
      nl: 'Schrijf op waarom u teruggeeft wat een ander heeft opgepakt.',
    },
    'waits-for-others': {
      en: 'The step {step:step} waits for {agency:agency}. Only they, a case director or a coordinator can take it up or put it back.',
      nl: 'De stap {step:step} wacht op {agency:agency}. Alleen die partij, een casusverantwoordelijke of een coördinator kan de stap oppakken of teruggeven.',
    },
    'taken-up-by-a-person': {
      en: 'Only a person can take up a step.',
      nl: 'Alleen een persoon kan een stap oppakken.',
    },
    'correction-waits': {
      en: 'A correction of entry {entry:number} waits for a colleague. Have that looked at first.',
      nl: 'Een correctie van invoer {entry:number} wacht op een collega. Laat die eerst controleren.',
    },
    'correction-does-not-wait': {
      en: 'This correction does not wait for a second look. Look at the timeline again.',
      nl: 'Deze correctie wacht niet op controle. Kijk nog eens op de tijdlijn.',
    },
    'correction-without-difference': {
      en: 'This correction was sent without its effects. Correct the entry on the timeline.',
      nl: 'Bij deze correctie ontbreekt wat eruit volgt. Corrigeer de invoer op de tijdlijn.',
    },
    'correct-once-more': {
      en: 'The trajectory has changed meanwhile. Look at it again, then correct it once more.',
      nl: 'Het traject is intussen veranderd. Bekijk het opnieuw en corrigeer de invoer dan nog eens.',
    },
    'held-by-court': {
      en: 'A court has ordered that this goes on, so the municipality cannot end it. Lift the hold first, with the court’s reference.',
      nl: 'De rechter heeft bepaald dat dit doorgaat. De gemeente kan het dus niet beëindigen. Hef eerst de voorlopige voorziening op, met het kenmerk van de rechter.',
    },
    'court-hold-stands': {
      en: 'A court hold has been in force since {since:day}. Lift that one first, or leave it as it is.',
      nl: 'Er geldt al een voorlopige voorziening sinds {since:day}. Hef die eerst op, of laat het zo.',
    },
    'no-court-hold': {
      en: 'There is no court hold to lift here.',
      nl: 'Er is hier geen voorlopige voorziening om op te heffen.',
    },
    'has-flag': {
      en: 'This trajectory has the flag {flag:text} already.',
      nl: 'Dit traject heeft de markering {flag:text} al.',
    },
    'most-flags': {
      en: 'This trajectory has {most:number} flags, which is the maximum. Take one away first.',
      nl: 'Dit traject heeft {most:number} markeringen. Meer kan niet. Haal er eerst een weg.',
    },
    'no-such-flag': {
      en: 'This trajectory does not have the flag {flag:text}.',
      nl: 'Dit traject heeft de markering {flag:text} niet.',
    },
    'no-such-step': {
      en: 'The step {step:text} does not exist in this programme. Choose a step of this trajectory.',
      nl: 'De stap {step:text} bestaat niet in dit programma. Kies een stap van dit traject.',
    },
    'not-open-here': {
      en: 'The step {step:step} is not open here. These steps are open: {open:steps}.',
      nl: 'De stap {step:step} staat hier niet open. Deze stappen staan open: {open:steps}.',
    },
    'nothing-open-here': {
      en: 'The step {step:step} is not open here. No step is open.',
      nl: 'De stap {step:step} staat hier niet open. Er staat geen stap open.',
    },
    'no-fatal-term': {
      en: 'The step {step:step} has no last day, so you cannot extend it.',
      nl: 'De stap {step:step} heeft geen uiterste datum. U kunt die dus niet verlengen.',
    },
    'most-days': {
      en: 'You can extend the term of the step {step:step} by {left:number} days at most.',
      nl: 'U kunt de termijn van de stap {step:step} met hoogstens {left:number} dagen verlengen.',
    },
    'no-days-left': {
      en: 'The term of the step {step:step} cannot be extended any more.',
      nl: 'De termijn van de stap {step:step} kunt u niet verder verlengen.',
    },
    'new-term-has-passed': {
      en: 'The new last day would have passed already. Extend the term by more days, or perform the step.',
      nl: 'De nieuwe uiterste datum zou al voorbij zijn. Verleng met meer dagen, of voer de stap uit.',
    },
    'term-ended-on': { en: 'The last day was {day:day}.', nl: 'De uiterste datum was {day:day}.' },
    'responsible-already': {
      en: 'In the step {step:step} it is the turn of {agency:agency} already.',
      nl: 'Bij de stap {step:step} is {agency:agency} al aan zet.',
    },
    'reassigned-to-nobody': {
      en: 'Nobody else can perform the step {step:step} now.',
      nl: 'Niemand anders kan de stap {step:step} nu uitvoeren.',
    },
    'open-already': {
      en: 'The step {step:step} is open already. Perform it first.',
      nl: 'De stap {step:step} staat al open. Voer die eerst uit.',
    },
    'opens-after-target': {
      en: 'The step would open after its target date. Choose a later day.',
      nl: 'De stap gaat pas open na de streefdatum. Kies een latere dag.',
    },
    'proposer-cannot-check': {
      en: 'You proposed this, or act for the person who did. Ask a colleague to check it.',
      nl: 'U hebt dit zelf voorgesteld, of u werkt namens degene die dat deed. Vraag een collega om de controle.',
    },
    'is-party-already': {
      en: 'This trajectory is shared with {agency:agency} already. Give the reference of a question to ask one.',
      nl: 'Dit traject is al gedeeld met {agency:agency}. Geef het kenmerk van een vraag om iets te vragen.',
    },
    'opened-later': {
      en: 'The trajectory began on {day:day}. Enter that day or a later one.',
      nl: 'Het traject begon op {day:day}. Vul die dag in of een latere.',
    },
    'stood-still-until': {
      en: 'The clock stood still until {day:day}. Enter that day or a later one.',
      nl: 'De klok stond stil tot {day:day}. Vul die dag in of een latere.',
    },
    'holds-since': {
      en: 'This has been in force since {day:day}. Enter that day or a later one.',
      nl: 'Dit geldt sinds {day:day}. Vul die dag in of een latere.',
    },
    'suspended-already': {
      en: 'This trajectory has been suspended since {since:day}. Resume it first, or leave it as it is.',
      nl: 'Dit traject is opgeschort sinds {since:day}. Hervat het eerst, of laat het zo.',
    },
    'not-suspended': {
      en: 'This trajectory is not suspended. There is nothing to resume.',
      nl: 'Dit traject is niet opgeschort. U hoeft het niet te hervatten.',
    },
    'matter-of-others': {
      en: 'You have no access to the step {step:step}.',
      nl: 'U hebt geen toegang tot de stap {step:step}.',
    },
    'outcome-is-registered': {
      en: 'The outcome {outcome:label} is registered. If it is wrong, say so in the follow-up. Then the work goes on.',
      nl: 'De uitkomst {outcome:label} is vastgelegd. Klopt die niet, geef dat dan aan bij de nazorg. Dan gaat het werk verder.',
    },
    'flag-form': {
      en: 'Use small letters, digits and hyphens, such as “urgent”.',
      nl: 'Gebruik kleine letters, cijfers en streepjes, zoals “urgent”.',
    },
    'reference-characters': {
      en: 'Use letters, digits, spaces and . : / _ - & ( ) + , # only. Give a reference, not a text.',
      nl: 'Gebruik alleen letters, cijfers, spaties en . : / _ - & ( ) + , #. Geef een kenmerk, geen tekst.',
    },
    'reference-length': { en: 'A reference has 2 to 64 characters.', nl: 'Een kenmerk heeft 2 tot 64 tekens.' },
    'field-name-form': {
      en: 'Use the name of a field of the entry.',
      nl: 'Gebruik de naam van een veld van de invoer.',
    },
    'most-fields-of-entry': {
      en: 'An entry does not have this many fields.',
      nl: 'Zoveel velden heeft een invoer niet.',
    },
  }),
);

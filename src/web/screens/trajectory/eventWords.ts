import type { Text } from '../../language/language.tsx';

/** What happened, in words. What a step or action does by its own name is called as that is. */
export const eventWords: Readonly<Record<string, Text>> = {
  'trajectory-opened': { nl: 'Traject begonnen', en: 'Trajectory begun' },
  'trajectory-closed': { nl: 'Traject afgesloten', en: 'Trajectory closed' },
  'trajectory-reopened': { nl: 'Traject heropend', en: 'Trajectory reopened' },
  'trajectory-transferred': { nl: 'Overgedragen aan een andere gemeente', en: 'Transferred to another municipality' },
  'transfer-offered': { nl: 'Aangeboden aan een andere gemeente', en: 'Offered to another municipality' },
  'transfer-revoked': { nl: 'Aanbod aan een andere gemeente ingetrokken', en: 'Offer to another municipality revoked' },
  'duplicate-offered': {
    nl: 'Als dubbel traject aangeboden aan een andere gemeente',
    en: 'Offered to another municipality as a duplicate',
  },
  'duplicate-revoked': { nl: 'Aanbod van het dubbele traject ingetrokken', en: 'Offer of the duplicate revoked' },
  'duplicate-proposed': {
    nl: 'Een ander traject is voorgesteld als dubbel van dit traject',
    en: 'Another trajectory was proposed as a duplicate of this one',
  },
  'duplicate-cancelled': {
    nl: 'Het voorstel voor het andere traject is vervallen',
    en: 'The proposal for the other trajectory has ended',
  },
  'duplicate-joined': {
    nl: 'Een dubbel traject is gesloten; het werk gaat hier verder',
    en: 'A duplicate trajectory closed; the work goes on here',
  },
  'duplicate-reopened': {
    nl: 'Het dubbele traject is heropend en gaat apart verder',
    en: 'The duplicate was reopened and goes on by itself',
  },
  'trajectory-linked': { nl: 'Een ander traject is gekoppeld', en: 'Another trajectory was linked' },
  'trajectory-unlinked': { nl: 'Een koppeling is verwijderd', en: 'A link was removed' },
  'step-planned': { nl: 'Stap gepland voor later', en: 'Step planned for later' },
  'step-opened': { nl: 'Stap staat klaar', en: 'Step is ready' },
  'step-completed': { nl: 'Stap gedaan', en: 'Step done' },
  'step-closed-off': {
    nl: 'Stap alleen nog bekend bij wie ervan mag weten',
    en: 'Step known from now on only to who may know of it',
  },
  'step-withdrawn': { nl: 'Stap vervallen', en: 'Step withdrawn' },
  'step-reassigned': { nl: 'Stap overgedragen aan een andere partij', en: 'Step handed to another agency' },
  'step-renamed': { nl: 'Stap heeft een andere naam', en: 'Step has another name' },
  'step-chased': { nl: 'Opnieuw gevraagd', en: 'Chased' },
  'step-reminded': { nl: 'Herinnering', en: 'Reminder' },
  'step-overdue': { nl: 'Uiterste dag voorbij', en: 'Last day has passed' },
  'step-escalated': { nl: 'Gemeld dat het te lang duurt', en: 'Reported that it takes too long' },
  'escalation-postponed': {
    nl: 'Melding dat het te lang duurt, is uitgesteld',
    en: 'Report that it takes too long postponed',
  },
  'term-extended': { nl: 'Termijn verlengd', en: 'Term extended' },
  'term-changed': { nl: 'Termijn gewijzigd', en: 'Term changed' },
  'term-stopped': { nl: 'Termijn stilgezet', en: 'Term stopped' },
  'term-resumed': { nl: 'Termijn loopt weer', en: 'Term runs again' },
  'clock-stopped': { nl: 'De klok staat stil', en: 'The clock stands still' },
  'clock-started': { nl: 'De klok loopt weer', en: 'The clock runs again' },
  'clock-stop-lifted': { nl: 'Een reden voor stilstand is vervallen', en: 'A reason for the standstill is gone' },
  'direction-set': { nl: 'Richting bepaald', en: 'Direction set' },
  'outcome-registered': { nl: 'Uitkomst vastgelegd', en: 'Outcome registered' },
  'outcome-withdrawn': { nl: 'Uitkomst ingetrokken', en: 'Outcome withdrawn' },
};

/** The reasons that definitions give themselves; what a person wrote stays as it was written. */
export const reasonWords: Readonly<Record<string, Text>> = {
  'entry-corrected': { nl: 'Een eerdere invoer is gecorrigeerd.', en: 'An earlier entry was corrected.' },
  'admission-refused': { nl: 'de toelating is geweigerd', en: 'admission was refused' },
  'agreed at admission': { nl: 'afgesproken bij de toelating', en: 'agreed at admission' },
  'another proposal stands': {
    nl: 'een ander voorstel was eerder',
    en: 'another proposal stands',
  },
  'the proposal was revoked': { nl: 'het voorstel is ingetrokken', en: 'the proposal was revoked' },
  'the number came along': { nl: 'het nummer kwam mee', en: 'the number came along' },
  'a blocker was raised': { nl: 'er is een knelpunt gemeld', en: 'a blocker was raised' },
  'a decision is expected sooner': { nl: 'er komt eerder een besluit', en: 'a decision is expected sooner' },
  'definition-changed': { nl: 'de inrichting van de stap is gewijzigd', en: 'the definition of the step has changed' },
  'not-told-before': {
    nl: 'er was nog niet aan deze stap herinnerd',
    en: 'nobody was reminded of this step yet',
  },
  'programme-changed': {
    nl: 'het programma van de gemeente is gewijzigd',
    en: 'the programme of the municipality has changed',
  },
  'stay-extended': { nl: 'de opvangtermijn is verlengd', en: 'the stay was extended' },
  'step-removed': { nl: 'deze stap bestaat niet meer', en: 'this step does not exist any more' },
  lodged: { nl: 'ingediend', en: 'lodged' },
  'next session': { nl: 'volgend gesprek', en: 'next session' },
  'outcome registered': { nl: 'de uitkomst is vastgelegd', en: 'the outcome is registered' },
  'outcome-registered': { nl: 'de uitkomst is vastgelegd', en: 'the outcome is registered' },
  'planned at the last review': { nl: 'gepland bij de vorige bespreking', en: 'planned at the last review' },
  'planned by the reviewer': { nl: 'gepland bij de vorige toets', en: 'planned by the reviewer' },
  'second pair of eyes': { nl: 'een tweede persoon kijkt mee', en: 'second pair of eyes' },
  'the dossier is complete': { nl: 'het dossier is compleet', en: 'the dossier is complete' },
  'the person revoked the choice for return': {
    nl: 'de persoon trok de keuze voor terugkeer in',
    en: 'the person revoked the choice for return',
  },
  'the number was removed': { nl: 'het nummer is verwijderd', en: 'the number was removed' },
  'to see whether the outcome holds': {
    nl: 'om te zien of de uitkomst standhoudt',
    en: 'to see whether the outcome holds',
  },
  'trajectory-closed': { nl: 'het traject is afgesloten', en: 'the trajectory is closed' },
  'trajectory-reopened': { nl: 'het traject is heropend', en: 'the trajectory is reopened' },
  transferred: { nl: 'een andere gemeente nam het traject over', en: 'another municipality took over' },
  'valid-until': { nl: 'het besluit geldt tot een bepaalde dag', en: 'the decision holds until a day' },
};

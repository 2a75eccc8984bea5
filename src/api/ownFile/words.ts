import type { Text } from '../../trajectory/language.js';

/** Words for the person whom a file is about: plain, and the same in both languages. */

/** What an event is called. Events of an action have the name of the action, and its title. */
const eventTitles: Record<string, Text> = {
  'trajectory-opened': { en: 'You were referred', nl: 'U bent aangemeld' },
  'trajectory-closed': { en: 'The trajectory ended', nl: 'Het traject is gestopt' },
  'trajectory-reopened': { en: 'The trajectory was opened again', nl: 'Het traject is weer geopend' },
  'trajectory-transferred': { en: 'Another municipality took over', nl: 'Een andere gemeente heeft het overgenomen' },
  'transfer-offered': { en: 'Offered to another municipality', nl: 'Aangeboden aan een andere gemeente' },
  'transfer-revoked': { en: 'The offer was taken back', nl: 'Het aanbod is ingetrokken' },
  'duplicate-offered': {
    en: 'Another municipality was asked whether they know you too',
    nl: 'Een andere gemeente is gevraagd of die u ook kent',
  },
  'duplicate-revoked': { en: 'That question was taken back', nl: 'Die vraag is ingetrokken' },
  'duplicate-proposed': {
    en: 'Someone noticed that you may have two files',
    nl: 'Iemand zag dat u misschien twee dossiers hebt',
  },
  'duplicate-cancelled': { en: 'The other file stays apart', nl: 'Het andere dossier blijft apart' },
  'duplicate-joined': {
    en: 'Your other file was closed; we go on in this one',
    nl: 'Uw andere dossier is gesloten; we gaan verder in dit dossier',
  },
  'duplicate-reopened': { en: 'The other file was opened again', nl: 'Het andere dossier is weer geopend' },
  'trajectory-linked': { en: 'Another file was linked to yours', nl: 'Een ander dossier is aan het uwe gekoppeld' },
  'trajectory-unlinked': {
    en: 'A link with another file was removed',
    nl: 'Een koppeling met een ander dossier is weggehaald',
  },
  'step-planned': { en: 'A step was planned for later', nl: 'Een stap is gepland voor later' },
  'step-renamed': { en: 'A step got another name', nl: 'Een stap heeft een andere naam' },
  'escalation-postponed': {
    en: 'Reporting a late step was put off',
    nl: 'Het melden van een late stap is uitgesteld',
  },
  'step-closed-off': { en: 'Fewer people see a step', nl: 'Minder mensen zien een stap' },
  'step-opened': { en: 'A step began', nl: 'Een stap is begonnen' },
  'step-completed': { en: 'A step was done', nl: 'Een stap is gedaan' },
  'step-withdrawn': { en: 'A step was dropped', nl: 'Een stap gaat niet door' },
  'step-reassigned': { en: 'Another organisation does a step', nl: 'Een andere organisatie doet een stap' },
  'step-reminded': { en: 'A step was asked for again', nl: 'Er is aan een stap herinnerd' },
  'step-overdue': { en: 'A step was too late', nl: 'Een stap was te laat' },
  'step-escalated': { en: 'A late step was reported', nl: 'Een late stap is gemeld' },
  'step-chased': { en: 'Someone asked how a step is going', nl: 'Er is gevraagd hoe het met een stap staat' },
  'term-changed': { en: 'A date changed', nl: 'Een datum is veranderd' },
  'term-extended': { en: 'A date was moved', nl: 'Een datum is later gezet' },
  'term-stopped': { en: 'A term stood still', nl: 'Een termijn stond stil' },
  'term-resumed': { en: 'A term ran on', nl: 'Een termijn liep weer verder' },
  'clock-stopped': { en: 'All terms stood still', nl: 'Alle termijnen stonden stil' },
  'clock-stop-lifted': { en: 'A reason to stand still ended', nl: 'Een reden om stil te staan is voorbij' },
  'clock-started': { en: 'All terms ran on', nl: 'Alle termijnen liepen weer verder' },
  'direction-set': { en: 'It was agreed what to work on', nl: 'Er is afgesproken waaraan wordt gewerkt' },
  'outcome-registered': { en: 'The outcome was written down', nl: 'De uitkomst is opgeschreven' },
  'outcome-withdrawn': { en: 'The outcome no longer holds', nl: 'De uitkomst geldt niet meer' },
};

export function eventTitle(type: string, actionTitle: Text | undefined): Text {
  const plain = type.replaceAll('-', ' ');
  return eventTitles[type] ?? actionTitle ?? { en: plain, nl: plain };
}

/** Sentences of the page, by language. */
export const sentences = {
  title: { en: 'Your file', nl: 'Uw dossier' },
  intro: {
    en: 'This is what is kept of you here: what was written down, who was told, and who looked. You may ask to have what is wrong put right.',
    nl: 'Dit is wat hier van u wordt bewaard: wat is opgeschreven, wie bericht kreeg en wie heeft gekeken. Klopt iets niet? Dan mag u vragen om het te verbeteren.',
  },
  elsewhere: {
    en: 'Each municipality gives what it has itself. You may ask other municipalities for theirs.',
    nl: 'Elke gemeente geeft wat zij zelf heeft. U mag het ook aan andere gemeenten vragen.',
  },
  madeOn: { en: 'Made on', nl: 'Gemaakt op' },
  trajectory: { en: 'Trajectory', nl: 'Traject' },
  municipality: { en: 'Municipality', nl: 'Gemeente' },
  from: { en: 'Began on', nl: 'Begonnen op' },
  until: { en: 'Ended on', nl: 'Gestopt op' },
  goesOn: { en: 'It goes on.', nl: 'Het loopt nog.' },
  direction: { en: 'What is worked on', nl: 'Waaraan wordt gewerkt' },
  outcome: { en: 'Outcome', nl: 'Uitkomst' },
  parties: { en: 'Who takes part', nl: 'Wie doet mee' },
  openSteps: { en: 'What is still to be done', nl: 'Wat nog moet gebeuren' },
  before: { en: 'before', nl: 'vóór' },
  events: { en: 'What happened', nl: 'Wat er is gebeurd' },
  by: { en: 'By', nl: 'Door' },
  byTime: { en: 'by itself, because a date passed', nl: 'vanzelf, omdat een datum voorbij is' },
  reason: { en: 'Why', nl: 'Waarom' },
  corrected: { en: 'corrected on', nl: 'gecorrigeerd op' },
  told: { en: 'These were told', nl: 'Deze kregen bericht' },
  purpose: { en: 'Asked for', nl: 'Gevraagd om' },
  messages: { en: 'Messages about you', nl: 'Berichten over u' },
  noMessages: { en: 'No messages were sent.', nl: 'Er zijn geen berichten verstuurd.' },
  when: { en: 'When', nl: 'Wanneer' },
  who: { en: 'Who', nl: 'Wie' },
  what: { en: 'What', nl: 'Wat' },
  notSent: { en: 'not sent', nl: 'niet verstuurd' },
  readers: { en: 'Who looked in your file', nl: 'Wie in uw dossier heeft gekeken' },
  noReaders: { en: 'Nobody, as far as is known.', nl: 'Niemand, voor zover bekend.' },
  keeping: { en: 'How long this is kept', nl: 'Hoe lang dit wordt bewaard' },
  keptUntil: { en: 'It may be destroyed from', nl: 'Het mag worden vernietigd vanaf' },
  noTerm: {
    en: 'No term has been settled yet: it is kept until there is one.',
    nl: 'Er is nog geen termijn afgesproken. Het wordt bewaard tot die er is.',
  },
  termLater: { en: 'The term begins when it ends.', nl: 'De termijn begint als het traject stopt.' },
  held: { en: 'It is kept longer for now:', nl: 'Het wordt voorlopig langer bewaard:' },
  yes: { en: 'yes', nl: 'ja' },
  no: { en: 'no', nl: 'nee' },
} as const satisfies Record<string, Text>;

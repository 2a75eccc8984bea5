import type { Text } from '../../trajectory/language.js';
import type { Cause } from '../../trajectory/reading/causedBy.js';

/** Sentences of the page, plain and the same in both languages, for the person whom the file is about. */
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

/** By what something happened that nobody did. */
export const causeSentences: Readonly<Record<Cause, Text>> = {
  time: { en: 'Automatic: the date was reached', nl: 'Automatisch: de datum is bereikt' },
  'another-trajectory': { en: 'This came from another trajectory', nl: 'Dit komt uit een ander traject' },
  'changed-rules': { en: 'Automatic: the rules have changed', nl: 'Automatisch: de regels zijn gewijzigd' },
};

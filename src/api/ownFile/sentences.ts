import type { Text } from '../../trajectory/language.js';
import type { Cause } from '../../trajectory/reading/causedBy.js';

/** Sentences of the page, plain and the same in both languages, for the person whom the file is about. */
export const sentences = {
  title: { en: 'Your file', nl: 'Uw dossier' },
  intro: {
    en: 'Here you can read what we keep about you: what was written down, who got a message, and who looked. Is something wrong? You may ask us to correct it.',
    nl: 'Hier leest u wat wij over u bewaren: wat er is opgeschreven, wie een bericht kreeg en wie er heeft gekeken. Klopt er iets niet? Dan mag u ons vragen om het te verbeteren.',
  },
  elsewhere: {
    en: 'Each municipality gives you what it keeps itself. You may ask other municipalities for their part.',
    nl: 'Elke gemeente geeft u wat zij zelf bewaart. U mag andere gemeenten om hun deel vragen.',
  },
  madeOn: { en: 'Made on', nl: 'Gemaakt op' },
  trajectory: { en: 'Trajectory', nl: 'Traject' },
  municipality: { en: 'Municipality', nl: 'Gemeente' },
  ownReference: { en: 'Our own reference', nl: 'Ons eigen kenmerk' },
  from: { en: 'Began on', nl: 'Begonnen op' },
  until: { en: 'Ended on', nl: 'Gestopt op' },
  direction: { en: 'What we work on', nl: 'Waar wij aan werken' },
  outcome: { en: 'Outcome', nl: 'Uitkomst' },
  parties: { en: 'Who takes part', nl: 'Wie er meedoen' },
  openSteps: { en: 'What still has to be done', nl: 'Wat er nog moet gebeuren' },
  before: { en: 'at the latest on', nl: 'uiterlijk op' },
  events: { en: 'What happened', nl: 'Wat er is gebeurd' },
  by: { en: 'By', nl: 'Door' },
  reason: { en: 'Reason', nl: 'Reden' },
  corrected: { en: 'corrected on', nl: 'gecorrigeerd op' },
  told: { en: 'Message to', nl: 'Bericht aan' },
  purpose: { en: 'Why', nl: 'Waarom' },
  messages: { en: 'Messages about you', nl: 'Berichten over u' },
  noMessages: { en: 'We sent no messages.', nl: 'Wij hebben geen berichten verstuurd.' },
  when: { en: 'When', nl: 'Wanneer' },
  who: { en: 'Who', nl: 'Wie' },
  toWhom: { en: 'To whom', nl: 'Aan wie' },
  what: { en: 'What', nl: 'Wat' },
  notSent: { en: 'not sent', nl: 'niet verstuurd' },
  readers: { en: 'Who looked in your file', nl: 'Wie in uw dossier heeft gekeken' },
  noReaders: { en: 'As far as we know, nobody looked.', nl: 'Voor zover wij weten, heeft niemand gekeken.' },
  keeping: { en: 'How long we keep this', nl: 'Hoe lang wij dit bewaren' },
  keptUntil: { en: 'We may destroy this from', nl: 'Wij mogen dit vernietigen vanaf' },
  noTerm: {
    en: 'No term has been agreed yet. We keep this until there is one.',
    nl: 'Er is nog geen termijn afgesproken. Wij bewaren dit tot die er is.',
  },
  termLater: { en: 'The term begins when the trajectory ends.', nl: 'De termijn begint als het traject stopt.' },
  held: { en: 'We keep this longer for now. The reason is:', nl: 'Wij bewaren dit voorlopig langer. De reden is:' },
  yes: { en: 'yes', nl: 'ja' },
  no: { en: 'no', nl: 'nee' },
} as const satisfies Record<string, Text>;

/** By what something happened that nobody did. */
export const causeSentences: Readonly<Record<Cause, Text>> = {
  time: { en: 'Automatic: the date was reached', nl: 'Automatisch: de datum is bereikt' },
  'another-trajectory': { en: 'This came from another trajectory', nl: 'Dit komt uit een ander traject' },
  'changed-rules': { en: 'Automatic: the rules have changed', nl: 'Automatisch: de regels zijn gewijzigd' },
};

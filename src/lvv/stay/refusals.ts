import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about shelter and the stay. */
export const { refuse, mistake, says, fault } = sayingWith(
  wordsOf({
    'sheltered-already': {
      en: 'This person has had shelter since {from:day} ({basis:label}). End that first.',
      nl: 'Deze persoon heeft opvang sinds {from:day} ({basis:label}). Beëindig die eerst.',
    },
    'basis-not-admitted': {
      en: 'This person was not admitted. Choose another basis.',
      nl: 'Deze persoon is niet toegelaten. Kies een andere grondslag.',
    },
    'basis-admitted-later': {
      en: 'This person was admitted from {admittedOn:day}. For an earlier day the basis is before admission.',
      nl: 'Deze persoon is toegelaten vanaf {admittedOn:day}. Voor een eerdere dag is de grondslag: voor toelating.',
    },
    'basis-after-decision': {
      en: 'Admission was decided, so this is not before admission. Choose another basis.',
      nl: 'Over de toelating is al besloten. Kies een andere grondslag.',
    },
    'not-sheltered': {
      en: 'This person has no shelter here. There is nothing to end.',
      nl: 'Deze persoon heeft hier geen opvang. Er is niets te beëindigen.',
    },
    'shelter-started-on': {
      en: 'Shelter started on {from:day}. Enter that day or a later one.',
      nl: 'De opvang begon op {from:day}. Vul die dag in of een latere.',
    },
    'no-maximum-stay': {
      en: 'This trajectory has no maximum stay. There is nothing to extend.',
      nl: 'Dit traject heeft geen maximale verblijfsduur. Er is niets te verlengen.',
    },
    'stay-extended-by': {
      en: 'In this programme the stay is extended by {deciders:labels}.',
      nl: 'In dit programma wordt het verblijf verlengd door {deciders:labels}.',
    },
    'stay-lasts-until': {
      en: 'The stay lasts until {now:day} already. Choose a later day.',
      nl: 'Het verblijf duurt al tot {now:day}. Kies een latere dag.',
    },
    'stay-at-most-until': {
      en: 'All extensions together go to {last:day} at the latest.',
      nl: 'Alle verlengingen samen duren uiterlijk tot {last:day}.',
    },
  }),
);

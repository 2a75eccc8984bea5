import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about dossiers and the rest. */
export const { refuse, mistake, says, fault } = sayingWith(
  wordsOf({
    'document-twice': { en: 'Name each document once.', nl: 'Noem elk document één keer.' },
    'rest-runs-until': {
      en: 'The rest lasts until {until:day}. To end it earlier, say who agreed and why.',
      nl: 'De rust duurt tot {until:day}. Wilt u eerder stoppen? Vul dan in wie akkoord is en waarom.',
    },
    'who-agreed': { en: 'Say who agreed.', nl: 'Vul in wie akkoord is.' },
    'why-shortened': { en: 'Say why.', nl: 'Vul in waarom.' },
  }),
);

import { sayingWith, wordsOf } from '../../../src/trajectory/words/refusing.js';

/** What debt counselling refuses. */
export const { refuse, says } = sayingWith(
  wordsOf({
    'plan-too-long': {
      en: 'A plan has at most {most:number} months here.',
      nl: 'Een plan duurt hier hoogstens {most:number} maanden.',
    },
    'creditors-wait': {
      en: 'Nobody ends this while creditors have to wait. Ask {by:agency} to end that first.',
      nl: 'Niemand rondt dit af zolang de schuldeisers moeten wachten. Vraag eerst {by:agency} om dat te beëindigen.',
    },
    'debts-not-settled': {
      en: 'The creditors do not agree, and no court has settled it.',
      nl: 'De schuldeisers zijn het niet eens en de rechter heeft niets bepaald.',
    },
  }),
);

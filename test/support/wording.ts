import { lvv } from '../../src/lvv/index.js';
import { namesOf } from '../../src/trajectory/definitions/names.js';
import { inWordsOf, type InWords } from '../../src/trajectory/words/refusing.js';
import type { FieldSaid, Refused, Said } from '../../src/trajectory/replayed/refusal.js';

/** A refusal as an English reader gets it. */
export interface Told extends Refused {
  detail: string;
  errors?: readonly (FieldSaid & { detail: string })[];
}

let known: InWords | undefined;

/** Words what the engine and the LVV say. */
export const inWords: InWords = (said, language) => {
  const { steps, actions, referral } = lvv;
  known ??= inWordsOf(
    namesOf([{ id: 'all', municipality: 'utrecht', domain: lvv, steps, actions, referral, terms: {} }]),
  );
  return known(said, language);
};

export function told(refused: Refused): Told {
  const detailed = <S extends Said>(said: S) => ({ ...said, detail: inWords(said, 'en') });
  const { errors, ...rest } = refused;
  return { ...detailed(rest), ...(errors && { errors: errors.map(detailed) }) };
}

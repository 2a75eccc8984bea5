import type { Programmes } from '../definitions/programme.js';
import type { TermNames } from '../terms/sentences.js';
import { wordingOf } from './names.js';

/** Returns what the codes in the explanation of a date are called. */
export function termNamesOf(programmes: Programmes): TermNames {
  const { stopCauses } = programmes.domain;
  return {
    agency: (agency) => wordingOf(programmes).agency(agency),
    cause: (cause) => (Object.hasOwn(stopCauses, cause) ? stopCauses[cause]!.inSentence : undefined),
  };
}

import type { PersonNumber } from '../../trajectory/definitions/domainParts.js';
import { lvvRules } from '../rules.js';
import { vNumberText } from './vNumberText.js';
import { says } from './refusals.js';

/** The V-number, by which the partners of the LVV know a person. It is optional: 18% were unknown to the IND. */
export const vNumber: PersonNumber = {
  field: 'vNumber',
  kind: 'v-number',
  title: { en: 'V-number', nl: 'V-nummer' },
  schema: vNumberText,
  example: '2790046133',
  faultOf: (number, rules) => {
    const { vNumberDigits } = lvvRules.of(rules);
    if (number.length === vNumberDigits) return undefined;
    return says('v-number-digits', { digits: vNumberDigits, given: number.length });
  },
};

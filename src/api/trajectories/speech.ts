import type { z } from 'zod';
import type { Language } from '../../trajectory/language.js';
import type { Programmes } from '../../trajectory/definitions/programme.js';
import { isReasonIn } from '../../trajectory/replayed/fact.js';
import type { Reason } from '../../trajectory/replayed/reason.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { eventWithStep, wordingOf } from '../../trajectory/reading/names.js';
import { wordsOfReason } from '../../trajectory/words/wording.js';
import type * as schemas from './timelineSchemas.js';

/** What an answer says in the language of its caller, of what is recorded as codes. */
export interface Speech {
  /** What happened, with the step that it happened to. */
  event(type: string, step: string | null): string;
  /** A reason with its code, so that a machine needs no words. */
  reason(reason: Reason): z.output<typeof schemas.reason>;
  /** The value of a fact with each reason that it keeps, however deep, as `reason` gives it. */
  value(fact: string, value: Json): Json;
}

export function speechOf(programmes: Programmes, language: Language): Speech {
  const wording = wordingOf(programmes);
  const reason: Speech['reason'] = (recorded) => ({
    code: 'typed' in recorded ? null : recorded.code,
    ...('params' in recorded && { params: recorded.params }),
    text: wordsOfReason(recorded, wording)[language],
  });
  const value = (fact: string, whole: Json): Json => {
    const inside = (one: Json): Json => {
      if (typeof one !== 'object' || one === null) return one;
      if (Array.isArray(one)) return one.map(inside);
      return Object.fromEntries(
        Object.entries(one).map(([name, part]) => [
          name,
          isReasonIn(fact, name) && isReason(part) ? reason(part) : inside(part),
        ]),
      );
    };
    return inside(whole);
  };
  return {
    event(type, step) {
      const of = step === null || step === type ? undefined : wording.step(step);
      return eventWithStep(wording.event(type), of)[language];
    },
    reason,
    value,
  };
}

/**
 * Whether this is a reason, at a place where the owner of the fact says that there is one. What it looks like does not tell: `{ code }`
 * is as well what a domain keeps of a country. Nor do the codes that are declared now, since an older version recorded others.
 */
function isReason(value: Json): value is Reason {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return typeof value['typed'] === 'string' || typeof value['code'] === 'string';
}

import type { z } from 'zod';
import type { Language } from '../../trajectory/language.js';
import type { Programmes } from '../../trajectory/definitions/programme.js';
import type { Reason } from '../../trajectory/replayed/reason.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { eventWithStep, wordingOf } from '../../trajectory/reading/names.js';
import { wordsOfReason } from '../../trajectory/words/wording.js';
import type * as schemas from './timelineSchemas.js';

/** What an answer says in the language of its caller, of what is recorded as codes. */
export interface Speech {
  /** What happened, with the step that it happened to. */
  event(type: string, step: string | null): string;
  /** Whether another trajectory told it to this one. */
  isMessage(type: string): boolean;
  /** A reason with its code, so that a machine needs no words. */
  reason(reason: Reason): z.output<typeof schemas.reason>;
  /** A value with each recorded reason in it, however deep, as `reason` gives it. */
  value(value: Json): Json;
}

export function speechOf(programmes: Programmes, language: Language): Speech {
  const wording = wordingOf(programmes);
  const reason: Speech['reason'] = (recorded) => ({
    code: 'typed' in recorded ? null : recorded.code,
    ...('params' in recorded && { params: recorded.params }),
    text: wordsOfReason(recorded, wording)[language],
  });
  const value = (one: Json): Json => {
    if (typeof one !== 'object' || one === null) return one;
    if (Array.isArray(one)) return one.map(value);
    if (isReason(one)) return reason(one);
    return Object.fromEntries(Object.entries(one).map(([name, part]) => [name, value(part)]));
  };
  return {
    event(type, step) {
      const of = step === null || step === type ? undefined : wording.step(step);
      return eventWithStep(wording.event(type), of)[language];
    },
    isMessage: (type) => programmes.domain.messages.some(({ name }) => name === type),
    reason,
    value,
  };
}

/** Whether a part of a fact is a recorded reason: that has no other parts. */
function isReason(value: Record<string, Json>): value is Reason {
  const names = Object.keys(value).toSorted().join();
  return (names === 'typed' && typeof value['typed'] === 'string') || names === 'code' || names === 'code,params';
}

/**
 * Why something happened, as it is recorded: a code with what its sentence needs, or what a person typed. The sentence
 * itself is never recorded. Its words stand with the declaration of the code (src/trajectory/words/declare.ts).
 */
export type Reason = CodedReason | TypedReason;

export type CodedReason = {
  code: ReasonCode;
  /** Days, codes, agencies, names of steps and numbers, as the record has them: whoever shows the reason words them. */
  params?: Record<string, string | number>;
};

/** What a person wrote stays as it was written. */
export type TypedReason = { typed: string };

declare const isDeclared: unique symbol;
/** Only `reasons` gives one, together with its words: so the compiler refuses a code that has none. */
export type ReasonCode = string & { readonly [isDeclared]: 'reason' };
/** What happened, in one word on the timeline. Only `eventTypes` gives one, together with its title. */
export type EventType = string & { readonly [isDeclared]: 'event' };

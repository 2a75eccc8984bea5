import type { z } from 'zod';
import type { Text } from '../language.js';
import type { Agency } from '../replayed/state.js';
import type { Term } from '../terms/term.js';
import type { Rules } from './rules.js';
import type { Step } from './step.js';
import type { Said } from '../replayed/refusal.js';

/**
 * The number by which a person is known elsewhere. Trajectories are found by a keyed pseudonym of it; the number itself is kept only
 * where a field of the referral says so, for its audience.
 */
export interface PersonNumber {
  /** The field of a referral, and of a search, in which it is given. */
  field: string;
  /** What is hashed with it, so that two kinds of number never lead to the same person. */
  kind: string;
  title: Text;
  /** Takes the number as people write it, and gives it in one form. */
  schema: z.ZodType<string, string>;
  example: string;
  /** What is wrong with a number by what a programme settles; undefined when nothing is. */
  faultOf?(number: string, rules: Rules): Said | undefined;
}

/** The meeting in which trajectories are discussed, one after the other. */
export interface Agenda {
  /** What the meeting is called. */
  title: Text;
  /** How many one meeting can discuss, by what a programme settles; null when that is not known. */
  perMeeting(rules: Rules): number | null;
}

/** The words of a configuration file with which a domain says what its programmes settle. */
export interface FileWords {
  /** The name of a step of the domain. */
  stepName: z.ZodType<string, string>;
  /** Agencies of the domain, each once. */
  agencies: z.ZodType<Agency[]>;
  term: z.ZodType<Term, string>;
  /** A term that is longer than nothing. */
  someTerm: z.ZodType<Term, string>;
  text: z.ZodType<Text>;
  /** A whole number, from one on. */
  whole: z.ZodType<number>;
}

/** The shapes with which the API shows what a programme settles. */
export interface ShownWords {
  agency: z.ZodType<string>;
  term: z.ZodType;
  text: z.ZodType;
  whole: z.ZodType;
}

/** Something that does not go together in a version of a programme, and where. */
export interface RulesFault {
  where: readonly PropertyKey[];
  message: string;
}

/** What the programmes of a domain settle beside the rules that the engine itself knows. */
export interface OwnRules {
  /** What holds where a programme says nothing. */
  defaults: Readonly<Record<string, unknown>>;
  /** Of which what a programme says is part by part laid over what holds otherwise. */
  inParts?: readonly string[];
  /** How a configuration file says it; all of it may be left out. */
  file(words: FileWords): Readonly<Record<string, z.ZodType>>;
  /** How the API shows it. */
  shown(words: ShownWords): Readonly<Record<string, z.ZodType>>;
  /** What the codes are called that a programme itself names. */
  titles?(rules: Rules): Readonly<Record<string, Text>>;
  /** What does not go together, also where one of the two was settled by an earlier version. */
  faults?(rules: Rules, around: { steps: readonly Step[]; without: readonly string[] }): RulesFault[];
  /** What they are when nobody has to look a second time. */
  withoutSecondLook?: Readonly<Record<string, unknown>>;
}

/** The rules of a domain with their types: what holds of a programme's rules, or by default. */
export function ownRules<T extends object>(defaults: T) {
  return { defaults, of: (rules: Rules): T & Rules => ({ ...defaults, ...rules }) };
}

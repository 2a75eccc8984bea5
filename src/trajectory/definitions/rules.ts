import type { Term } from '../terms/deadlines.js';
import type { Text } from '../language.js';
import type { Agency } from '../replayed/state.js';

/** One level of the ladder on which a disagreement is escalated (opschaling, DOMAIN §6). */
export interface LadderLevel {
  /** kebab-case; part of the record, so never renamed once it has been used. */
  level: string;
  title: Text;
  /** How long this level has before a coordinator is told that it has not answered. It never decides by itself. */
  term: Term;
}

/** What counts as a solution, by the words of the evaluation and what falls outside them (DOMAIN §3). */
export const outcomeClasses = ['DURABLE', 'SEMI_DURABLE', 'NONE', 'UNDECIDED', 'EXCLUDED', 'NOT_OUTFLOW'] as const;
export type OutcomeClass = (typeof outcomeClasses)[number];

export const stayDeciders = ['case-conference', 'steering-group', 'municipality', 'court'] as const;
export type StayDecider = (typeof stayDeciders)[number];

/** When a second person looks before a decision holds. */
export type SecondPair = 'never' | 'when-it-says-no' | 'always';

/**
 * What a municipality has settled for its trajectories. [NF] Most of these differ by city or were not found in any
 * source (DOMAIN §13): so they are configuration, and `defaultRules` is neutral.
 */
export interface Rules {
  /** On what it rests, such as a covenant or a decision of the municipality. */
  basis: Text | null;
  /** The agencies that take part. Others are told nothing, perform nothing, and no step waits for them. */
  partners: readonly Agency[];
  /** Levels on which a disagreement is escalated, lowest first; may be empty. */
  ladder: readonly LadderLevel[];
  /**
   * How long an escalation waits when a step was never reminded of before, since Bestendig was away: so that nobody is
   * escalated who had no chance.
   */
  escalationGrace: Term;
  conference: {
    /** Cases that one meeting can discuss; null when that is not known. */
    perMeeting: number | null;
    /** Parties that have to be present. */
    quorum: readonly Agency[];
    /** Positions of the parties are due this long before the meeting, counted back. */
    positionsBefore: Term;
  };
  /** After which step admission is decided. */
  admissionAfter: string;
  secondPair: { admission: SecondPair; outcome: SecondPair };
  /** Places; null when that is not known. */
  capacity: number | null;
  /** How long someone may stay, from admission; null when there is no maximum. */
  maximumStay: Term | null;
  /** By how much all extensions of the stay together may pass it. */
  mostExtension: Term | null;
  /** Who may extend the stay. */
  stayExtendedBy: readonly StayDecider[];
  /** Decisions on admission are taken under a mandate, which is named with each. */
  underMandate: boolean;
  /** The terms that no source has are used, for steps for which the programme sets none. */
  assumedTerms: boolean;
  /** How many digits a V-number has. [NF] No official description of its form was found. */
  vNumberDigits: number;
  /** Outcome by class, for who has to look twice; the figures name their own map. */
  classes: Readonly<Record<string, OutcomeClass>>;
  /** How long what is left of a trajectory is kept after its end, by outcome; `default` for all others. */
  retention: Readonly<Record<string, Term>>;
}

export const defaultRules: Rules = {
  basis: null,
  partners: ['municipality', 'ngo', 'ind', 'dtv', 'avim'],
  ladder: [],
  escalationGrace: { amount: 2, unit: 'working-day' },
  conference: {
    perMeeting: null,
    quorum: ['municipality'],
    positionsBefore: { amount: 2, unit: 'working-day' },
  },
  admissionAfter: 'intake',
  secondPair: { admission: 'when-it-says-no', outcome: 'when-it-says-no' },
  capacity: null,
  maximumStay: null,
  mostExtension: null,
  stayExtendedBy: stayDeciders,
  underMandate: false,
  assumedTerms: false,
  vNumberDigits: 10,
  classes: {},
  retention: {},
};

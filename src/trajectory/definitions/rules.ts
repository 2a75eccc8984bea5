import type { Text } from '../language.js';
import type { Agency } from '../replayed/state.js';
import type { Term } from '../terms/term.js';

/** What the engine itself asks of what a municipality has settled for its trajectories. */
export interface EngineRules {
  /** On what it rests, such as a covenant or a decision of the municipality. */
  basis: Text | null;
  /** The agencies that take part. Others are told nothing, perform nothing, and no step waits for them. */
  partners: readonly Agency[];
  /**
   * How long an escalation waits when a step was never reminded of before, since Bestendig was away: so that nobody is
   * escalated who had no chance.
   */
  escalationGrace: Term;
  /** Places; null when that is not known. */
  capacity: number | null;
  /** The terms that no source has are used, for steps for which the programme sets none. */
  assumedTerms: boolean;
  /** Outcome by class, for decisions that need a second look; the figures name their own map. */
  classes: Readonly<Record<string, string>>;
  /** How long what is left of a trajectory is kept after its end, by outcome; `default` for all others. */
  retention: Readonly<Record<string, Term>>;
}

/** All that a municipality has settled: what the engine knows, and by other names what the domain does (`ownRules`). */
export type Rules = EngineRules & Readonly<Record<string, unknown>>;

/** What holds where nothing is settled. All agencies of the domain are partners then. */
export const engineDefaults: Omit<EngineRules, 'partners'> = {
  basis: null,
  escalationGrace: { amount: 2, unit: 'working-day' },
  capacity: null,
  assumedTerms: false,
  classes: {},
  retention: {},
};

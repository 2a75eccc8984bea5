import type { Directory } from '../../agencies/directory.js';
import type { CountedCases } from '../../register/trajectories/countedCases.js';
import type { Cases } from '../../statistics/cases/cases.js';
import type { Database } from '../../register/database/database.js';
import type { ClassMap } from '../../trajectory/figures/classMap.js';
import type { Programmes } from '../../trajectory/definitions/programme.js';
import type { Reader } from '../access/readers.js';
import type { Contradictions } from '../engine/contradictions.js';
import type { MissingWatch } from '../engine/missingWatch.js';
import type { Engine } from '../engine/engine.js';
import type { Referring } from '../engine/referring.js';
import type { Reopening } from '../engine/reopening.js';
import type { SessionTimes } from '../signingIn/session.js';

/** Hears when something has changed in the register. */
export interface Changes {
  /** Aborted when this process stops. */
  readonly ended: AbortSignal;
  /** @returns a function that ends it */
  listen(listener: () => void): () => void;
}

/** What the routes work with. */
export interface Services {
  engine: Engine;
  referring: Referring;
  reopening: Reopening;
  contradictions: Contradictions;
  missingWatch: MissingWatch;
  register: Database;
  /** What the figures are counted of. */
  countedCases: CountedCases<Cases>;
  /** Wakes whoever listens for changes. */
  changeFeed: Changes;
  programmes: Programmes;
  /** How agencies are reached. */
  directory: Directory;
  /** The key of the pseudonyms; whoever has it can find a person by their number. */
  personKey: string;
  classMaps: readonly ClassMap[];
  /** Who has looked in a person's file. */
  readersOf(personRef: string): Promise<Reader[]>;
  /** In the figures, counts below this are small and are not shown; 0 shows all. */
  suppressBelow: number;
  /** How many days ahead someone may let another act for them. */
  delegationDays: number;
  sessionTimes: SessionTimes;
  /** Whether there are parts for local use only, such as the mailbox. */
  isLocal: boolean;
  /** The key with which someone's browser seals their drafts; absent where nobody signs in at a screen. */
  draftKeyOf?: (subject: string) => string;
}

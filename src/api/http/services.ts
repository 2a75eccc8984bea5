import type { Directory } from '../../agencies/directory.js';
import type { CountedCases } from '../../register/trajectories/countedCases.js';
import type { Cases } from '../../statistics/cases/cases.js';
import type { Database } from '../../register/database/database.js';
import type { ClassMap } from '../../statistics/definitions/classMap.js';
import type { Programmes } from '../../trajectory/definitions/programme.js';
import type { Actor } from '../../trajectory/replayed/state.js';
import type { ChangeFeed } from '../events/changeFeed.js';
import type { Contradictions } from '../engine/contradictions.js';
import type { MissingWatch } from '../engine/missingWatch.js';
import type { Engine } from '../engine/engine.js';
import type { Referring } from '../trajectories/referring.js';
import type { Reopening } from '../trajectories/reopening.js';
import type { SessionTimes } from '../signingIn/session.js';

/** Someone who looked in a person's file. */
export interface Reader {
  /** UTC instant. */
  at: string;
  by: Pick<Actor, 'agency' | 'municipality' | 'roles'>;
  /** What was done, and for what purpose. */
  what: string;
  purpose: string;
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
  changeFeed: ChangeFeed;
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

import type { Directory } from '../agencies/directory.js';
import type { Database } from '../register/database.js';
import type { ClassMap } from '../statistics/classMap.js';
import type { Programmes } from '../trajectory/programme.js';
import type { Engine } from './engine.js';
import type { Referring } from './referring.js';
import type { Reopening } from './reopening.js';
import type { SessionTimes } from './signingIn/session.js';

/** What the routes work with. */
export interface Services {
  engine: Engine;
  referring: Referring;
  reopening: Reopening;
  register: Database;
  programmes: Programmes;
  /** How agencies are reached. */
  directory: Directory;
  /** The key of the pseudonyms; who has it can find a person by V-number. */
  personKey: string;
  classMaps: readonly ClassMap[];
  /** In the figures, counts below this are small and are not shown; 0 shows all. */
  suppressBelow: number;
  /** How many days ahead someone may let another act for them. */
  delegationDays: number;
  sessionTimes: SessionTimes;
}

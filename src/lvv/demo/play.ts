import type { Programmes } from '../../trajectory/definitions/programme.js';
import { Life, type Played } from './life.js';
import { plansFor } from './plan.js';

export interface Setting {
  programmes: Programmes;
  municipality: string;
  /** Now, in ms: until then is played. */
  until: number;
  seed: number;
  /** How many people; as many as the city has when left out. */
  people?: number;
}

/** The ids of the trajectories that will be played, in the order in which people came. */
export function idsOf({ municipality, until, seed, people }: Omit<Setting, 'programmes'>): string[] {
  return plansFor(municipality, until, seed, people).map(({ personRef }) => `${personRef}.1`);
}

/**
 * The made-up people of one city and how it went with them, in the order in which they came; one at a time, so that other
 * work can go on. The same setting gives the same.
 * @param without the trajectories that are there already
 */
export function* play(setting: Setting, without: ReadonlySet<string> = new Set()): Generator<Played> {
  const { programmes, municipality, until, seed, people } = setting;
  for (const plan of plansFor(municipality, until, seed, people)) {
    if (!without.has(`${plan.personRef}.1`)) yield new Life(plan, programmes).play(until);
  }
}

import type { Batch } from '../trajectory/events.js';
import type { Programmes } from '../trajectory/programme.js';
import type { TrajectoryState } from '../trajectory/state.js';
import { Chance } from './chance.js';
import { Life } from './life.js';

/** A made-up trajectory: everything that happened, and where it stands. */
export interface Played {
  state: TrajectoryState;
  batches: Batch[];
}

export interface Setting {
  programmes: Programmes;
  /** UTC instant up to which is lived. */
  until: string;
  seed: number;
  people: number;
}

const dayMs = 86_400_000;
/** How far back the demo begins, in days: two and a half years. */
export const demoDays = 913;
/** Which part of the people each city has; made up, another city gets the middle of it. */
const sizes: Record<string, number> = { amsterdam: 12, rotterdam: 7, utrecht: 7, groningen: 6, eindhoven: 3 };
const usualSize = 5;
/** Of which a pseudonym is made: those of every other one. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Plays two and a half years of made-up people in each city, oldest first: the same setting gives the same. The pseudonyms
 * hang on the seed and the order alone, so that a later demo on the same data finds them again.
 */
export function* play({ programmes, until, seed, people }: Setting): Generator<Played & { city: string }> {
  const cities = programmes.municipalities;
  const all = cities.reduce((sum, city) => sum + (sizes[city] ?? usualSize), 0);
  const end = Date.parse(until);
  const start = end - demoDays * dayMs;
  for (const [c, city] of cities.entries()) {
    const count = Math.max(1, Math.round((people * (sizes[city] ?? usualSize)) / all));
    for (let number = 0; number < count; number += 1) {
      const chance = new Chance(seed + c * 100_003 + number * 7_919);
      const personRef = pseudonym(chance);
      // The last day is left alone: who is referred then is referred through the API.
      const at = start + ((number + chance.next()) / count) * (demoDays - 4) * dayMs;
      const life = new Life(programmes, city, personRef, at, chance);
      life.until(end);
      yield { city, state: life.state, batches: life.batches };
    }
  }
}

function pseudonym(chance: Chance): string {
  return Array.from({ length: 26 }, () => letters.charAt(chance.between(0, letters.length - 1))).join('');
}

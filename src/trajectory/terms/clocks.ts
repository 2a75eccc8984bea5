import type { Refused } from '../replayed/refusal.js';
import { says } from '../words/engineRefusals.js';

/**
 * Whose clock is right. Every machine has a clock of its own, and what is decided keeps its moment for ever: one that is a
 * year ahead would take all later commands along, since time never goes back in a trajectory. So Temporal's time is what
 * counts, and a machine that differs from it by more than this decides nothing.
 */
export const mostClockDifferenceMs = 5 * 60_000;

/** Milliseconds by which a clock is ahead of Temporal's, when that is more than it may be; else null. */
export function clockDifference(own: string, temporal: string): number | null {
  const difference = Date.parse(own) - Date.parse(temporal);
  return Math.abs(difference) > mostClockDifferenceMs ? difference : null;
}

/** A refusal for a caller; on which machine the clock is wrong is for the log. */
export function refusedByClock(own: string, temporal: string): Refused {
  return { code: 'clock-differs', ...says('clock-differs'), extra: { own, temporal } };
}

/** Returns what an administrator reads of it. */
export function sentenceOfClock(whose: string, own: string, temporal: string): string {
  return `The clock of ${whose} says ${own}, and Temporal says ${temporal}.`;
}

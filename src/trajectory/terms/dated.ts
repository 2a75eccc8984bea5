import { fact } from '../replayed/fact.js';
import type { Json, TrajectoryState } from '../replayed/state.js';

/** What a figure says that only holds or does not. */
export const yes = 'yes';

/**
 * Returns the figure that says what holds from a day on. Each day has a key of its own, so that all that held on any day
 * stands side by side, whatever the order in which it was entered; the last one of a day counts.
 * @param value null: nothing any more
 */
export const holdsFrom = (figure: string, day: string, value: string | null): Record<string, Json> => ({
  [`${figure}@${day}`]: value ?? '',
});

/** The last day from which people entered that each figure holds. */
const lastEntered = fact<Partial<Record<string, string>>>('lastEntered');

/**
 * Returns what counts of figures that are entered now, with the facts that keep their days. What is entered last holds now, also when
 * it is entered with an earlier day than what was entered before it, such as the minutes of a meeting that were late: so it takes the
 * place of that too. What does not hold any more ends on the later of both days.
 */
export function enteredLast(
  { facts }: Pick<TrajectoryState, 'facts'>,
  figures: Record<string, Json> = {},
): { figures: Record<string, Json>; facts: Record<string, Json> } {
  const days = { ...lastEntered.of(facts) };
  const counted = Object.entries(figures).flatMap(([key, value]): [string, Json][] => {
    const [figure = '', day] = key.split('@');
    if (day === undefined) return [[key, value]];
    const last = days[figure];
    if (last === undefined || last <= day) {
      days[figure] = day;
      return [[key, value]];
    }
    const now: [string, Json] = [`${figure}@${last}`, value];
    return value === '' ? [now] : [[key, value], now];
  });
  const isDated = Object.keys(figures).some((key) => key.includes('@'));
  return { figures: Object.fromEntries(counted), facts: isDated ? lastEntered.set(days) : {} };
}

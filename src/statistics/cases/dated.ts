import type { Json } from '../../trajectory/replayed/state.js';
import { dayNumber, never } from '../../trajectory/figures/days.js';

/** What held from a day on, as it was known from one moment until another. */
export interface Dated {
  figure: string;
  from: number;
  value: string;
  knownFrom: number;
  knownUntil: number;
}

type Figures = Readonly<Record<string, Json>>;

/**
 * All that held on any day, by all that was known of a trajectory after each moment; by figure, and in it by day.
 * @param held the figures that hold from a day on
 */
export function datedIn(
  held: readonly string[],
  versions: readonly (readonly [at: number, figures: Figures])[],
): Dated[] {
  const all: Dated[] = [];
  let open = new Map<string, Dated>();
  for (const [at, figures] of versions) {
    const now = new Map<string, Dated>();
    for (const [figure, from, value] of datedOf(held, figures)) {
      const key = `${figure}@${from}`;
      const before = open.get(key);
      if (before?.value === value) now.set(key, before);
      else {
        const dated = { figure, from, value, knownFrom: at, knownUntil: Infinity };
        now.set(key, dated);
        all.push(dated);
      }
    }
    for (const [key, dated] of open) if (now.get(key) !== dated) dated.knownUntil = at;
    open = now;
  }
  return all
    .filter(({ knownFrom, knownUntil }) => knownFrom < knownUntil)
    .toSorted((a, b) => (a.figure === b.figure ? a.from - b.from : a.figure < b.figure ? -1 : 1));
}

/** What one version says. */
function datedOf(held: readonly string[], figures: Figures): [figure: string, from: number, value: string][] {
  const told: [string, number, string][] = [];
  for (const [key, value] of Object.entries(figures)) {
    const at = key.indexOf('@');
    if (at < 0 || typeof value !== 'string') continue;
    const figure = key.slice(0, at);
    const from = dayNumber(key.slice(at + 1));
    if (!held.includes(figure) || from === never) continue;
    told.push([figure, from, value]);
  }
  return told;
}

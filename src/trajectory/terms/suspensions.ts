/**
 * The periods in which the clock of a trajectory stood still, as pure arithmetic over lists. Each cause has a period of
 * its own, so that a date can name them all; a day on which two causes stood counts once.
 */

/** A period in which one cause stopped the clock, in calendar days; `to` is null while it does. */
export interface Suspension {
  from: string;
  to: string | null;
  /** The cause, by its code. */
  reason: string;
  /** The agency that set it; null when that is not known, or nobody did since it is only asked about. */
  by: string | null;
  /**
   * The versions of the trajectory at which it began and ended: they tell the order of what happened on one day.
   * A period that is only asked about has none.
   */
  began?: number;
  ended?: number;
}

/** The periods with their versions as someone counts, which keeps their order. */
export function recounted(periods: readonly Suspension[], count: (version: number) => number): Suspension[] {
  return periods.map(({ began, ended, ...period }) => ({
    ...period,
    ...(began === undefined ? {} : { began: count(began) }),
    ...(ended === undefined ? {} : { ended: count(ended) }),
  }));
}

/** A stretch in which the clock stood still, for one cause or for several that overlap. */
export interface Standstill {
  from: string;
  to: string | null;
  ended?: number;
  causes: Suspension[];
}

/** The stretches, in order, in which the clock stood still for a term that began to run on `start`. */
export function standstills(suspensions: readonly Suspension[], start: string): Standstill[] {
  const relevant = suspensions
    .filter(({ to }) => to === null || to > start)
    .map((period) => (period.from < start ? { ...period, from: start } : period))
    .toSorted((a, b) => (a.from === b.from ? (a.began ?? 0) - (b.began ?? 0) : a.from < b.from ? -1 : 1));
  const found: Standstill[] = [];
  for (const period of relevant) {
    const last = found.at(-1);
    if (last && overlap(last, period)) found[found.length - 1] = joined(last, period);
    else found.push(joined({ from: period.from, to: period.from, causes: [] }, period));
  }
  return found;
}

/** Whether the clock runs on a day. It stands still from the day after it was stopped to the day on which it starts. */
export function runsOn(day: string, stops: readonly Standstill[]): boolean {
  return !stops.some(({ from, to }) => day > from && (to === null || day <= to));
}

/** How many periods are kept when nothing more is of use. */
const usuallyKept = 20;

/**
 * The periods without those that no date hangs on any more, the oldest first, when there are many: what ended before
 * every open step began to run, and after these what began and ended on one day. What is left is bounded by the days
 * that the oldest open step has been open.
 * @param starts the days on which the open steps began to run
 */
export function withoutPast(suspensions: readonly Suspension[], starts: readonly string[]): Suspension[] {
  const earliest = starts.toSorted()[0];
  const past = ({ to }: Suspension) => to !== null && (earliest === undefined || to <= earliest);
  const momentary = ({ from, to }: Suspension) => from === to;
  let kept = [...suspensions];
  for (const isOfNoUse of [past, momentary]) {
    const dropped = kept.filter(isOfNoUse).slice(0, Math.max(kept.length - usuallyKept, 0));
    kept = kept.filter((period) => !dropped.includes(period));
  }
  return kept;
}

function overlap({ to, ended }: Standstill, next: Suspension): boolean {
  if (to === null || next.from < to) return true;
  return ended !== undefined && next.began !== undefined && next.began < ended;
}

function joined({ from, to, ended, causes }: Standstill, period: Suspension): Standstill {
  const versions = [ended, period.ended].filter((version) => version !== undefined);
  return {
    from,
    to: to === null || period.to === null ? null : to > period.to ? to : period.to,
    ...(versions.length > 0 ? { ended: Math.max(...versions) } : {}),
    causes: [...causes, period],
  };
}

import { addDays, dayOf, startOf } from '../trajectory/terms/calendar.js';
import type { Term } from '../trajectory/terms/deadlines.js';
import { rulesOf, type Programme, type Programmes } from '../trajectory/definitions/programme.js';
import { countedBack, countedTo } from '../trajectory/terms/term.js';

/**
 * How long what is left of a trajectory is kept after its end: by the programme that its municipality had on the day on
 * which it closed, and by its outcome. What was settled then is what the person could know; a later version of the
 * programme neither shortens nor lengthens it. Where no term is settled nothing is ever due by itself.
 */

/** A trajectory that has ended, as far as its term depends on it. */
export interface Ended {
  municipality: string;
  outcome: string | null;
  /** UTC instant. */
  closedAt: string;
}

/** The term of an ended trajectory, and where it is settled. */
export interface Kept {
  /** Id of the version of the programme. */
  programme: string;
  /** The outcome for which the term is settled, or `default`; null when none is. */
  rule: string | null;
  term: Term | null;
  /** The first calendar day on which it may be erased; null when there is no term. */
  dueFrom: string | null;
}

/** @returns undefined when the municipality has no programme at all any more. */
export function keptFor(programmes: Programmes, ended: Ended): Kept | undefined {
  const version = programmes.at(ended.municipality, ended.closedAt);
  if (!version) return undefined;
  const { retention } = rulesOf(version);
  const named = ended.outcome !== null && Object.hasOwn(retention, ended.outcome) ? ended.outcome : 'default';
  const term = retention[named] ?? null;
  if (!term) return { programme: version.id, rule: null, term: null, dueFrom: null };
  return { programme: version.id, rule: named, term, dueFrom: dueFrom(ended.closedAt, term) };
}

/** The day after the last one of the term; what has a term of seconds is due at once, for tests and demonstrations. */
function dueFrom(closedAt: string, term: Term): string {
  const last = countedTo(closedAt, term);
  return term.unit === 'second' ? last : addDays(last, 1);
}

/**
 * A rule in the form in which a register can apply it to all of its rows at once: trajectories of this municipality that
 * closed in this window with this outcome, and no later than `closedBefore`, are due.
 */
export interface DueRule {
  programme: string;
  municipality: string;
  /** The window in which the version held, UTC instants; null has no bound. */
  from: string | null;
  until: string | null;
  /** The one outcome that it is for; null: all but those in `except`. */
  only: string | null;
  except: string[];
  /** UTC instant; null: there is no term, so nothing is due. */
  closedBefore: string | null;
}

/** All rules of all versions, as they work out at a moment (UTC instant). */
export function dueRules(programmes: Programmes, now: string): DueRule[] {
  return programmes.municipalities.flatMap((municipality) => {
    const versions = programmes.all
      .filter((version) => version.municipality === municipality)
      .toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
    return versions.flatMap((version, i) => rulesOfVersion(version, i === 0, versions[i + 1], now));
  });
}

function rulesOfVersion(version: Programme, first: boolean, next: Programme | undefined, now: string): DueRule[] {
  const { default: usual, ...byOutcome } = rulesOf(version).retention;
  const window = {
    programme: version.id,
    municipality: version.municipality,
    // Before its first version a municipality has that first one.
    from: first || version.from === undefined ? null : startOf(version.from),
    until: next?.from === undefined ? null : startOf(next.from),
  };
  const before = (term: Term | undefined) => (term ? closedBefore(term, now) : null);
  return [
    ...Object.entries(byOutcome).map(([only, term]) => ({ ...window, only, except: [], closedBefore: before(term) })),
    { ...window, only: null, except: Object.keys(byOutcome), closedBefore: before(usual) },
  ];
}

/** Whoever closed before this instant is due: the same as `dueFrom`, seen from the other side. */
function closedBefore(term: Term, now: string): string {
  if (term.unit === 'second') return new Date(Date.parse(now) - term.amount * 1000).toISOString();
  const today = dayOf(now);
  const isDue = (day: string) => dueFrom(startOf(day, 12), term) <= today;
  let day = countedBack(today, term);
  // Counting back and counting on need not meet, at the end of a month or around days off.
  while (!isDue(day)) day = addDays(day, -1);
  while (isDue(addDays(day, 1))) day = addDays(day, 1);
  return startOf(addDays(day, 1));
}

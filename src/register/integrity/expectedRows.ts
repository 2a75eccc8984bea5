import { canonical } from '../../trajectory/replayed/canonical.js';
import { claimsOf } from '../../trajectory/access/claims.js';
import type { Batch } from '../../trajectory/replayed/events.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import { stoppedAfter } from '../../trajectory/terms/clock.js';
import type { Listing } from '../../trajectory/definitions/listing.js';
import { knownNumberAfter } from '../../trajectory/terms/numbers.js';
import { nothingYet, summarise, type Agency, type Json } from '../../trajectory/replayed/state.js';
import { describedBy, type PersonFacts } from '../trajectories/described.js';
import { goesFirst, reasonsAfter, shownInQueue, type Reasons } from '../trajectories/queueFacts.js';
import { agencyViews } from '../trajectories/record.js';

/** What the rows of a trajectory are when they are made from its events: columns by name. */
export interface ExpectedRows {
  trajectory: Columns;
  /** Each open step. */
  steps: Columns[];
  /** What each agency knows. */
  views: Columns[];
  /** Why it goes first in the queue. */
  reasons: Reasons;
  /** Whom it is about. */
  person: PersonFacts;
  /** By sequence, what messages of the event may say. */
  told: ReadonlyMap<number, Told>;
  /** All that had it, one after the other. */
  municipalities: readonly string[];
}

export type Columns = Record<string, Json>;

/** What is told of an event. */
export interface Told {
  agencies: readonly string[];
  /** Of the event; and of those recorded with it, for a message is made when all of them are known. */
  municipalities: readonly string[];
  at: string;
  /** The number of the event as agencies count, where that is not its sequence. */
  numbers: Partial<Record<Agency, number>>;
}

/** @param figures what counts after these events, as `figuresAfter` gives it */
export function expectedRows(batches: Batch[], figures: Columns, listing: Listing): ExpectedRows {
  const { queue } = listing;
  const state = batches.reduce(evolve, nothingYet);
  const { knowledge, ...summary } = summarise(state);
  const { openSteps, nextDeadline, openedAt, updatedAt, closedAt, ...same } = summary;
  const effects = batches.flatMap(({ events }) => events.map(({ effect }) => effect));
  const reasons = reasonsAfter(queue, effects);
  const claims = claimsOf(state);
  return {
    trajectory: {
      id: same.id,
      person_ref: state.personRef,
      episode: state.episode,
      municipality: same.municipality,
      version: same.version,
      status: same.status,
      direction: same.direction,
      outcome: same.outcome,
      parties: same.parties,
      overdue: openSteps.some(({ overdue }) => overdue),
      next_deadline: nextDeadline,
      opened_at: openedAt,
      updated_at: updatedAt,
      closed_at: closedAt,
      known_as: knownNumberAfter(batches) ?? null,
      queue: queueInClear({ ...shownInQueue(queue, effects), goesFirst: goesFirst(reasons) }),
      suspended: stoppedAfter(effects) ?? false,
      figures,
    },
    steps: openSteps.map((open) => ({
      step: open.step,
      responsible: open.responsible,
      opened_at: open.openedAt,
      target_date: open.targetDate,
      fatal_date: open.fatalDate,
      overdue: open.overdue,
      known_to: open.knownTo ?? null,
      claimed_by: claims[open.step]?.by ?? null,
      claimed_agency: claims[open.step]?.agency ?? null,
      claimed_at: claims[open.step]?.at ?? null,
    })),
    views: agencyViews(summary, knowledge).map((view) => ({
      agency: view.agency,
      municipality: same.municipality,
      version: view.version,
      updated_at: view.updatedAt,
      // Their order says nothing.
      parties: view.parties.toSorted(),
    })),
    reasons,
    person: Object.fromEntries(Object.entries(describedBy(listing, effects)).filter(([, value]) => value !== null)),
    told: toldBy(batches),
    municipalities: municipalitiesAfterEach(batches),
  };
}

/** What is compared of the queue in a row: what is in clear. Absent, null, false and an empty list say the same. */
export function queueInClear(queue: unknown): Columns {
  const { keyId: _keyId, sealed: _sealed, ...shown } = queue as Columns;
  const isSaid = (value: Json) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => isSaid(value)));
}

/** Whose it was after each event. */
function municipalitiesAfterEach(batches: Batch[]): string[] {
  let municipality = '';
  return batches.flatMap(({ events }) =>
    events.map(({ effect }) => {
      municipality = effect?.transferred?.municipality ?? effect?.opened?.municipality ?? municipality;
      return municipality;
    }),
  );
}

function toldBy(batches: Batch[]): Map<number, Told> {
  const told = new Map<number, Told>();
  const municipalities = municipalitiesAfterEach(batches);
  let later: string[] = [];
  const events = batches.flatMap(({ from, at, events: of }) =>
    of.map((event, i) => ({ event, at, sequence: from + i })),
  );
  for (const [i, { event, at, sequence }] of [...events.entries()].toReversed()) {
    const here = municipalities[i]!;
    if (!later.includes(here)) later = [...later, here];
    if (!event.tells?.length) continue;
    const inThese = event.tellsIn === undefined ? later : [event.tellsIn];
    told.set(sequence, { at, agencies: event.tells, municipalities: inThese, numbers: event.numbers ?? {} });
  }
  return told;
}

/** The columns in which two differ. */
export function differing(expected: Columns, found: Columns): string[] {
  return Object.keys(expected).filter(
    (column) => canonical(expected[column] ?? null) !== canonical(found[column] ?? null),
  );
}

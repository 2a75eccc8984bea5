import type { Text } from '../language.js';
import type { Json } from '../replayed/state.js';

/**
 * What a domain declares of its trajectories, so that they can be listed without a word of the domain in the register. It is
 * given when the register is opened. Names of figures and facts, and of what is kept of them, stand in rows for years.
 */
export interface Listing {
  /** What lists can be asked for, by name. */
  flags: Readonly<Record<string, ListFlag>>;
  /** The figures that lists show, as they stand now. */
  shown: readonly string[];
  /** What says whom it is about. */
  person: PersonListing;
  /** The outcomes of a trajectory whose person goes on in another one: by none of its days does it take part in anything. */
  continuing: readonly string[];
  /** Null: nothing is waited for in an order. */
  queue: Queue | null;
}

/** A domain that does not say whom its trajectories are about. */
export const nobodySaid: PersonListing = { facts: [], name: null, inLists: [] };

/** With nothing beside what every trajectory has. */
export const plainListing: Listing = { flags: {}, shown: [], person: nobodySaid, continuing: [], queue: null };

/** What says whom a trajectory is about: it stands wherever that is shown, to whom each fact is shown, and sealed beside its row. */
export interface PersonListing {
  /** The facts, each shown by a definition. */
  facts: readonly string[];
  /** What the person is called, which needs no title; null: there is no such fact. */
  name: string | null;
  /** What lists and the heads of screens show of it, the first one first. */
  inLists: readonly string[];
}

/** Something that a trajectory is or is not. */
export type ListFlag = (OpenStepFlag | PeriodFlag) & {
  /** In English, for the API document. */
  description: string;
  /** It is counted in the overview: the figure links to the list with it. */
  counts?: CountedFlag;
  /** Only the municipality may ask for it: others may not know who it is. */
  forMunicipality?: true;
};

/** A figure of the overview. */
export interface CountedFlag {
  figure: string;
  title: Text;
  /** One sentence; the overview adds what holds for all of its figures. */
  definition: Text;
}

/** One of these steps is open, as far as the caller may know. */
export interface OpenStepFlag {
  openSteps: readonly string[];
}

/** Today lies in a period that the figures tell. */
export interface PeriodFlag {
  /** It begins on the day of a figure; or each time that a dated figure says so, until it says otherwise (terms/dated.ts). */
  begins: { on: string } | { dated: string };
  /** It ends on the first of these days. */
  ends: readonly EndDay[];
  /** The population of the figures of a period that is the same: of it the overview counts those of today. */
  population?: string;
}

/** A figure with a day; with `given` it counts only as long as that figure stands too. */
export interface EndDay {
  on: string;
  given?: string;
}

/** Trajectories that wait for one step, in an order: the longest waiting first, after those with precedence. */
export interface Queue {
  step: string;
  /** What is kept of a fact in clear, by the name of the fact: days and codes. Each fact keeps names of its own. */
  shows: Readonly<Record<string, (fact: Json) => QueueShows>>;
  /** Why someone goes before those who wait longer, by a name of the reason. Only that there is a reason is kept in clear. */
  precedence: Readonly<Record<string, Precedence>>;
}

export type QueueShows = Readonly<Record<string, Json>> & {
  /** The day for which it is planned. */
  plannedOn?: string | null;
};

/** A reason, which one fact gives. */
export interface Precedence {
  fact: string;
  holds(fact: Json): boolean;
  /** What callers read, where that is not the name under which it is kept. */
  code?: string;
  /** The field in which it was filled in: it is shown to those who may read that one. Absent: to all who see the queue. */
  field?: string;
}

/** What callers read of a reason. */
export const precedenceCode = ([name, { code }]: readonly [name: string, Precedence]): string => code ?? name;

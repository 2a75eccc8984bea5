import { narrowest } from './compartments.js';
import { fact } from '../replayed/fact.js';
import type { Agency, Knowledge, AgencyPart, Sequences, TrajectoryState } from '../replayed/state.js';
import { knowledgeFact } from '../replayed/state.js';

/**
 * The agencies to which what was filled in before they took part was shown, by a person's decision; with its moment, since
 * after a transfer the agency of that name is another organisation.
 */
export const sharedBeforeFact = fact<Partial<Record<Agency, string>>>('sharedBefore');

export function isSharedBefore(
  state: Pick<TrajectoryState, 'facts' | 'parties' | 'openedAt'>,
  agency: Agency,
): boolean {
  const sharedAt = sharedBeforeFact.of(state.facts)?.[agency];
  const since = partSince(knowledgeOf(state), agency, agency);
  return sharedAt !== undefined && since !== null && sharedAt >= since;
}

/** An entry as it comes on the timeline. */
export interface Entry {
  sequence: number;
  /** The first sequence of its batch. */
  from: number;
  at: string;
  /** When the entry before it came. */
  before: string;
  /** The only agencies that may know of it; undefined: all. */
  knownTo: readonly Agency[] | undefined;
  /** The only agencies that may know what caused it; undefined: all. */
  causeKnownTo: readonly Agency[] | undefined;
  /** The agencies that take part by the entry itself, and of which agencies alone may know that; and whose person acted. */
  joins: readonly Joins[];
  acts: Agency | null;
  /** Another municipality took over: from now on only those who join by it take part. */
  moves: boolean;
}

export interface Joins {
  agency: Agency;
  /** Undefined: whoever may know of the entry. */
  knownTo: readonly Agency[] | undefined;
}

/** Of a trajectory in which nothing is hidden and only the municipality has a part. */
export const allKnown: Knowledge = { hidden: {}, veiled: {}, parts: {}, lastKnown: {} };

export function knowledgeOf(state: Pick<TrajectoryState, 'facts'>): Knowledge {
  return knowledgeFact.of(state.facts) ?? allKnown;
}

/** What is known when an entry has been added. @returns the very same when it changes nothing */
export function noted(knowledge: Knowledge, entry: Entry): Knowledge {
  const { sequence, knownTo, causeKnownTo } = entry;
  let next = knowledge;
  if (knownTo) next = { ...next, hidden: withSequence(next.hidden, knownTo, sequence) };
  if (causeKnownTo) next = { ...next, veiled: withSequence(next.veiled, causeKnownTo, sequence) };
  return withLastKnown(withParts(next, entry), entry);
}

function withSequence(sequences: Sequences, knownTo: readonly Agency[], sequence: number): Sequences {
  const key = inOrder(knownTo).join();
  const known = sequences[key] ?? [];
  const last = known.at(-1);
  const next: Sequences[string] =
    last && last[1] === sequence - 1 ? [...known.slice(0, -1), [last[0], sequence]] : [...known, [sequence, sequence]];
  return { ...sequences, [key]: next };
}

function withParts(knowledge: Knowledge, { from, at, knownTo, causeKnownTo, joins, acts, moves }: Entry): Knowledge {
  let parts = moves ? {} : knowledge.parts;
  const join = (agency: Agency, known: readonly Agency[] | undefined) => {
    if (!isCounted(agency)) return;
    const before = parts[agency] ?? [];
    if (before.some((part) => includesAll(part.knownTo, known))) return;
    parts = { ...parts, [agency]: [...before, { from, at, ...(known && { knownTo: [...known] }) }] };
  };
  for (const { agency, knownTo: only } of joins) join(agency, narrowest(knownTo, only));
  // Whose person hands a trajectory over has no part in it by that.
  if (acts !== null && !moves) join(acts, narrowest(knownTo, causeKnownTo));
  return parts === knowledge.parts ? knowledge : { ...knowledge, parts };
}

function withLastKnown(knowledge: Knowledge, { before, knownTo }: Entry): Knowledge {
  // Who takes part later begins with what they may know of, so nothing is kept for them before.
  const outside = Object.keys(knowledge.parts).filter((agency) => knownTo?.includes(agency) === false);
  const lastKnown: Knowledge['lastKnown'] = {};
  for (const agency of outside) lastKnown[agency] = knowledge.lastKnown[agency] ?? before;
  const isSame =
    outside.length === Object.keys(knowledge.lastKnown).length && outside.every((one) => knowledge.lastKnown[one]);
  return isSame ? knowledge : { ...knowledge, lastKnown };
}

/** In one order, whatever the order in which they came: the municipality, and then by name. */
const inOrder = (agencies: readonly Agency[]): Agency[] =>
  [...new Set(agencies)].toSorted((a, b) => Number(isCounted(a)) - Number(isCounted(b)) || (a < b ? -1 : 1));

const isCounted = (agency: Agency) => agency !== 'municipality';

function includesAll(known: readonly Agency[] | undefined, wanted: readonly Agency[] | undefined): boolean {
  if (known === undefined) return true;
  return wanted !== undefined && wanted.every((agency) => known.includes(agency));
}

/** The agencies that may know of an entry; undefined: all. */
export function knownToOf({ hidden }: Knowledge, sequence: number): Agency[] | undefined {
  return agenciesIn(hidden, sequence);
}

/** Whether an agency may know by whom and why an entry came. */
export function knowsCause({ veiled }: Knowledge, agency: Agency, sequence: number): boolean {
  return agenciesIn(veiled, sequence)?.includes(agency) ?? true;
}

/** The same trajectory at another version: of what comes after it nothing is known, as if it had not been. */
export function atVersion(state: TrajectoryState, version: number): TrajectoryState {
  const knowledge = knowledgeFact.of(state.facts);
  if (knowledge === undefined) return { ...state, version };
  const until = (sequences: Sequences): Sequences =>
    Object.fromEntries(
      Object.entries(sequences).map(([key, stretches]) => [
        key,
        stretches
          .filter(([first]) => first <= version)
          .map(([first, last]) => [first, Math.min(last, version)] as const),
      ]),
    );
  const { hidden, veiled } = knowledge;
  const known = knowledgeFact.set({ ...knowledge, hidden: until(hidden), veiled: until(veiled) });
  return { ...state, version, facts: { ...state.facts, ...known } };
}

function agenciesIn(sequences: Sequences, sequence: number): Agency[] | undefined {
  for (const [key, stretches] of Object.entries(sequences)) {
    if (stretches.some(([first, last]) => sequence >= first && sequence <= last)) return key.split(',');
  }
  return undefined;
}

/**
 * Whether an agency takes part, as far as those know who may know of an entry: one that takes part by something hidden alone
 * is not named beside an entry that others see.
 * @param knownTo the only agencies that may know of the entry; undefined: all
 */
export function takesPart({ parts }: Knowledge, agency: Agency, knownTo: readonly Agency[] | undefined): boolean {
  if (!isCounted(agency)) return true;
  return parts[agency]?.some((part) => includesAll(part.knownTo, knownTo)) ?? false;
}

/** The moment since when an agency takes part, as far as another may know; null when that one may not know that it does. */
export function partSince(knowledge: Knowledge, agency: Agency, viewer: Agency): string | null {
  return partOf(knowledge, agency, viewer)?.at ?? null;
}

function partOf({ parts }: Knowledge, agency: Agency, viewer: Agency): AgencyPart | undefined {
  return parts[agency]?.find(({ knownTo }) => isWhole(viewer) || agency === viewer || includesAll(knownTo, [viewer]));
}

/** What is known, with the parts that each agency has as far as another may know: what it is said to see follows from these. */
export function partsKnownTo(viewer: Agency, knowledge: Knowledge): Knowledge {
  const parts = Object.keys(knowledge.parts).flatMap((agency) => {
    const part = partOf(knowledge, agency, viewer);
    return part ? [[agency, [part]] as [Agency, AgencyPart[]]] : [];
  });
  return { ...knowledge, parts: Object.fromEntries(parts) };
}

/** Whether an agency knows all of a trajectory from its beginning. */
const isWhole = (viewer: Agency) => !isCounted(viewer);

/** The number by which an agency knows an entry; null when it may not know of it, or it was before the agency had a part. */
export function numberFor(knowledge: Knowledge, viewer: Agency, sequence: number): number | null {
  if (isWhole(viewer)) return sequence;
  const from = partOf(knowledge, viewer, viewer)?.from;
  if (from === undefined || sequence < from) return null;
  if (knownToOf(knowledge, sequence)?.includes(viewer) === false) return null;
  return sequence - from + 1 - hiddenBetween(knowledge, viewer, from, sequence);
}

/** The sequence of the entry that an agency knows by a number; null when it knows none by it. */
export function sequenceFor(knowledge: Knowledge, viewer: Agency, number: number, version: number): number | null {
  if (isWhole(viewer)) return number;
  if (number < 1 || number > versionFor(knowledge, viewer, version)) return null;
  let [low, high] = [1, version];
  // Numbers never go down as sequences go up, so the first sequence with this number is the entry itself.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (versionFor(knowledge, viewer, middle) >= number) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many entries up to a version an agency knows: the version by its own count. */
export function versionFor(knowledge: Knowledge, viewer: Agency, version: number): number {
  if (isWhole(viewer)) return version;
  const from = partOf(knowledge, viewer, viewer)?.from;
  if (from === undefined || version < from) return 0;
  return version - from + 1 - hiddenBetween(knowledge, viewer, from, version);
}

function hiddenBetween({ hidden }: Knowledge, viewer: Agency, from: number, to: number): number {
  let count = 0;
  for (const [key, stretches] of Object.entries(hidden)) {
    if (key.split(',').includes(viewer)) continue;
    for (const [first, last] of stretches) count += Math.max(0, Math.min(last, to) - Math.max(first, from) + 1);
  }
  return count;
}

/** A trajectory as one agency knows it: what of it would tell of the rest, if it were the same for all. */
export interface AgencyView {
  version: number;
  /** UTC instant. */
  updatedAt: string;
  parties: Agency[];
}

export function agencyView(
  knowledge: Knowledge,
  viewer: Agency,
  whole: Pick<TrajectoryState, 'version' | 'updatedAt' | 'parties'>,
): AgencyView {
  const { version, updatedAt, parties } = whole;
  if (isWhole(viewer)) return { version, updatedAt, parties: [...parties] };
  return {
    version: versionFor(knowledge, viewer, version),
    updatedAt: knowledge.lastKnown[viewer] ?? updatedAt,
    // In one order for all: the order in which they came would tell of a part that not everyone may know of.
    parties: inOrder(parties).filter((agency) => isWhole(agency) || partOf(knowledge, agency, viewer) !== undefined),
  };
}

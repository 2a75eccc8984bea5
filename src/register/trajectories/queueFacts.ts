import type { Sealed, Sealer } from '../../privacy/sealer.js';
import type { Queue } from '../../trajectory/definitions/listing.js';
import type { Effect } from '../../trajectory/replayed/events.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { places, seal } from '../database/sealing.js';

/**
 * What the queue needs of a trajectory, kept beside its row from the facts in its events. In clear is what it is ordered and
 * counted by, and that someone goes first. Why is sealed.
 */
export interface QueueFacts {
  /** What the queue declares that it shows. */
  [shown: string]: Json | undefined;
  goesFirst?: boolean;
  /** The reasons, sealed; both null when there are none. */
  keyId?: string | null;
  sealed?: string | null;
}

/** Which reasons hold for someone to go before those who wait longer: each by its name. */
export type Reasons = Readonly<Record<string, boolean>>;

type Effects = readonly (Effect | undefined)[];

/** The last value of each fact that these effects set. */
function lastFacts(effects: Effects): Readonly<Record<string, Json>> {
  return Object.assign({}, ...effects.map((effect) => effect?.facts)) as Record<string, Json>;
}

/** What changes by these effects of what is kept in clear, but for whether someone goes first. */
export function shownInQueue(queue: Queue | null, effects: Effects): QueueFacts {
  const facts = lastFacts(effects);
  const shown = Object.entries(queue?.shows ?? {}).flatMap(([name, shows]) => {
    const fact = facts[name];
    return fact === undefined ? [] : Object.entries(shows(fact));
  });
  return Object.fromEntries(shown);
}

/** The reasons after these effects; `before` them none, unless given. */
export function reasonsAfter(queue: Queue | null, effects: Effects, before: Reasons = {}): Reasons {
  const facts = lastFacts(effects);
  const reasons = Object.entries(queue?.precedence ?? {}).map(([reason, { fact, holds }]) => {
    const value = facts[fact];
    return [reason, value === undefined ? (before[reason] ?? false) : holds(value)];
  });
  return Object.fromEntries(reasons) as Reasons;
}

export const goesFirst = (reasons: Reasons): boolean => Object.values(reasons).some(Boolean);

/**
 * What changes in the queue by these effects.
 * @param before the reasons before them; asked only when these do not say it all.
 */
export async function queueFactsOf(
  sealer: Sealer,
  queue: Queue | null,
  trajectoryId: string,
  effects: Effects,
  before: () => Promise<Reasons>,
): Promise<QueueFacts> {
  const shown = shownInQueue(queue, effects);
  const set = lastFacts(effects);
  const all = Object.values(queue?.precedence ?? {});
  const told = all.filter(({ fact }) => set[fact] !== undefined);
  if (told.length === 0) return shown;
  const reasons = reasonsAfter(queue, effects, told.length < all.length ? await before() : {});
  return { ...shown, ...(await sealedReasons(sealer, trajectoryId, reasons)) };
}

async function sealedReasons(sealer: Sealer, trajectoryId: string, reasons: Reasons): Promise<QueueFacts> {
  if (!goesFirst(reasons)) return { goesFirst: false, keyId: null, sealed: null };
  // Of one length, whatever the reasons: the sealed text does not tell which.
  const told = Object.fromEntries(Object.entries(reasons).map(([reason, holds]) => [reason, Number(holds)]));
  return { goesFirst: true, ...(await seal(sealer, trajectoryId, places.queue(trajectoryId), told)) };
}

/** @throws KeyDestroyed, Undecipherable, KeysUnavailable */
export async function reasonsOf(
  sealer: Sealer,
  queue: Queue | null,
  trajectoryId: string,
  { keyId, sealed }: Pick<QueueFacts, 'keyId' | 'sealed'>,
): Promise<Reasons> {
  if (!keyId || !sealed) return reasonsAfter(queue, []);
  const stored: Sealed = { keyId, sealed };
  const told = (await sealer.unseal(places.queue(trajectoryId), stored)) as Record<string, Json>;
  return Object.fromEntries(Object.keys(queue?.precedence ?? {}).map((reason) => [reason, told[reason] === 1]));
}

import { KeyDestroyed, KeysUnavailable, Undecipherable } from '../../privacy/errors.js';
import type { Sealed, Sealer } from '../../privacy/sealer.js';
import type { Listing } from '../../trajectory/definitions/listing.js';
import type { Effect } from '../../trajectory/replayed/events.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { places, seal } from '../database/sealing.js';

/**
 * Whom a trajectory is about, beside its row: each fact that the domain declares for that, sealed by itself with the key of the
 * person. Null was taken away.
 */
export type SealedPerson = Readonly<Record<string, Sealed | null>>;

/** The same as it is read. */
export type PersonFacts = Readonly<Record<string, Json>>;

type Effects = readonly (Effect | undefined)[];

/** The last value of each of these facts that the effects set; null for what they take away. */
export function describedBy({ person }: Listing, effects: Effects): PersonFacts {
  const last = Object.assign({}, ...effects.map((effect) => effect?.facts)) as Record<string, Json>;
  return Object.fromEntries(person.facts.flatMap((fact) => (last[fact] === undefined ? [] : [[fact, last[fact]]])));
}

/** @throws KeysUnavailable */
export async function sealedPerson(
  sealer: Sealer,
  listing: Listing,
  trajectoryId: string,
  effects: Effects,
): Promise<SealedPerson> {
  const facts = Object.entries(describedBy(listing, effects));
  const sealed = facts.map(async ([fact, value]): Promise<[string, Sealed | null]> => [
    fact,
    value === null ? null : await seal(sealer, trajectoryId, places.person(trajectoryId, fact), { value }),
  ]);
  return Object.fromEntries(await Promise.all(sealed));
}

/** @throws KeyDestroyed, Undecipherable, KeysUnavailable */
export async function openedPerson(
  sealer: Sealer,
  trajectoryId: string,
  person: SealedPerson,
  wanted: readonly string[],
): Promise<PersonFacts> {
  const facts = wanted.flatMap((fact) => (person[fact] ? [[fact, person[fact]] as const] : []));
  const opened = facts.map(async ([fact, sealed]): Promise<[string, Json]> => {
    const { value } = (await sealer.unseal(places.person(trajectoryId, fact), sealed)) as { value: Json };
    return [fact, value];
  });
  return Object.fromEntries(await Promise.all(opened));
}

/**
 * Rows with whom each is about. A list does not fail by one that cannot be read: its key was destroyed, or the keys are away, and
 * then nothing is said of the person.
 */
export function withPersons<Row extends { person: SealedPerson }>(
  sealer: Sealer,
  rows: readonly Row[],
  wanted: readonly string[],
  idOf: (row: Row) => string,
): Promise<(Omit<Row, 'person'> & { person: PersonFacts })[]> {
  return Promise.all(
    rows.map(async (row) => ({ ...row, person: await personOrNothing(sealer, idOf(row), row.person, wanted) })),
  );
}

async function personOrNothing(sealer: Sealer, id: string, person: SealedPerson, wanted: readonly string[]) {
  try {
    return await openedPerson(sealer, id, person, wanted);
  } catch (error) {
    if (error instanceof KeyDestroyed || error instanceof KeysUnavailable || error instanceof Undecipherable) return {};
    throw error;
  }
}

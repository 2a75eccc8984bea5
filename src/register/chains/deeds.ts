import { createHash } from 'node:crypto';
import type { Sealer } from '../../privacy/sealer.js';
import { canonical } from '../../trajectory/replayed/canonical.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { installation, places } from '../database/sealing.js';

/**
 * What was decided beside trajectories is no event of one. Each such decision leaves a deed: what the row says by it, sealed
 * with the key of the installation and bound to its place and round, in one chain (`chain.ts`). The row is what is
 * read and listed by; its deeds, one over the other, are what it is compared with.
 */
export interface Deed {
  place: string;
  /** From 1 at each place. */
  round: number;
  says: Json;
}

export const deedPlaces = {
  delegation: (id: string) => `delegation/${id}`,
  hold: (id: string) => `hold/${id}`,
  erasure: (id: string) => `erasure/${id}`,
  erasurePerson: (erasureId: string, position: number) => `erasure-person/${erasureId}/${position}`,
  endedSession: (idHash: string) => `ended-session/${idHash}`,
};

/** What a deed says when its row is gone: erased, or taken out for a reason that is known. */
export const gone = { gone: true };

/** Deeds as `addDeeds` takes them, as one parameter. @throws KeysUnavailable */
export async function sealedDeeds(sealer: Sealer, deeds: readonly Deed[]): Promise<string> {
  const sealed = deeds.map(async ({ place, round, says }) => ({
    place,
    round,
    ...(await sealer.seal(installation, places.deed(place, round), says)),
  }));
  return JSON.stringify(await Promise.all(sealed));
}

/**
 * The part of a statement that adds deeds, beside the part that does what they say: both or neither.
 * @param parameter of the statement, such as `$3`, with what `sealedDeeds` gave
 * @param done a condition on `d`, which is a deed: that it was done
 */
export const addDeeds = (parameter: string, done: string): string => `
  insert into deeds (place, round, key_id, sealed)
  select d.place, d.round, d."keyId", decode(d.sealed, 'base64')
  from jsonb_to_recordset(${parameter}::jsonb) as d(place text, round integer, "keyId" text, sealed text)
  where ${done} order by d.place, d.round
  on conflict (place, round) do nothing`;

/** A hash that stands for a value in a deed which must not say it. Hexadecimal. */
export function standsFor(value: Json): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

import { createHmac } from 'node:crypto';
import { RegisterUnavailable } from '../../register/database/database.js';
import { ownReferencesOf, type OwnReference } from '../../register/trajectories/ownReferences.js';
import type { Actor } from '../../trajectory/replayed/state.js';
import type { Services } from '../serving/services.js';

/**
 * The organisation of someone: an agency in a municipality. People of an agency who work for the whole country are one of their
 * own.
 */
export const organisationOf = ({ agency, municipality }: Pick<Actor, 'agency' | 'municipality'>): string =>
  `${agency}/${municipality ?? ''}`;

/** A reference without what people write differently: case, spaces, punctuation and accents. Empty: nothing is left. */
export function normalisedReference(reference: string): string {
  return reference
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The keyed hash by which an organisation finds its own reference. Each organisation has a key of its own, so that the same number
 * of two of them cannot be recognised. Null when there is nothing to find.
 */
export function searchedBy(personKey: string, organisation: string, reference: string | null): string | null {
  const normalised = reference === null ? '' : normalisedReference(reference);
  if (normalised === '') return null;
  const key = createHmac('sha256', personKey).update(`own-reference:${organisation}`).digest();
  return createHmac('sha256', key).update(normalised).digest('base64url');
}

/** Rows with what the organisation of the caller calls each of their trajectories. */
export async function withOwnReferences<Item>(
  { register }: Pick<Services, 'register'>,
  actor: Actor,
  items: readonly Item[],
  idOf: (item: Item) => string,
): Promise<(Item & { ownReference: OwnReference | null })[]> {
  const kept = await ownReferencesOf(register, items.map(idOf), organisationOf(actor));
  return items.map((item) => ({ ...item, ownReference: kept.get(idOf(item)) ?? null }));
}

/** The same for one trajectory; nothing while the register is away, for then it is not known. */
export async function ownReferenceIfUp(
  { register }: Pick<Services, 'register'>,
  actor: Actor,
  id: string,
): Promise<{ ownReference?: OwnReference | null }> {
  try {
    const kept = await ownReferencesOf(register, [id], organisationOf(actor));
    return { ownReference: kept.get(id) ?? null };
  } catch (error) {
    if (error instanceof RegisterUnavailable) return {};
    throw error;
  }
}

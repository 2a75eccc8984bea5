/**
 * What the next link of a chain may build on: as stored; what it should be by what was stored before; and what it should
 * be by the chain as it was worked out until here. They differ where something was changed, so that one fault is told
 * once. Never more than these three, or a log in which much was changed would take forever to verify.
 */
export type Before<Hash> = readonly Hash[];

/**
 * Follows a chain by one link.
 * @param before empty after a gap: then there is nothing to compare with
 * @param make the hash of this link after one of these
 * @returns whether the stored hash fits, and what the next link may build on
 */
export function follow<Hash>(
  before: Before<Hash>,
  stored: Hash,
  make: (previous: Hash) => Hash,
  isSame: (a: Hash, b: Hash) => boolean,
): { fits: boolean; next: Before<Hash> } {
  const made = before.map(make);
  if (made.some((hash) => isSame(hash, stored))) return { fits: true, next: [stored] };
  return { fits: false, next: [stored, ...made.slice(0, 1), ...made.slice(1).slice(-1)] };
}

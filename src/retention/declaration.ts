import { createHash } from 'node:crypto';
import type { ErasurePerson } from '../register/erasure/erasing.js';
import type { Erasure, Signer } from '../register/erasure/erasures.js';
import { canonical } from '../trajectory/replayed/canonical.js';
import type { Json } from '../trajectory/replayed/state.js';

/**
 * The declaration of destruction: what was destroyed, by whom, when and under which rule. It leads to no person: what it
 * says of them is how many there were.
 */
export function declarationOf(erasure: Erasure, persons: readonly ErasurePerson[], at: string): Json {
  const erased = persons.filter(({ stage }) => stage === 'erased');
  const leftOut: Record<string, number> = {};
  for (const { leftOut: why } of persons) if (why) leftOut[why] = (leftOut[why] ?? 0) + 1;
  return {
    erasure: erasure.id,
    municipality: erasure.municipality,
    motivation: erasure.motivation,
    reference: erasure.reference,
    proposed: signed(erasure.proposedBy, erasure.proposedAt),
    approved: erasure.decidedBy && erasure.decidedAt && signed(erasure.decidedBy, erasure.decidedAt),
    completedAt: at,
    destroyed: {
      persons: erased.length,
      trajectories: erased.reduce((sum, { trajectories }) => sum + trajectories.length, 0),
      keys: erased.reduce((sum, { keyIds }) => sum + (keyIds?.length ?? 0), 0),
      what: [
        'The keys with which everything of these persons was encrypted, so that no copy or backup can be read',
        'The histories of the workflows',
        'The messages to agencies, the open work, and what was held',
        'In the register: every reference to the persons, and the times of the day',
      ],
    },
    leftOut,
    kept: ['What the statistics count of each trajectory, by the day, under a random name', 'This declaration'],
  };
}

/** The same declaration always has the same hash: SHA-256 of its JSON with sorted keys, hexadecimal. */
export function hashOf(declaration: Json): string {
  return createHash('sha256').update(canonical(declaration)).digest('hex');
}

function signed({ subject, agency, municipality }: Signer, at: Date): Json {
  return { subject, agency, municipality, at: at.toISOString() };
}

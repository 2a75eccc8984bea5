import type { Json } from '../../../src/trajectory/replayed/state.js';

/** What is known of someone at the first conversation, when all of it is. */
export const intakeOn = (heldOn: string, changes: Record<string, Json> = {}): Record<string, Json> => ({
  heldOn,
  regionalTie: true,
  proceduresFinished: 'yes',
  otherShelterRight: 'no',
  dublinClaim: 'no',
  safeCountry: 'no',
  vulnerable: false,
  ...changes,
});

export const admittedOn = (decidedOn: string, changes: Record<string, Json> = {}): Record<string, Json> => ({
  decision: 'admitted',
  ground: 'meets-criteria',
  decidedOn,
  motivation: 'DEC-2026-0188',
  ...changes,
});

export const refusedOn = (decidedOn: string, changes: Record<string, Json> = {}): Record<string, Json> => ({
  decision: 'refused',
  ground: 'outside-target-group',
  decidedOn,
  motivation: 'DEC-2026-0188',
  ...changes,
});

/** A colleague confirms. */
export const confirmed = { verdict: 'confirmed', reason: 'The file supports it.' };

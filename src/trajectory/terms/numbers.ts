import type { Batch } from '../replayed/events.js';
import { fact } from '../replayed/fact.js';
import type { TrajectoryState } from '../replayed/state.js';

/**
 * The number of a person that became known after the referral, only ever as its pseudonym. It holds (`knownAs`: referrals by it find
 * this trajectory) when two persons have entered it; until then it waits and does nothing.
 */
export const knownNumber = fact<string>('knownAs');

/** A number that waits for its second look, with the person who entered it. */
export interface ProposedNumber {
  number: string;
  by: string;
  onBehalfOf?: string;
}

export const proposedNumber = fact<ProposedNumber>('proposedNumber');

/** The number was given at the referral: the reference of the person is its pseudonym. */
export const numberAtReferral = fact<true>('numberAtReferral');

/** Returns the number by which a trajectory is known, as its pseudonym; undefined: by none. */
export function numberOf({ facts, personRef }: Pick<TrajectoryState, 'facts' | 'personRef'>): string | undefined {
  return knownNumber.of(facts) ?? (numberAtReferral.of(facts) ? personRef : undefined);
}

/** An event after which another open trajectory may turn out to be of the same person. */
export interface Occasion {
  sequence: number;
  /** UTC instant. */
  at: string;
  /** The number that waits, when it is not yet one by which the trajectory is known. */
  proposed?: string;
  /** A number was taken away, or sent back by whoever looked at it. */
  withdrawn?: true;
}

/** Returns the occasions in these events: a trajectory opened or reopened, a number that was entered, that holds now or that is gone. */
export function occasionsIn(batches: readonly Batch[]): Occasion[] {
  return batches.flatMap(({ from, at, events }) =>
    events.flatMap(({ effect }, i): Occasion[] => {
      const sequence = from + i;
      if (effect?.opened || effect?.reopened) return [{ sequence, at }];
      const facts = effect?.facts;
      if (facts === undefined) return [];
      if (knownNumber.of(facts) !== undefined) return [{ sequence, at }];
      const proposed = proposedNumber.of(facts);
      if (proposed) return [{ sequence, at, proposed: proposed.number }];
      const isGone = [knownNumber, proposedNumber].some((one) => one.isIn(facts));
      return isGone ? [{ sequence, at, withdrawn: true }] : [];
    }),
  );
}

/** Returns the number that waited or held before an event, of a trajectory of which these are all events. */
export function numberBefore(batches: readonly Batch[], sequence: number): string | undefined {
  const facts = batches.flatMap(({ from, events }) =>
    events.flatMap(({ effect }, i) => (from + i < sequence && effect?.facts ? [effect.facts] : [])),
  );
  const set = facts.findLast((one) => knownNumber.of(one) || proposedNumber.of(one));
  return set && (knownNumber.of(set) ?? proposedNumber.of(set)?.number);
}

/** Returns what these events say of the number by which the trajectory is known; undefined: nothing, null: none any more. */
export function knownNumberAfter(batches: readonly Batch[]): string | null | undefined {
  const set = batches
    .flatMap(({ events }) => events.map(({ effect }) => effect?.facts))
    .findLast((facts) => facts !== undefined && knownNumber.isIn(facts));
  return set && (knownNumber.of(set) ?? null);
}

import { fact } from '../../trajectory/replayed/fact.js';
import { numberOf, proposedNumber } from '../../trajectory/terms/numbers.js';
import type { LooksAt } from '../../trajectory/definitions/others.js';
import { duplicateOffer, continuesInFact } from '../../trajectory/replayed/transfer.js';
import type { Json, TrajectoryState } from '../../trajectory/replayed/state.js';
import {
  closeWith,
  setFacts,
  tellTrajectory,
  type Consequence,
  type TrajectoryView,
  type Reason,
  eventTypes,
} from '../define.js';
import { mustBeUndecided } from '../outcome/conclusion.js';
import type { Proposer } from '../casework/secondPair.js';
import { refuse } from './refusals.js';

/**
 * Two open trajectories of one person (docs/decisions/0030). The one that is to end proposes it; the one in which the work goes
 * on is told, and from then on can't be closed as a duplicate itself. So whatever happens at once, no two close into each other.
 */

/** Of a duplicate in another municipality, which is told. */
export const duplicateEvents = eventTypes({
  'duplicate-offered': {
    nl: 'Als dubbel traject aangeboden aan een andere gemeente',
    en: 'Offered to another municipality as a duplicate',
    told: { nl: 'Er is u een dubbel traject aangeboden', en: 'A duplicate trajectory was offered to you' },
    means: {
      nl: 'Een andere gemeente denkt dat deze persoon ook bij u een open traject heeft. Open het bericht om het aanbod te aanvaarden of af te wijzen.',
      en: 'Another municipality thinks that this person has an open trajectory with you as well. Open the message to accept or refuse the offer.',
    },
  },
  'duplicate-revoked': {
    nl: 'Aanbod van het dubbele traject ingetrokken',
    en: 'Offer of the duplicate revoked',
    told: {
      nl: 'Het aanbod van een dubbel traject is ingetrokken',
      en: 'The offer of a duplicate trajectory was revoked',
    },
  },
});

/** The step in which a colleague looks at it. */
export const duplicateCheck = 'duplicate-check';
/** The messages, by what has become of it in the trajectory that sends them. */
export const told = {
  proposed: 'duplicate-proposed',
  cancelled: 'duplicate-cancelled',
  closed: 'duplicate-joined',
  reopened: 'duplicate-reopened',
} as const;

export interface ProposedDuplicate extends Proposer {
  continuesIn: string;
}
/** It waits for a colleague of the same municipality. */
export const proposedDuplicate = fact<ProposedDuplicate>('duplicateProposal');

/** What a trajectory in which the work goes on keeps of each other one, by its id. */
export interface JoinedDuplicate {
  status: 'proposed' | 'closed' | 'none';
  /** Of the other one, when it last said so. */
  version: number;
  /** The number of the other one is known here since then: when that one is reopened, it goes back. */
  gave?: string;
}
export const joinedDuplicates = fact<Record<string, JoinedDuplicate>>('duplicates');

/** The trajectory in which the work is to go on, while that waits for an answer. */
export function proposedTarget({ facts }: Pick<TrajectoryState, 'facts'>): string | undefined {
  return proposedDuplicate.of(facts)?.continuesIn ?? duplicateOffer.of(facts)?.continuesIn;
}

export const looksAtTarget: LooksAt = (state) => {
  const target = proposedTarget(state);
  return target === undefined ? {} : { ids: [target] };
};

export const isAwaited = ({ facts }: Pick<TrajectoryState, 'facts'>) =>
  Object.values(joinedDuplicates.of(facts) ?? {}).some(({ status }) => status === 'proposed');

/** Takes back what was proposed or offered. */
export const noLongerProposed = { ...proposedDuplicate.set(null), ...duplicateOffer.set(null) };

/** @throws Refusal when this one can't be proposed as a duplicate now */
export function mustBeProposable(t: TrajectoryView): void {
  mustBeUndecided(t);
  if (proposedTarget(t.state) !== undefined) throw refuse('conflict', 'proposed-already');
  mustNotBeAwaited(t);
  mustHaveNoNumberInWait(t);
}

function mustNotBeAwaited({ state }: TrajectoryView): void {
  if (isAwaited(state)) throw refuse('conflict', 'awaited-by-another');
}

function mustHaveNoNumberInWait(t: TrajectoryView): void {
  if (t.fact(proposedNumber) !== undefined) throw refuse('conflict', 'number-in-wait');
}

/**
 * @param other in which the work is to go on; undefined when it was not looked up
 * @throws Refusal when the work can't go on there
 */
export function mustBeAbleToGoOnIn(t: TrajectoryView, other: TrajectoryState): void {
  if (other.status === 'closed') throw refuse('conflict', 'other-is-closed');
  if (proposedTarget(other) !== undefined) throw refuse('conflict', 'other-is-proposed');
  const [own, theirs] = [numberOf(t.state), numberOf(other)];
  const inWait = proposedNumber.of(other.facts)?.number;
  if (own !== undefined && [theirs, inWait].some((number) => number !== undefined && number !== own)) {
    throw refuse('conflict', 'different-numbers');
  }
}

/** Ends this trajectory as a duplicate, when a second person has looked. */
export function closeInto(t: TrajectoryView, target: string, reason: Reason): Consequence[] {
  mustBeUndecided(t);
  mustNotBeAwaited(t);
  mustHaveNoNumberInWait(t);
  const other = t.others?.find(({ state }) => state.id === target)?.state;
  if (t.others !== undefined) {
    if (!other) throw refuse('conflict', 'other-is-gone');
    mustBeAbleToGoOnIn(t, other);
    if (joinedDuplicates.of(other.facts)?.[t.state.id]?.status !== 'proposed') {
      throw refuse('conflict', 'other-has-not-noted');
    }
  }
  return [
    setFacts(noLongerProposed, continuesInFact.set(target)),
    closeWith('DUPLICATE', reason),
    tellOther(t, target, 'closed'),
  ];
}

/** Tells the trajectory in which the work goes on what has become of this one. */
export function tellOther({ state }: TrajectoryView, target: string, what: keyof typeof told): Consequence {
  const number = numberOf(state);
  // Those that gave it the number: it goes back from there when one of them is reopened.
  const passedOn = Object.entries(joinedDuplicates.of(state.facts) ?? {}).flatMap(([id, { gave, version }]) =>
    gave !== undefined && gave === number ? [{ id, version }] : [],
  );
  const input: Record<string, Json> = {
    from: state.id,
    version: state.version,
    ...(number !== undefined && { number }),
    ...(passedOn.length > 0 && { passedOn }),
  };
  return tellTrajectory(target, told[what], input);
}

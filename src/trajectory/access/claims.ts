import type { Effect } from '../replayed/events.js';
import { fact } from '../replayed/fact.js';
import { hasRole, rolesOf } from '../replayed/roles.js';
import type { Actor, Agency, OpenStep, TrajectoryState } from '../replayed/state.js';

/**
 * Who has taken an open step upon them, so that two colleagues do not do the same. It is a word to each other and refuses
 * nothing: anyone who may perform the step still may.
 */
export interface Claim {
  /** The subject of the person who claimed it. */
  by: string;
  agency: Agency;
  /** UTC instant. */
  at: string;
  /** The opening of the step that was claimed, and for whom it waited: another round or another agency begins unclaimed. */
  round: string;
  responsible: Agency;
}

/** By step. */
export type Claims = Readonly<Record<string, Claim>>;

export const claimsFact = fact<Claims>('claims', {
  about: (step, claim) => ({ step, knownTo: whoHearsOfClaims(claim) }),
});

/** Who hears that a step is taken up or put back: the municipality, which directs, and the agency for which it waits. */
export const whoHearsOfClaims = ({ responsible }: Pick<Claim, 'responsible'>): Agency[] => [
  'municipality',
  responsible,
];

/** The claim of a step that is open, by those that are kept; null when there is none for this opening. */
export function claimIn(claims: Claims, open: Pick<OpenStep, 'step' | 'openedAt' | 'responsible'>): Claim | null {
  const claim = Object.hasOwn(claims, open.step) ? claims[open.step] : undefined;
  return claim?.round === open.openedAt && claim.responsible === open.responsible ? claim : null;
}

/** The claims of the steps that are open now, by step. */
export function claimsOf({ facts, openSteps }: Pick<TrajectoryState, 'facts' | 'openSteps'>): Claims {
  const kept = claimsFact.of(facts) ?? {};
  return Object.fromEntries(
    openSteps.flatMap((open) => {
      const claim = claimIn(kept, open);
      return claim ? [[open.step, claim] as const] : [];
    }),
  );
}

/** The fact that keeps them. */
export const keptClaims = (claims: Claims) => claimsFact.set(Object.keys(claims).length > 0 ? claims : null);

/** A claim as someone may see it. */
export interface ShownClaim {
  mine: boolean;
  /** Null for who may know that it is claimed, and not by whom. */
  by: string | null;
  at: string;
}

export const directs = (actor: Actor) => hasRole(actor, 'case-director', 'coordinator');

/** Colleagues see who it is, and so does who directs; others see no more than that it is taken up. */
export function shownClaim(claim: Pick<Claim, 'by' | 'agency' | 'at'>, actor: Actor): ShownClaim {
  const sees = claim.agency === actor.agency || directs(actor);
  return { mine: claim.by === actor.subject, by: sees ? claim.by : null, at: claim.at };
}

/** The last claims that these effects set, by step; undefined when they set none. */
export function lastClaims(effects: readonly (Effect | undefined)[]): Claims | undefined {
  const set = effects.findLast((effect) => effect?.facts !== undefined && claimsFact.isIn(effect.facts));
  return set?.facts && (claimsFact.of(set.facts) ?? {});
}

/** Who is told whether a step is taken up: those for whom it waits, and who directs. */
export function knowsOfClaims({ responsible }: Pick<OpenStep, 'responsible'>, actor: Actor): boolean {
  return responsible === actor.agency || directs(actor);
}

/** Who may take a step upon them: only someone who may perform it, of those who are told whether it is taken up. */
export function mayClaim(
  open: Pick<OpenStep, 'responsible'>,
  actor: Actor,
  performedBy: readonly string[] | undefined,
): boolean {
  return knowsOfClaims(open, actor) && rolesOf(actor).some((role) => performedBy?.includes(`${actor.agency}:${role}`));
}

/** From whom a step is taken by taking it up: who has it, or the agency for which it waits; null when from nobody. */
export function takenFrom(
  { responsible }: Pick<OpenStep, 'responsible'>,
  taken: Pick<Claim, 'by' | 'agency'> | undefined,
  actor: Actor,
): Agency | null {
  if (taken && taken.by !== actor.subject) return taken.agency;
  return responsible === actor.agency ? null : responsible;
}

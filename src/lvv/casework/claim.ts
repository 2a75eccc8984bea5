import { isAgency } from '../agencies.js';
import { actionGroups } from './actionGroups.js';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { z } from 'zod';
import {
  claimsOf,
  directs,
  keptClaims,
  knowsOfClaims,
  mayClaim,
  takenFrom,
  whoHearsOfClaims,
  type Claim,
} from '../../trajectory/access/claims.js';
import type { Refusal } from '../../trajectory/replayed/refusal.js';
import type { Actor, OpenStep } from '../../trajectory/replayed/state.js';
import { defineAction, setFacts, tell, type Consequence, type TrajectoryView, type Agency } from '../define.js';
import { everyoneWithFiles } from '../roles.js';
import { reason } from './fields.js';
import { knownOpenSteps, openStepNamed, openStepName } from './openStep.js';
import { refuse, says } from './refusals.js';

const example = { step: 'periodic-review' };

/** Others than these see nothing of it, not even that something was done. */
function heardBy({ state }: TrajectoryView, { step }: { step: string }): Agency[] {
  const open = state.openSteps.find((one) => one.step === step) ?? { responsible: 'municipality' };
  return whoHearsOfClaims(open).filter(isAgency);
}

/**
 * Takes an open step upon oneself, so that colleagues see that it is taken up. It keeps nobody from performing the step.
 * What someone else has, or what waits for another agency, is taken with a reason, and they are told.
 */
export const claim = defineAction({
  name: 'claim',
  title: { en: 'Take up a step', nl: 'Stap oppakken' },
  done: { en: 'Step taken up', nl: 'Stap opgepakt' },
  group: actionGroups.handOver,
  description: {
    en: 'Says that you take up an open step, so that no colleague does the same. Anyone who may perform it still may. To take over what someone else has taken up, or what waits for another agency, give a reason: they are told.',
    nl: 'Laat zien dat u een open stap oppakt, zodat geen collega hetzelfde doet. Wie de stap mag uitvoeren, mag dat nog steeds. Heeft iemand anders de stap opgepakt, of wacht de stap op een andere partij? Geef dan een reden. Die partij krijgt bericht.',
  },
  performedBy: everyoneWithFiles,
  tells: {},
  concerns: ({ step }) => step,
  knownTo: heardBy,
  aboutSteps: (t) =>
    openFor(t, (open, actor) => canClaim(t, open, actor) && claimsOf(t.state)[open.step]?.by !== actor.subject),
  bulk: true,
  input: z.strictObject({ step: openStepName, reason: reason.optional() }),
  example,
  decide: (t, { step, reason: why }) => {
    const open = openStepNamed(t, step);
    const actor = actorOf(t);
    mustHearOfClaims(open, actor);
    if (!canClaim(t, open, actor)) {
      const performers = t.step(step)?.performedBy;
      throw performers
        ? refuse('forbidden', 'taken-up-by-performers', { step, performers })
        : refuse('forbidden', 'taken-up-by-nobody', { step });
    }
    const taken = claimsOf(t.state)[step];
    if (taken?.by === actor.subject) {
      throw refuse('conflict', 'taken-up-by-you', { step, since: dayOf(taken.at) });
    }
    const from = takenFrom(open, taken, actor);
    if (from !== null && why === undefined) throw needsReason(open, taken, actor);
    const { subject: by, agency } = actor;
    const { openedAt: round, responsible } = open;
    return [
      ...claims(t, step, { by, agency, at: t.now, round, responsible }),
      ...(from === null ? [] : [tell(...new Set([from, responsible]))]),
    ];
  },
});

/**
 * Colleagues are told who it is; others only since when.
 *
 * Someone may have been quicker, so a step that is taken is a conflict; one of another agency was so from the start.
 */
function needsReason({ step, responsible }: OpenStep, taken: Claim | undefined, actor: Actor): Refusal {
  if (taken) {
    const since = dayOf(taken.at);
    return taken.agency === actor.agency
      ? refuse('conflict', 'taken-up-by-colleague', { step, since })
      : refuse('conflict', 'taken-up-by-other-agency', { step, since });
  }
  const errors = [{ pointer: '/reason', ...says('reason-to-take-from-agency') }];
  return refuse('invalid-input', 'waits-for', { step, agency: responsible }, { errors });
}

/** Gives a step that was claimed back to all for whom it waits. Who directs may do so for someone who is not there. */
export const release = defineAction({
  name: 'release',
  title: { en: 'Put a step back', nl: 'Stap teruggeven' },
  done: { en: 'Step put back', nl: 'Stap teruggegeven' },
  group: actionGroups.handOver,
  description: {
    en: 'You no longer take up an open step. A case director or coordinator can put back what someone else took up, with the reason. Their agency is told.',
    nl: 'U pakt een open stap niet langer op. Een casusverantwoordelijke of coördinator kan ook een stap teruggeven die een ander oppakte. Geef dan een reden. De partij van die ander krijgt bericht.',
  },
  performedBy: everyoneWithFiles,
  tells: {},
  concerns: ({ step }) => step,
  knownTo: heardBy,
  aboutSteps: (t) => openFor(t, ({ step }, actor) => mayRelease(claimsOf(t.state)[step], actor)),
  bulk: true,
  input: z.strictObject({ step: openStepName, reason: reason.optional() }),
  example,
  decide: (t, { step, reason: why }) => {
    const actor = actorOf(t);
    mustHearOfClaims(openStepNamed(t, step), actor);
    const taken = claimsOf(t.state)[step];
    if (!taken) throw refuse('conflict', 'not-taken-up', { step });
    if (!mayRelease(taken, actor)) throw refuse('forbidden', 'put-back-by-director', { step });
    if (taken.by !== actor.subject && why === undefined) {
      const errors = [{ pointer: '/reason', ...says('reason-to-put-back') }];
      throw refuse('invalid-input', 'taken-up-by-another', { step }, { errors });
    }
    return [...claims(t, step, null), ...(taken.by === actor.subject ? [] : [tell(taken.agency)])];
  },
});

/** The others are not told whether it is taken up, so neither is that what refuses them. */
function mustHearOfClaims(open: OpenStep, actor: Actor): void {
  if (knowsOfClaims(open, actor)) return;
  throw refuse('forbidden', 'waits-for-others', { step: open.step, agency: open.responsible });
}

function actorOf(t: TrajectoryView): Actor {
  if (t.actor) return t.actor;
  throw refuse('forbidden', 'taken-up-by-a-person');
}

/** Neither is a second look for who proposed what is looked at. */
function canClaim(t: TrajectoryView, open: OpenStep, actor: Actor): boolean {
  const step = t.step(open.step);
  return mayClaim(open, actor, step?.performedBy) && step?.offeredWhen?.(t) !== false;
}

const mayRelease = (taken: Claim | undefined, actor: Actor) =>
  taken !== undefined && (taken.by === actor.subject || directs(actor));

function openFor(t: TrajectoryView, is: (open: OpenStep, actor: Actor) => boolean): string[] {
  const { actor } = t;
  if (actor === null) return [];
  return knownOpenSteps(t)
    .filter((open) => knowsOfClaims(open, actor) && is(open, actor))
    .map(({ step }) => step);
}

/** The claims that are left of the steps that are open, with this one; those of what is done are forgotten. */
function claims(t: TrajectoryView, step: string, claimed: Claim | null): Consequence[] {
  const { [step]: _before, ...others } = claimsOf(t.state);
  const now = claimed === null ? others : { ...others, [step]: claimed };
  return [setFacts(keptClaims(now))];
}

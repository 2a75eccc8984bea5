import { z } from 'zod';
import { claimsOf, directs, keptClaims, mayClaim, whoHearsOfClaims, type Claim } from '../../trajectory/claims.js';
import { Refusal } from '../../trajectory/refusal.js';
import { roles } from '../../trajectory/roles.js';
import type { Actor, Agency, OpenStep } from '../../trajectory/state.js';
import {
  defineAction,
  setFacts,
  type AgencyRole,
  type Consequence,
  type TrajectoryView,
} from '../../trajectory/step.js';
import { reason } from '../fields.js';
import { knownOpenSteps, openStepNamed, openStepName } from './openStep.js';

/** Whoever works with files, of any agency. */
const everyoneWithFiles: AgencyRole[] = Object.entries(roles).flatMap(([role, { agencies, files }]) =>
  files ? agencies.map((agency): AgencyRole => `${agency}:${role}`) : [],
);

const example = { step: 'return-counselling' };

/** Others than these see nothing of it, not even that something was done. */
function heardBy({ state }: TrajectoryView, { step }: { step: string }): Agency[] {
  return whoHearsOfClaims(state.openSteps.find((one) => one.step === step) ?? { responsible: 'municipality' });
}

/** Takes an open step upon oneself, so that colleagues see that it is taken up. It keeps nobody from performing the step. */
export const claim = defineAction({
  name: 'claim',
  title: { en: 'Take up a step', nl: 'Stap oppakken' },
  description: {
    en: 'Says that you take up an open step, so that no colleague does the same. Anyone who may perform it still may.',
    nl: 'Laat zien dat u een open stap oppakt, zodat geen collega hetzelfde doet. Wie de stap mag uitvoeren, mag dat nog steeds.',
  },
  performedBy: everyoneWithFiles,
  tells: {},
  concerns: ({ step }) => step,
  knownTo: heardBy,
  aboutSteps: (t) => openFor(t, ({ step }) => claimsOf(t.state)[step] === undefined),
  bulk: true,
  input: z.strictObject({ step: openStepName }),
  example,
  decide: (t, { step }) => {
    const open = openStepNamed(t, step);
    const actor = actorOf(t);
    mustHearOfClaims(open, actor);
    const taken = claimsOf(t.state)[step];
    if (taken) throw new Refusal('conflict', `${step} is taken up already, ${whoAndWhen(taken, actor)}.`);
    const { subject: by, agency } = actor;
    const { openedAt: round, responsible } = open;
    return claims(t, step, { by, agency, at: t.now, round, responsible });
  },
});

/** Gives a step that was claimed back to all for whom it waits. Who directs may do so for someone who is not there. */
export const release = defineAction({
  name: 'release',
  title: { en: 'Put a step back', nl: 'Stap teruggeven' },
  description: {
    en: 'You no longer take up an open step. A case director or coordinator can put back what someone else took up, with the reason.',
    nl: 'U pakt een open stap niet langer op. Een casusverantwoordelijke of coördinator kan ook teruggeven wat een ander oppakte, met de reden.',
  },
  performedBy: everyoneWithFiles,
  tells: {},
  concerns: ({ step }) => step,
  knownTo: heardBy,
  aboutSteps: (t) => openFor(t, ({ step }) => mayRelease(claimsOf(t.state)[step], t.actor)),
  bulk: true,
  input: z.strictObject({ step: openStepName, reason: reason.optional() }),
  example,
  decide: (t, { step, reason: why }) => {
    const actor = actorOf(t);
    mustHearOfClaims(openStepNamed(t, step), actor);
    const taken = claimsOf(t.state)[step];
    if (!taken) throw new Refusal('conflict', `${step} is not taken up by anyone, so there is nothing to put back.`);
    if (!mayRelease(taken, actor)) {
      const detail = `${step} is taken up by someone else. A case director or coordinator can put it back for them.`;
      throw new Refusal('forbidden', detail);
    }
    if (taken.by !== actor.subject && why === undefined) {
      throw new Refusal('invalid-input', `${step} is taken up by someone else.`, {
        errors: [{ pointer: '/reason', detail: 'Say why you put back what someone else has taken up.' }],
      });
    }
    return claims(t, step, null);
  },
});

/** The others are not told whether it is taken up, so neither is that what refuses them. */
function mustHearOfClaims(open: OpenStep, actor: Actor): void {
  if (mayClaim(open, actor)) return;
  const detail = `${open.step} waits for ${open.responsible}. Only they, a case director or a coordinator can take it up or put it back.`;
  throw new Refusal('forbidden', detail);
}

function actorOf(t: TrajectoryView): Actor {
  if (t.actor) return t.actor;
  throw new Refusal('forbidden', 'A step is taken up by a person.');
}

const mayRelease = (taken: Claim | undefined, actor: Actor | null) =>
  taken !== undefined && actor !== null && (taken.by === actor.subject || directs(actor));

function openFor(t: TrajectoryView, is: (open: OpenStep) => boolean): string[] {
  const { actor } = t;
  if (actor === null) return [];
  return knownOpenSteps(t)
    .filter((open) => mayClaim(open, actor) && is(open))
    .map(({ step }) => step);
}

/** Colleagues are told who it is; others only since when. */
function whoAndWhen({ by, agency, at }: Claim, actor: Actor): string {
  const since = `since ${at}`;
  if (by === actor.subject) return `${since} by you`;
  return agency === actor.agency ? `${since} by ${by}` : since;
}

/** The claims that are left of the steps that are open, with this one; those of what is done are forgotten. */
function claims(t: TrajectoryView, step: string, claimed: Claim | null): Consequence[] {
  const { [step]: _before, ...others } = claimsOf(t.state);
  const now = claimed === null ? others : { ...others, [step]: claimed };
  return [setFacts(keptClaims(now))];
}

import type { z } from 'zod';
import type { TrajectoryRow } from '../../register/trajectories/trajectories.js';
import { knowsOfClaims, shownClaim, type Claim, type ShownClaim } from '../../trajectory/access/claims.js';
import { knowsStepIn } from '../../trajectory/access/compartments.js';
import type { KnowsStep } from '../../trajectory/definitions/compartment.js';
import { stepNamingOf, type StepNaming } from '../../trajectory/definitions/formerNames.js';
import { agencyView, allKnown, type AgencyView } from '../../trajectory/access/knowledge.js';
import type { Actor, Agency, Json, TrajectoryState, TrajectorySummary } from '../../trajectory/replayed/state.js';
import { responsibleForRound } from '../../trajectory/definitions/partners.js';
import { plannedIn } from '../../trajectory/deciding/planned.js';
import { personSeenBy } from '../../trajectory/access/person.js';
import { rulesOf, type Programme } from '../../trajectory/definitions/programme.js';
import { audienceOfRecorded, dataFor, definitionOf } from '../../trajectory/access/recorded.js';
import { calledBy } from '../../trajectory/deciding/correction.js';
import { causedBy } from '../../trajectory/reading/causedBy.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import { withNumberFor, type KnownEntry } from '../access/compartments.js';
import type { Corrections } from './corrected.js';
import type { Services } from '../serving/services.js';
import type * as schemas from './schemas.js';
import type * as timelineSchemas from './timelineSchemas.js';
import type { Speech } from './speech.js';

/** What callers are shown, from what the engine and the register hold. */

/** Who is shown something, with what that depends on. */
export interface Viewer {
  actor: Actor;
  /** Which steps their agency may know of. */
  knows: KnowsStep;
  naming: StepNaming;
  /** The facts about the person that their agency may see. */
  seesOfPerson: ReadonlySet<string>;
}

export function viewerOf({ programmes }: Pick<Services, 'programmes'>, actor: Actor): Viewer {
  return {
    actor,
    knows: knowsStepIn(programmes, actor.agency),
    naming: stepNamingOf(programmes),
    seesOfPerson: personSeenBy(programmes, actor.agency),
  };
}

/** Whom it is about, as far as the caller's agency may see it. */
export const personView = (facts: Readonly<Record<string, Json>>, { seesOfPerson }: Viewer): Record<string, Json> =>
  Object.fromEntries(Object.entries(facts).filter(([fact, value]) => value !== null && seesOfPerson.has(fact)));

/** A summary as an agency knows it. */
export function trajectoryView(
  { knowledge, ...summary }: TrajectorySummary,
  source: 'workflow' | 'register',
  viewer: Viewer,
  claimOf?: ClaimOf,
): z.output<typeof schemas.trajectory> {
  return {
    ...summary,
    ...agencyView(knowledge ?? allKnown, viewer.actor.agency, summary),
    ...whatIsOpen(summary.openSteps, viewer, claimOf),
    source,
  };
}

/**
 * What will be open on a later day, of what an agency may know.
 * @param programme of the moment; undefined for a municipality that is not in the configuration any more
 */
export function plannedView(state: TrajectoryState, { knows, naming }: Viewer, programme: Programme | undefined) {
  const partners = programme ? rulesOf(programme).partners : [];
  // With an outcome nothing opens.
  const planned = state.outcome === null ? Object.values(plannedIn(state)) : [];
  const shown = planned
    .filter(({ step, knownTo }) => knows(step, knownTo))
    .toSorted((one, other) => (one.opensOn < other.opensOn ? -1 : 1))
    .map(({ step: stored, opensOn, responsible: asked, knownTo }) => {
      const step = naming.now(stored);
      const definition = programme?.steps.find(({ name }) => name === step);
      const responsible = definition ? (responsibleForRound(definition, asked, partners) ?? null) : null;
      return { step, responsible, opensOn, ...(knownTo && { knownTo }) };
    });
  return shown.length > 0 ? { planned: shown } : {};
}

/** What an agency knows of a row: nothing that moves in it, when it has no part of its own. */
function viewIn({ views, version, updatedAt, parties }: TrajectoryRow, agency: Agency): AgencyView {
  if (agency === 'municipality') return { version, updatedAt: updatedAt.toISOString(), parties };
  const view = views[agency];
  if (!view) throw new Error(`The register has no view of ${agency} of a trajectory that it may know of.`);
  return view;
}

/** What someone is told of the claim of an open step; null: nothing. */
type ClaimOf = (open: RecordedStep) => ShownClaim | null;

/** Those for whom a step waits see that it is taken up, and so does who directs. */
export function claimsFor(
  actor: Actor,
  claimed: (open: RecordedStep) => Pick<Claim, 'by' | 'agency' | 'at'> | null | undefined,
): ClaimOf {
  return (open) => {
    const claim = knowsOfClaims(open, actor) ? claimed(open) : null;
    return claim ? shownClaim(claim, actor) : null;
  };
}

const recordedClaim = (open: RecordedStep) => ('claim' in open ? open.claim : null);

/** The open steps that an agency may know of, and what hangs on them; the others are not there for it. */
function whatIsOpen(openSteps: readonly RecordedStep[], { knows, naming }: Viewer, claimOf: ClaimOf = () => null) {
  const known = openSteps.filter(({ step, knownTo }) => knows(step, knownTo));
  const days = known.flatMap(({ fatalDate }) => (fatalDate === null ? [] : [fatalDate]));
  return {
    openSteps: known.map((open) => {
      const { step, responsible, openedAt, targetDate, fatalDate, overdue, knownTo } = open;
      const claim = claimOf(open);
      const shown = { step: naming.now(step), responsible, openedAt, targetDate, fatalDate, overdue };
      return { ...shown, ...(knownTo && { knownTo }), ...(claim && { claim }) };
    }),
    overdue: known.some(({ overdue }) => overdue),
    nextDeadline: days.toSorted()[0] ?? null,
  };
}

type RecordedStep = TrajectoryRow['openSteps'][number] | TrajectorySummary['openSteps'][number];

/** A row of a list, before what the caller's own organisation calls it stands with it. */
type Listed = Omit<z.output<typeof schemas.listedTrajectory>, 'ownReference'>;

export function listedTrajectory(row: TrajectoryRow, viewer: Viewer): Listed {
  const { views: _views, person, ...shown } = row;
  return {
    ...shown,
    person: personView(person, viewer),
    ...viewIn(row, viewer.actor.agency),
    ...whatIsOpen(row.openSteps, viewer, claimsFor(viewer.actor, recordedClaim)),
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

export function recordedTrajectory(row: TrajectoryRow, viewer: Viewer): z.output<typeof schemas.trajectory> {
  const { figures: _ofTheSituation, ...shown } = listedTrajectory(row, viewer);
  return { ...shown, source: 'register' };
}

/** @param state as all events of the trajectory made it */
export function timelineItem(
  { event, number, knowsCause }: KnownEntry,
  actor: Actor,
  state: TrajectoryState,
  definitions: readonly (Step | Action)[],
  corrections: Corrections,
  speech: Speech,
): z.output<typeof timelineSchemas.timelineItem> {
  const definition = definitionOf(event, definitions);
  const data = corrections.filledIn(event, withNumberFor(actor.agency, event, state, definitions));
  const corrected = corrections.of(event);
  const cause = causedBy(event);
  return {
    sequence: number,
    type: event.step === null && definition ? definition.name : event.type,
    at: event.at.toISOString(),
    actor: event.actor && knowsCause && cause === null ? whoActed(event.actor) : null,
    ...(knowsCause ? {} : { withheld: true as const }),
    causedBy: knowsCause ? cause : null,
    step: event.step === null ? null : (definition?.name ?? event.step),
    title: speech.event(calledBy(event), event.step),
    reason:
      knowsCause && event.reason !== null && mayReadReason(actor, event, definition)
        ? speech.reason(event.reason)
        : null,
    data: dataFor([actor.agency], { data, seenBy: event.seenBy }, definition),
    ...(corrected && { corrected }),
    tells: event.tells,
  };
}

function whoActed({ subject, agency, municipality, onBehalfOf }: Actor) {
  return { subject, agency, municipality, onBehalfOf: onBehalfOf ?? null };
}

/** What a person gave as the reason of an action has the audience of that field; other reasons are codes. */
function mayReadReason(actor: Actor, event: KnownEntry['event'], definition: Step | Action | undefined): boolean {
  const isFilledIn = event.data !== null && typeof event.data === 'object' && 'reason' in event.data;
  if (event.step !== null || !isFilledIn) return true;
  return audienceOfRecorded(event, definition, 'reason').includes(actor.agency);
}

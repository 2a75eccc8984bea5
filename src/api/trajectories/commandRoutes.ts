import { findCommand } from '../../register/trajectories/timeline.js';
import { findTrajectory } from '../../register/trajectories/trajectories.js';
import { knowsStepIn } from '../../trajectory/access/compartments.js';
import { isCorrecting } from '../../trajectory/definitions/ownNames.js';
import { performingOf } from '../../trajectory/deciding/decide.js';
import type { PersonCommand } from '../../trajectory/replayed/events.js';
import { firstNameOf } from '../../trajectory/definitions/formerNames.js';
import { closedWith, Refusal } from '../../trajectory/replayed/refusal.js';
import { knowledgeOf, versionFor } from '../../trajectory/access/knowledge.js';
import type { Actor, Agency, Json, TrajectoryState } from '../../trajectory/replayed/state.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import { partsOf } from '../../trajectory/replayed/transfer.js';
import { pseudonymOf } from './personNumbers.js';
import { noteAskedFor } from './askedFor.js';
import { asKnown, staleAt, withSequence } from '../access/compartments.js';
import { atVersionSeen, performCorrection, prepared } from './correcting.js';
import type { Decisions } from '../access/decisions.js';
import { keyReused, NoOpenTrajectory, notConfirmed, type Engine } from '../engine/engine.js';
import { bodyHashOf, commandIdOf } from '../http/identifiers.js';
import { notRecordedYet } from '../engine/reopening.js';
import { etag, expectedVersion, idempotencyKey, route, type Call, type Reply, type Route } from '../serving/route.js';
import * as schemas from './schemas.js';
import type { Services } from '../serving/services.js';
import { trajectoryView, viewerOf } from './views.js';
import { definitionsOf } from '../../trajectory/definitions/programme.js';
import { noSuchTrajectory, personRefIn, rowIfUp, viewOf } from './reading.js';
import { Problem, says } from '../http/problem.js';

/** One route for each step and action that there is: their addresses, bodies and examples come from the definitions. */
export function commandRoutes(services: Services): Route[] {
  const { steps, actions } = definitionsOf(services.programmes);
  return [...steps, ...actions].map((definition) =>
    route({
      method: 'post',
      path: `/v1/trajectories/{id}/${definition.kind}s/${definition.name}`,
      alsoAt: (definition.formerly ?? []).map((name) => `/v1/trajectories/{id}/${definition.kind}s/${name}`),
      operationId: `${definition.kind}-${definition.name}`,
      tag: `${definition.kind}s`,
      activity: `trajectory.${definition.name}`,
      summary: definition.title.en,
      description: `${definition.description.en} Performed by ${definition.performedBy.join(', ')}.`,
      asks: askedOf(definition),
      body: { schema: definition.input, example: definition.example },
      command: 'changes',
      responses: {
        200: { description: 'Done: the trajectory as it is now', schema: schemas.trajectory, headers: ['ETag'] },
      },
      problems: [
        'not-found',
        ...(definition.kind === 'step' ? (['step-not-open'] as const) : []),
        'conflict',
        'trajectory-closed',
        'trajectory-away',
        'record-ahead',
        'clock-differs',
        'record-behind',
        'stale-version',
        'idempotency-key-reused',
        'step-failed',
        'not-confirmed',
        ...(isForClosed(definition) ? (['register-unavailable'] as const) : []),
      ],
      handle: (call) => performed(services, definition, call),
    }),
  );
}

async function performed(services: Services, definition: Step | Action, call: Call<unknown>): Promise<Reply> {
  const command = commandOf(services, definition, call);
  const view = await performCommand(services, definition, command, call.access);
  for (const field of definition.pseudonymised ?? []) {
    const named = (command.input as Record<string, Json>)[field];
    if (typeof named === 'string') await noteAskedFor(services, call.access, named);
  }
  return accepted(view);
}

/** The command that a call asks for. */
export function commandOf(services: Services, definition: Step | Action, call: Call<unknown>): PersonCommand {
  const { kind, name, pseudonymised = [] } = definition;
  const { actor } = call;
  const body = pseudonymised.reduce((input, field) => withPseudonym(services, actor, input, field), call.body);
  const id = call.params['id'] ?? '';
  const version = performingOf(definition) === 'trajectory:answer-offer' ? ofOffer(call) : expectedVersion(call);
  return {
    kind,
    trajectoryId: id,
    name,
    input: body,
    commandId: commandIdOf(actor.subject, idempotencyKey(call)),
    bodyHash: bodyHashOf(`${id}/${kind}/${firstNameOf(definition)}`, body),
    actor,
    ...(version === undefined ? {} : { expectedVersion: version }),
  };
}

/**
 * Whoever is offered a trajectory knows of no entry, so to them it is at version 0: any other is refused, whatever it is.
 * The offer itself has to stand, which the kernel looks after.
 */
function ofOffer(call: Call<unknown>): undefined {
  const version = expectedVersion(call);
  if (version !== undefined && version !== 0) throw staleAt(0);
  return undefined;
}

/** What is a pseudonym already comes from nobody who may use this. */
function withPseudonym({ personKey, programmes }: Services, actor: Actor, input: Json, field: string): Json {
  const { [field]: value, ...rest } = input as Record<string, Json>;
  if (typeof value !== 'string') return input;
  const programme =
    actor.municipality === null ? undefined : programmes.at(actor.municipality, new Date().toISOString());
  return { ...rest, [field]: pseudonymOf(personKey, programmes.domain, programme, value, field) };
}

/** Gives a command to the trajectory that it is for. @returns the trajectory as it is then */
export async function performCommand(
  services: Services,
  definition: Step | Action,
  command: PersonCommand,
  access: Decisions,
) {
  mustPerform(access, definition, command.trajectoryId);
  try {
    // Asked before the engine is: so an engine that is not as far as the record was restored from an older backup.
    const atLeast = await services.contradictions.recordedVersion(command.trajectoryId);
    const sent = atLeast === undefined ? command : { ...command, atLeast };
    const answer = isCorrecting(definition.name) ? await performCorrection(services, definition, sent, access) : null;
    const { summary } = answer ?? (await perform(services, definition, sent, access));
    return shownTo(access, definition, trajectoryView(summary, 'workflow', viewerOf(services, command.actor)));
  } catch (error) {
    const code = error instanceof Refusal ? error.refused.code : undefined;
    if (error instanceof NoOpenTrajectory || code === 'not-found')
      return afterItsEnd(services, definition, command, access);
    // Its workflow is still at its last deliveries.
    if (code === 'trajectory-closed' && isForClosed(definition)) throw notRecordedYet();
    if (code === 'record-ahead') throw await recordAhead(services, command, error as Refusal);
    throw error;
  }
}

function recordAhead({ contradictions }: Services, { trajectoryId }: PersonCommand, { refused }: Refusal) {
  return contradictions.recordAhead(trajectoryId, Number(refused.extra?.['engineVersion']));
}

/** So often it is looked up again; a caller who is told that there was no answer sends it once more. */
const mostAttempts = 6;

/**
 * Gives a command to the kernel, which knows versions and entries by their sequence alone. An agency names them by numbers
 * of its own, so they are looked up first. What it may not know of can happen in between: then it is looked up again, and
 * the command goes once more. The engine keeps the answer to each update, so each version that was looked up makes another
 * one; the command itself happens once, by its own id.
 */
async function perform(
  { engine, programmes }: Services,
  definition: Step | Action,
  command: PersonCommand,
  access: Decisions,
) {
  const { actor, name, expectedVersion: expected, trajectoryId } = command;
  const { agency } = actor;
  const knows = knowsStepIn(programmes, agency);
  const personRef = personRefIn(trajectoryId);
  const isNumbered = expected !== undefined || (definition.kind === 'action' && definition.entryField !== undefined);
  if (agency === 'municipality' || !isNumbered) {
    return performByAnyName(engine, personRef, definition, command).catch((error: unknown) => {
      throw asKnown(error, name, agency, knows);
    });
  }
  let wasStale = false;
  for (let attempt = 1; ; attempt += 1) {
    const state = await openState(engine, trajectoryId);
    // Whoever may not know of it is told nothing by a number either.
    const resource = { type: 'trajectory' as const, id: trajectoryId, properties: partsOf(state) };
    if (!access.allows('trajectory:command', resource)) throw new NoOpenTrajectory();
    const isCurrent = expected !== undefined && viewedVersion(state, agency) === expected;
    const sent: PersonCommand = { ...command, input: withSequence(definition, command.input, agency, state) };
    // No trajectory is at version 0: so only a repeat of what has happened is answered.
    if (expected !== undefined) sent.expectedVersion = isCurrent ? state.version : 0;
    try {
      return await performByAnyName(engine, personRef, definition, sent, `${command.commandId}/${state.version}`);
    } catch (thrown) {
      const isStale = thrown instanceof Refusal && thrown.refused.code === 'stale-version';
      // What makes it stale may be the same command, sent before and done just now: that is seen at the next look.
      if (!isStale || (wasStale && !isCurrent)) throw asKnown(thrown, name, agency, knows, state);
      // Whatever came in between each time, the caller may not know of it.
      if (attempt === mostAttempts) throw notConfirmed();
      wasStale = !isCurrent;
    }
  }
}

/**
 * A step that got another name waits under the earlier one until the first command or tick after that. The kernel knows no
 * names, so the command that comes first goes under the name that is open; the decider knows both.
 */
async function performByAnyName(
  engine: Engine,
  personRef: string,
  { formerly = [] }: Step | Action,
  command: PersonCommand,
  updateId = command.commandId,
) {
  try {
    return await engine.perform(personRef, command, updateId);
  } catch (error) {
    const refused = error instanceof Refusal ? error.refused : undefined;
    const open = refused?.code === 'step-not-open' ? refused.extra?.['openSteps'] : undefined;
    const name = Array.isArray(open) ? formerly.find((before) => open.includes(before)) : undefined;
    if (name === undefined) throw error;
    return engine.perform(personRef, { ...command, name }, `${updateId}/${name}`);
  }
}

const viewedVersion = (state: TrajectoryState, agency: Agency) => versionFor(knowledgeOf(state), agency, state.version);

/** @throws NoOpenTrajectory; Problem `not-confirmed` when the engine does not answer in time */
async function openState(engine: Engine, id: string): Promise<TrajectoryState> {
  const personRef = personRefIn(id);
  const state = (await engine.read(personRef))?.state;
  if (state?.id === id) return state;
  if (state === undefined && (await engine.openOf(personRef)) === id) throw notConfirmed();
  throw new NoOpenTrajectory();
}

/** What the policy is asked about someone who would perform it. */
export function askedOf(definition: Step | Action) {
  const { performedBy } = definition;
  const otherwise = says('performed-by-others', { performers: performedBy });
  return { action: performingOf(definition), performedBy, otherwise };
}

/** Whether the caller's agency and roles may perform it at all; the trajectory itself says whether here and now. */
export function mustPerform(access: Decisions, definition: Step | Action, id: string): void {
  const { action, performedBy, otherwise } = askedOf(definition);
  access.must(action, { type: 'trajectory', id, properties: { performedBy } }, { role: otherwise });
}

function isForClosed(definition: Step | Action): boolean {
  return definition.kind === 'action' && definition.performedOn !== undefined;
}

/** Who answers an offer with no has done something to a trajectory that they may not see: they learn that it was done. */
function shownTo<View extends ReturnType<typeof trajectoryView>>(
  access: Decisions,
  definition: Step | Action,
  view: View,
): View {
  if (access.mayKnow(view)) return view;
  // Their own command of before, sent again with a token for another city: the engine gives its answer once more.
  if (performingOf(definition) !== 'trajectory:answer-offer') throw noSuchTrajectory();
  const nothing = { direction: null, outcome: null, openSteps: [], parties: [], overdue: false, nextDeadline: null };
  return { ...view, ...nothing, version: 0, openedAt: view.updatedAt };
}

/** The engine has no such open trajectory: it has ended, or never was, or is not for this caller to know of. */
async function afterItsEnd(services: Services, definition: Step | Action, command: PersonCommand, access: Decisions) {
  const { register, reopening } = services;
  const forClosed = isForClosed(definition);
  const row = forClosed
    ? await findTrajectory(register, command.trajectoryId)
    : await rowIfUp(register, command.trajectoryId);
  if (row === null) throw notConfirmed();
  if (!row) throw noSuchTrajectory();
  access.mustKnow(row);
  const earlier = await findCommand(register, row.id, command.commandId);
  if (earlier && earlier.bodyHash !== command.bodyHash) throw keyReused();
  // Read again, for it may have been recorded since the row was read.
  if (earlier) return viewOf(services, access, row.id);
  // Lost by the engine; or closed a moment ago, and the record is on its way.
  if (row.status === 'open') {
    const away = await services.contradictions.whenAway(row.id, row.version);
    if (away) throw away;
    if (!forClosed) throw notConfirmed();
    // Unless someone else has reopened it since the engine was asked: then it has the answer.
    if ((await services.engine.openOf(personRefIn(row.id))) !== row.id) throw notRecordedYet();
  }
  if (forClosed) {
    const staysClosed = definition.kind === 'action' && definition.performedOn === 'any';
    const summary = await reopening.perform(command, access, {
      staysClosed,
      prepared: (one, batches, state) => {
        const seen = atVersionSeen(one, state);
        return isCorrecting(definition.name) ? prepared(services, definition, seen, batches, state) : seen;
      },
    });
    return trajectoryView(summary, 'workflow', viewerOf(services, command.actor));
  }
  throw new Problem('trajectory-closed', closedWith(row.outcome), { outcome: row.outcome });
}

function accepted(view: { version: number }): Reply {
  return { status: 200, body: view, headers: { etag: etag(view.version) } };
}

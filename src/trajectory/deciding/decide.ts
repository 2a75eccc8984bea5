import { typed } from '../words/declare.js';
import { happened } from '../words/engine.js';
import { BatchBuilder } from './batchBuilder.js';
import type { Batch, Command, Difference, MessageCommand, PersonCommand, TrajectoryEvent } from '../replayed/events.js';
import { mustBePossibleDays } from '../definitions/dayRules.js';
import { accessRequest, decideAccess, type ResourceProperties } from '../replayed/policy.js';
import { Refusal, refusedAtTheDoor } from '../replayed/refusal.js';
import { nothingYet, type Actor, type Json, type TrajectoryState } from '../replayed/state.js';
import { check, countOf } from '../definitions/inputErrors.js';
import { waitedFor } from '../definitions/figures.js';
import { commandEventOf } from './commandEvent.js';
import { numberAtReferral } from '../terms/numbers.js';
import type { OtherTrajectory } from '../definitions/others.js';
import { nameNow } from '../definitions/formerNames.js';
import { seenByOf } from '../access/recorded.js';
import { rulesOf, type Programme } from '../definitions/programme.js';
import { tells, type Subject } from './telling.js';
import { partsOf } from '../replayed/transfer.js';
import { refuse } from '../words/engineRefusals.js';
import { concernedBy, type Action, type Step, type TrajectoryView } from '../definitions/step.js';

/** A command that was accepted before and is decided again. Whether its person might give it was looked at then. */
export interface Again {
  /** The instant before which what it tells of has happened, if not that of the command. */
  until?: string;
}

/**
 * (programme, state, command, now) → events. Pure. It runs outside the workflow, and only its answer is recorded, so
 * definitions may change while trajectories are open: a change holds from the next command on.
 * @param others the trajectories that the definition looks at; undefined when they were not looked up
 * @param again of a command that is decided again
 * @throws Refusal when the command can't be accepted; the state then stays as it was.
 */
export function decide(
  programme: Programme,
  state: TrajectoryState,
  command: Command,
  now: string,
  others?: readonly OtherTrajectory[],
  again?: Again,
): Batch {
  const at = now > state.updatedAt ? now : state.updatedAt;
  const draft = new BatchBuilder(
    programme,
    state,
    { commandId: command.commandId, at, ...provenance(command) },
    others,
  );
  draft.rename();
  if (command.kind === 'message') receive(draft, command);
  else if (command.kind !== 'tick') perform(draft, command, again);
  // After the command, which is of what it found; before the wake-ups, which are told to who waits from now on.
  draft.handOver();
  if (command.kind === 'tick') draft.wake();
  draft.openWhatIsDue();
  return draft.finished();
}

/**
 * The first command: it is decided before there is a workflow, and its events are the workflow's input.
 * @param isNumbered the reference of the person is the pseudonym of a number
 */
export function decideReferral(
  programme: Programme,
  identity: { id: string; personRef: string; episode: number },
  command: Omit<PersonCommand, 'kind' | 'name' | 'trajectoryId'>,
  now: string,
  isNumbered = false,
  again?: Again,
): Batch {
  const definition = programme.referral;
  if (!again) mustBeAllowed(programme, definition, command.actor, {}, now);
  const input = parsed(definition, command.input);
  const draft = new BatchBuilder(programme, nothingYet, {
    commandId: command.commandId,
    bodyHash: command.bodyHash,
    actor: command.actor,
    at: now,
  });
  mustBePossibleDays(definition, input, draft.view, again?.until);
  const { facts, counted } = commandEventOf(definition.decide(draft.view, input));
  const data = toJson(input);
  draft.add({
    type: happened['trajectory-opened'],
    step: definition.name,
    data,
    ...seenByOf(definition, data, facts),
    ...tells(definition.tells.completed),
    effect: {
      opened: { ...identity, municipality: programme.municipality },
      facts: { ...facts, ...(isNumbered && numberAtReferral.set(true)) },
    },
    ...counted,
  });
  draft.openWhatIsDue();
  return draft.finished();
}

function perform(draft: BatchBuilder, given: PersonCommand, again?: Again): void {
  const definition = draft.definition(given);
  // By the name of now, where it was given under an earlier one.
  const command = definition ? { ...given, name: definition.name } : given;
  const forClosed = definition?.kind === 'action' && definition.performedOn !== undefined;
  const ended = draft.state.status === 'closed';
  // What is there for a trajectory that has ended is refused by all that would refuse it on an open one, but that.
  const refused = refusedAtTheDoor(forClosed ? { ...draft.state, status: 'open' } : draft.state, command);
  if (refused) throw new Refusal(refused);
  if (!definition) throw refuse('step-not-open', 'not-in-programme', { name: command.name });
  if (forClosed && definition.performedOn === 'closed' && !ended) {
    throw refuse('conflict', 'only-when-closed', { name: definition.name });
  }
  if (!again) mustBeAllowed(draft.programme, definition, command.actor, partsOf(draft.state), draft.batch.at);
  const input = withStepNow(draft, definition, parsed(definition, command.input));
  const view = {
    ...draft.view,
    ...(command.difference && { difference: sinceRenamed(draft, command.difference) }),
    isCorrected: again?.until !== undefined,
  };
  mustBePossibleDays(definition, input, view, again?.until);
  const consequences = definition.decide(view, input);
  const { facts, set, counted, asks, invites } = commandEventOf(consequences);
  const data = toJson(input);
  const seen = seenByOf(definition, data, facts);
  const open = draft.state.openSteps.find(({ step }) => step === definition.name);
  const waited = open ? [waitedFor(draft.state, open, draft.batch.at)] : [];
  draft.addFirst(
    definition.kind === 'step'
      ? {
          type: happened['step-completed'],
          step: definition.name,
          data,
          ...seen,
          ...tells(definition.tells.completed, invites),
          effect: { close: definition.name, done: definition.name, facts },
          ...counted,
          ...asks,
          marks: [...waited, ...(counted.marks ?? [])],
        }
      : {
          type: definition.name,
          data,
          ...seen,
          ...reasonIn(input),
          ...tells(definition.tells.done, invites),
          effect: { ...set, facts },
          ...counted,
          ...asks,
        },
    subjectOf(definition, view, input),
  );
  for (const consequence of consequences) draft.follow(consequence);
}

/** What was worked out holds after the renaming too that the command itself brings: nobody did that. */
const sinceRenamed = (draft: BatchBuilder, difference: Difference): Difference => ({
  ...difference,
  version: difference.version + draft.batch.events.length,
});

/** What another trajectory says has happened, so nothing but the end of this one refuses it. */
function receive(draft: BatchBuilder, command: MessageCommand): void {
  const refused = refusedAtTheDoor(draft.state, command);
  if (refused) throw new Refusal(refused);
  const message = draft.programme.messages?.find(({ name }) => name === command.name);
  if (!message) throw refuse('step-not-open', 'not-in-programme', { name: command.name });
  const consequences = message.decide(draft.view, command.input);
  const { facts, asks } = commandEventOf(consequences);
  const event: TrajectoryEvent = {
    type: message.name,
    ...tells(message.tells),
    effect: { facts },
    ...asks,
  };
  draft.addFirst(event, { knownTo: message.knownTo(command.input) });
  for (const consequence of consequences) draft.follow(consequence);
}

function subjectOf(definition: Step | Action, view: TrajectoryView, input: Record<string, unknown>): Subject {
  const step = concernedBy(definition, input);
  if (definition.kind === 'step') return { step };
  const { entryField } = definition;
  const entry = entryField === undefined ? undefined : input[entryField];
  return { step, entry: typeof entry === 'number' ? entry : undefined, knownTo: definition.knownTo?.(view, input) };
}

function provenance(command: Command): { actor: Actor | null; bodyHash: string } {
  if (command.kind === 'tick') return { actor: null, bodyHash: '' };
  const { bodyHash } = command;
  return { actor: command.kind === 'message' ? null : command.actor, bodyHash };
}

/** @param parts of the trajectory; none when there is none yet @throws Refusal as the policy does */
function mustBeAllowed(
  programme: Programme,
  definition: Step | Action,
  actor: Actor,
  parts: ResourceProperties,
  time: string,
): void {
  const { performedBy } = definition;
  const resource = { type: 'trajectory' as const, properties: { ...parts, performedBy } };
  const { partners } = rulesOf(programme);
  const asked = accessRequest(actor, performingOf(definition), resource, { time, partners });
  const { reason } = decideAccess(asked).context;
  if (reason === 'allowed') return;
  // Whoever may not know of it has been refused at the door; an offer is all that they may answer.
  if (reason === 'not-known') throw refuse('not-found', 'no-such-open-trajectory');
  if (reason === 'no-partner') throw refuse('forbidden', 'takes-no-part', { agency: actor.agency });
  if (reason === 'other-municipality') {
    const answers = performingOf(definition) === 'trajectory:answer-offer';
    throw refuse('forbidden', answers ? 'offer-is-answered-there' : 'national-reads-only');
  }
  const extra = reason === 'role' ? { performedBy: [...performedBy] } : undefined;
  throw refuse('forbidden', 'performed-by-others', { performers: performedBy }, extra && { extra });
}

/** What the policy calls it to perform this. */
export function performingOf(definition: Step | Action): 'trajectory:perform' | 'trajectory:answer-offer' {
  const answers = definition.kind === 'action' && definition.performedAt === 'receiver';
  return answers ? 'trajectory:answer-offer' : 'trajectory:perform';
}

function parsed(definition: Step | Action, input: Json): Record<string, unknown> {
  // Also past the API: what the register can't keep would be accepted here, and never recorded.
  const { data, errors, count } = check(definition.input, input);
  if (count === 0) return data as Record<string, unknown>;
  throw new Refusal({ code: 'invalid-input', ...countOf({ errors, count }), errors });
}

function reasonIn(input: Record<string, unknown>): Pick<TrajectoryEvent, 'reason'> {
  return typeof input['reason'] === 'string' ? { reason: typed(input['reason']) } : {};
}

/** A step that an action is about may be named as it was before, by whoever saw that name. */
function withStepNow(
  { programme }: BatchBuilder,
  definition: Step | Action,
  input: Record<string, unknown>,
): Record<string, unknown> {
  const isAboutStep = definition.kind === 'action' && definition.aboutSteps !== undefined;
  const { step } = input;
  return isAboutStep && typeof step === 'string' ? { ...input, step: nameNow(programme.steps, step) } : input;
}

/** Drops what JSON can't hold, such as undefined. */
function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

import type { EventRow } from '../../register/trajectories/timeline.js';
import type { KnowsStep } from '../../trajectory/definitions/compartment.js';
import {
  isSharedBefore,
  knowledgeOf,
  knowsCause,
  knownToOf,
  numberFor,
  sequenceFor,
  versionFor,
} from '../../trajectory/access/knowledge.js';
import { notOpen, Refusal } from '../../trajectory/replayed/refusal.js';
import { refuse } from '../../trajectory/words/engineRefusals.js';
import type { Agency, Json, TrajectoryState } from '../../trajectory/replayed/state.js';
import { definitionNamed } from '../../trajectory/definitions/formerNames.js';
import { dataFor, definitionOf } from '../../trajectory/access/recorded.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import { says } from '../http/problem.js';

/** What of a trajectory an agency is shown of its events, and what a refusal tells it. */

/** An event as an agency knows it. */
export interface KnownEntry {
  event: EventRow;
  /** As the agency counts: from 1 on since it has a part; 0 and below what was shared with it of before. */
  number: number;
  /** Whether it may know by whom and why. */
  knowsCause: boolean;
}

type Definitions = readonly (Step | Action)[];

/** What an event has in common with one that would be recorded. */
type Told = Pick<EventRow, 'type' | 'step' | 'data' | 'effect'>;

/** Whether an agency may know of an event, by the step that it is of or that its action names. */
export function knowsEvent(event: Told, knows: KnowsStep, definitions: Definitions): boolean {
  const step = event.step ?? actionOf(event, definitions)?.concerns?.(inputIn(event.data));
  return step === undefined || knows(step, event.effect?.open?.knownTo);
}

/**
 * The events that an agency may know of, of all events of a trajectory: by what was decided when they were recorded and by
 * the definitions of now, the stricter of the two. Of what happened before the agency had a part it is given what was filled
 * in, when work was given to it or a person decided to share it: the fields of which it is audience, and not by whom or why.
 * @param state as these events made it
 */
export function entriesKnownTo(
  agency: Agency,
  events: readonly EventRow[],
  state: TrajectoryState,
  knows: KnowsStep,
  definitions: Definitions,
): KnownEntry[] {
  if (agency === 'municipality') return events.map((event) => ({ event, number: event.sequence, knowsCause: true }));
  const knowledge = knowledgeOf(state);
  const known: KnownEntry[] = [];
  const earlier: EventRow[] = [];
  for (const event of unhiddenFrom(agency, events, state, knows, definitions)) {
    const { sequence } = event;
    const number = numberFor(knowledge, agency, sequence);
    if (number === null) earlier.push(event);
    else known.push({ event, number, knowsCause: knowsCause(knowledge, agency, sequence) });
  }
  const isGiven =
    isSharedBefore(state, agency) || known.some(({ event }) => event.effect?.open?.responsible === agency);
  return isGiven ? [...readableOf(agency, earlier, definitions), ...known] : known;
}

/** The events that an agency may know of, whenever they were: also from before it had a part. */
export function unhiddenFrom(
  agency: Agency,
  events: readonly EventRow[],
  state: TrajectoryState,
  knows: KnowsStep,
  definitions: Definitions,
): EventRow[] {
  if (agency === 'municipality') return [...events];
  const knowledge = knowledgeOf(state);
  const unknown = new Set<number>();
  return events.filter((event) => {
    const corrects = entryIn(event, definitions);
    const hidden =
      knownToOf(knowledge, event.sequence)?.includes(agency) === false ||
      !knowsEvent(event, knows, definitions) ||
      (corrects !== undefined && unknown.has(corrects));
    if (hidden) unknown.add(event.sequence);
    return !hidden;
  });
}

/** What was filled in in these, as far as an agency is audience of it. */
function readableOf(agency: Agency, earlier: readonly EventRow[], definitions: Definitions): KnownEntry[] {
  const readable = earlier.filter((event) => dataFor([agency], event, definitionOf(event, definitions)) !== null);
  return readable.map((event, i) => ({
    event: { ...event, actor: null, reason: null, tells: [] },
    number: i - readable.length + 1,
    knowsCause: false,
  }));
}

/** The entry that an action was about, by its sequence. */
function entryIn(event: Told, definitions: Definitions): number | undefined {
  const field = actionOf(event, definitions)?.entryField;
  const entry = field === undefined ? undefined : inputIn(event.data)[field];
  return typeof entry === 'number' ? entry : undefined;
}

/** What was filled in, with the entry that it is about as an agency knows it; null for one that it does not. */
export function withNumberFor(agency: Agency, event: Told, state: TrajectoryState, definitions: Definitions): Json {
  const field = actionOf(event, definitions)?.entryField;
  const sequence = entryIn(event, definitions);
  if (field === undefined || sequence === undefined || agency === 'municipality') return event.data;
  return { ...(event.data as Record<string, Json>), [field]: numberFor(knowledgeOf(state), agency, sequence) };
}

/**
 * An input with the entry that it is about by its sequence, where the caller knows it by another number.
 * @throws Refusal for a number that is no entry of theirs, as for one that never was
 */
export function withSequence(definition: Step | Action, input: Json, agency: Agency, state: TrajectoryState): Json {
  const field = definition.kind === 'action' ? definition.entryField : undefined;
  const number = field === undefined ? undefined : inputIn(input)[field];
  if (field === undefined || typeof number !== 'number') return input;
  const knowledge = knowledgeOf(state);
  const sequence = sequenceFor(knowledge, agency, number, state.version);
  if (sequence !== null) return { ...(input as Record<string, Json>), [field]: sequence };
  throw noSuchEntry(field, number);
}

export function noSuchEntry(field: string, number: number): Refusal {
  const what = says('no-such-entry', { number });
  return new Refusal({ code: 'invalid-input', ...what, errors: [{ pointer: `/${field}`, ...what }] });
}

/**
 * A refusal by the state as the caller knows it: of the steps that are open those that they may know of, and the version
 * by their own count.
 */
export function asKnown(
  error: unknown,
  step: string,
  agency: Agency,
  knows: KnowsStep,
  state?: TrajectoryState,
): unknown {
  if (!(error instanceof Refusal) || agency === 'municipality') return error;
  const { code, extra } = error.refused;
  if (code === 'stale-version') return staleFor(agency, state);
  const open = extra?.['openSteps'];
  if (code !== 'step-not-open' || !Array.isArray(open)) return error;
  const openSteps = open.filter((name): name is string => typeof name === 'string' && knows(name));
  return new Refusal({ code: 'step-not-open', ...notOpen(step, openSteps), extra: { openSteps } });
}

function staleFor(agency: Agency, state: TrajectoryState | undefined): Refusal {
  return staleAt(state && versionFor(knowledgeOf(state), agency, state.version));
}

/** @param currentVersion by the caller's own count, when it is known */
export function staleAt(currentVersion?: number): Refusal {
  const more = currentVersion === undefined ? {} : { extra: { currentVersion } };
  return refuse('stale-version', 'changed-meanwhile', {}, more);
}

function actionOf({ type }: Told, definitions: Definitions): Action | undefined {
  const definition = definitionNamed(definitions, type);
  return definition?.kind === 'action' ? definition : undefined;
}

function inputIn(data: Json): Record<string, unknown> {
  return data !== null && typeof data === 'object' && !Array.isArray(data) ? data : {};
}

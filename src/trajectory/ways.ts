import { z } from 'zod';
import { decide, decideReferral } from './decide.js';
import type { Batch } from './events.js';
import { evolve } from './evolve.js';
import { rulesOf, type Programme } from './programme.js';
import { Refusal } from './refusal.js';
import { nothingYet, type Actor, type Agency, type Json, type TrajectoryState } from './state.js';
import type { Action, Step } from './step.js';

/** By the name of a step or action: the steps that open by performing it, in the order of the programme. */
export type Ways = ReadonlyMap<string, readonly string[]>;

const found = new WeakMap<Programme, Ways>();

/**
 * Which step can open which, derived from the definitions: made-up trajectories are taken along by their examples and by
 * each other choice that a field offers, and what opens is noted. So no picture of the process is drawn by hand, and none
 * can be out of date. Found once for each programme.
 */
export function waysOf(programme: Programme): Ways {
  const known = found.get(programme) ?? explored(programme);
  found.set(programme, known);
  return known;
}

/** A day on which most of the worked examples can be filled in. */
const day = '2026-12-15T12:00:00.000Z';
/** More than the standard steps need: a programme that goes round and round is left at some time. */
const mostStates = 100;
/** How often an input is tried that opens nothing that was not known, before it is believed. */
const mostTries = 10;

function explored(programme: Programme): Ways {
  const ways = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const queue: TrajectoryState[] = [];
  const tries = new Map<Json, number>();
  const { referral, steps, actions } = programme;
  const begun = decideReferral(programme, identity, commandOf(programme, referral, example(referral)), day);
  learn(referral, nothingYet, begun);
  for (let state = queue.pop(); state && seen.size < mostStates; state = queue.pop()) {
    const open = state.openSteps.map(({ step }) => step);
    const performable = steps.filter(({ name }) => open.includes(name));
    // What is tried first is looked at last: so what waits longest leads the way, and the rest branches off.
    for (const definition of [...performable, ...actions]) {
      for (const input of inputsOf(definition)) {
        const tried = tries.get(input) ?? 0;
        if (definition.kind === 'action' && tried >= mostTries) continue;
        tries.set(input, tried + 1);
        const batch = attempt(programme, state, definition, input);
        if (batch) learn(definition, state, batch);
      }
    }
  }
  const order = steps.map(({ name }) => name);
  return new Map([...ways].map(([name, opened]) => [name, order.filter((step) => opened.has(step))]));

  /** Notes what opened. Where something opened that was not known, or a step was done, more is to be learnt. */
  function learn({ name, kind }: Step | Action, before: TrajectoryState, batch: Batch): void {
    const opened = ways.get(name) ?? new Set<string>();
    const size = opened.size;
    for (const { type, step } of batch.events) {
      if (type === 'step-opened' && step !== undefined && step !== name) opened.add(step);
    }
    ways.set(name, opened);
    const after = evolve(before, batch);
    const key = likeness(after);
    if (after.status === 'closed' || seen.has(key) || (opened.size === size && kind === 'action')) return;
    seen.add(key);
    queue.push(after);
  }
}

const identity = { id: 'example.1', personRef: 'example', episode: 1 };

/** By what is open, what was done and what was decided, and not by how often or on which day. */
function likeness({ openSteps, done, direction, outcome }: TrajectoryState): string {
  const open = openSteps.map(({ step }) => step).toSorted();
  return JSON.stringify([open, Object.keys(done).toSorted(), direction, outcome]);
}

/** By whoever may perform it first of all; each is another person, so that a second pair of eyes is one. */
function commandOf(programme: Programme, { name, performedBy }: Step | Action, input: Json) {
  const { partners } = rulesOf(programme);
  const able = performedBy.find((who) => partners.includes(who.split(':')[0] as Agency)) ?? performedBy[0] ?? '';
  const [agency, role] = able.split(':') as [Agency, string];
  const actor: Actor = { subject: name, agency, municipality: programme.municipality, roles: [role] };
  return { commandId: 'example', bodyHash: '', actor, input };
}

/** A made-up trajectory does not fit everything: what it is refused leads nowhere. */
function attempt(programme: Programme, state: TrajectoryState, definition: Step | Action, input: Json): Batch | null {
  const { kind, name } = definition;
  const command = { ...commandOf(programme, definition, input), kind, name, trajectoryId: state.id };
  try {
    return decide(programme, state, command, day);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const example = ({ example: worked }: Step | Action) => worked as Json;

const inputs = new WeakMap<Step | Action, Json[]>();

/** The example, and the example with one field chosen otherwise. */
function inputsOf(definition: Step | Action): Json[] {
  const known = inputs.get(definition);
  if (known) return known;
  const worked = example(definition) as Record<string, Json>;
  const { properties = {} } = z.toJSONSchema(definition.input, { io: 'input', unrepresentable: 'any' });
  const others = Object.entries(properties).flatMap(([field, schema]) =>
    choicesIn(schema)
      .filter((choice) => choice !== worked[field])
      .map((choice) => ({ ...worked, [field]: choice })),
  );
  const valid = [worked, ...others].filter((input) => definition.input.safeParse(input).success);
  inputs.set(definition, valid);
  return valid;
}

function choicesIn(schema: z.core.JSONSchema._JSONSchema): Json[] {
  if (typeof schema === 'boolean') return [];
  if (schema.type === 'boolean') return [true, false];
  if (schema.enum) return schema.enum;
  return schema.anyOf?.flatMap(choicesIn) ?? [];
}

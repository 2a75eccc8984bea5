import { z } from 'zod';
import { dayOf, noonOf } from '../terms/calendar.js';
import { decide, decideReferral } from '../deciding/decide.js';
import type { Batch } from '../replayed/events.js';
import { evolve } from '../replayed/evolve.js';
import { exampleOn } from '../definitions/examples.js';
import { rulesOf, type Programme } from '../definitions/programme.js';
import { Refusal } from '../replayed/refusal.js';
import { nothingYet, type Actor, type Json, type TrajectoryState } from '../replayed/state.js';
import type { Action, Step } from '../definitions/step.js';
import { agencyIn, splitRole } from '../replayed/agencyRole.js';

/** By the name of a step or action: the steps that open by performing it, in the order of the programme. */
export type ReachableSteps = ReadonlyMap<string, readonly string[]>;

interface Found {
  programme: Programme;
  ways: ReachableSteps | Promise<ReachableSteps>;
}

/** What was found, or is being found, for programmes that open their steps alike: most differ in what opens nothing. */
const found: Found[] = [];
const mostKept = 20;

/** So many attempts in one go, which take some milliseconds; then whoever else waits for this process goes first. */
const mostAtOnce = 25;

/**
 * Which step can open which, derived from the definitions: made-up trajectories are taken along by their examples and by
 * each other choice that a field offers, and what opens is noted. So no picture of the process is drawn by hand, and none
 * can be out of date. Found once for programmes that are alike: it takes one to three seconds of CPU, in one go unless
 * `findReachableSteps` has found it before.
 */
export function reachableSteps(programme: Programme): ReachableSteps {
  const known = knownFor(programme);
  if (known && !(known.ways instanceof Promise)) return known.ways;
  const exploring = explored(programme);
  let step = exploring.next();
  while (!step.done) step = exploring.next();
  if (known) known.ways = step.value;
  else keep({ programme, ways: step.value });
  return step.value;
}

/**
 * The same, a few milliseconds at a time. Asked for by several at once, it is looked for once.
 * @param othersFirst awaited in between: it lets go first whoever else waits for this process
 */
export async function findReachableSteps(
  programme: Programme,
  othersFirst: () => Promise<unknown>,
): Promise<ReachableSteps> {
  const known = knownFor(programme);
  if (known) return known.ways;
  const one: Found = { programme, ways: exploredInSlices(programme, othersFirst) };
  keep(one);
  try {
    one.ways = await one.ways;
    return one.ways;
  } catch (error) {
    found.splice(found.indexOf(one), 1);
    throw error;
  }
}

async function exploredInSlices(programme: Programme, othersFirst: () => Promise<unknown>): Promise<ReachableSteps> {
  const exploring = explored(programme);
  for (let attempts = 1; ; attempts += 1) {
    const step = exploring.next();
    if (step.done) return step.value;
    if (attempts % mostAtOnce === 0) await othersFirst();
  }
}

const knownFor = (programme: Programme): Found | undefined =>
  found.find((one) => one.programme === programme || opensAlike(one.programme, programme));

function keep(one: Found): void {
  found.push(one);
  if (found.length > mostKept) found.shift();
}

function opensAlike(one: Programme, other: Programme): boolean {
  const sameSteps = isSame(one.steps, other.steps) && isSame(one.actions, other.actions);
  return sameSteps && one.referral === other.referral && openingRules(one) === openingRules(other);
}

const isSame = <T>(some: readonly T[], others: readonly T[]) =>
  some.length === others.length && some.every((item, i) => item === others[i]);

/** Of the rules those by which other steps can open. */
function openingRules(programme: Programme): string {
  const { partners, classes } = rulesOf(programme);
  const own = Object.keys(programme.domain.rules.defaults).map((name) => rulesOf(programme)[name]);
  return JSON.stringify([partners, classes, own]);
}

/** The made-up day of all that is done. */
const day = noonOf('2026-12-15');
/** After so many states in which nothing opened for the first time, it is enough. */
const mostInVain = 20;

/** A made-up trajectory; when `only` these steps are looked at in it, they are named. */
interface Situation {
  state: TrajectoryState;
  only?: readonly string[];
}

/** Stops after each attempt, so that it can be done in slices. */
function* explored(programme: Programme): Generator<undefined, ReachableSteps> {
  const ways = new Map<string, Set<string>>();
  const seen = new Set<string>();
  /** Those in which something opened for the first time, and all others: the first are looked at first. */
  const fresh: Situation[] = [];
  const others: Situation[] = [];
  const next = () => fresh.shift() ?? others.shift();
  let inVain = 0;
  const { referral, steps, actions } = programme;
  const begun = decideReferral(programme, identity, commandOf(programme, referral, example(referral)), day);
  learn(referral, nothingYet, begun);
  for (let situation = next(); situation && inVain < mostInVain; situation = next()) {
    inVain += 1;
    const { state, only } = situation;
    const open = only ?? state.openSteps.map(({ step }) => step);
    const performable = steps.filter(({ name }) => open.includes(name));
    for (const definition of only ? performable : [...performable, ...actions]) {
      for (const input of inputsOf(definition)) {
        const batch = attempt(programme, state, definition, input);
        if (batch) learn(definition, state, batch);
        yield;
      }
    }
  }
  const order = steps.map(({ name }) => name);
  return new Map([...ways].map(([name, opened]) => [name, order.filter((step) => opened.has(step))]));

  /** Notes what opened. Where something opened that was not known, or a step was done, more is to be learnt. */
  function learn({ name, kind }: Step | Action, before: TrajectoryState, batch: Batch): void {
    const known = ways.get(name) ?? new Set<string>();
    const opened = batch.events.flatMap(({ type, step }) => (type === 'step-opened' && step ? [step] : []));
    const isFresh = opened.some((step) => step !== name && !known.has(step));
    ways.set(name, new Set([...known, ...opened.filter((step) => step !== name)]));
    const after = evolve(before, batch);
    const key = likeness(after);
    if (after.status === 'closed' || seen.has(key) || (!isFresh && kind === 'action')) return;
    seen.add(key);
    // What else can be done after an action can be done without it as well.
    const situation = kind === 'action' ? { state: after, only: opened } : { state: after };
    (isFresh ? fresh : others).push(situation);
    if (isFresh) inVain = 0;
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
  const able = performedBy.find((who) => partners.includes(agencyIn(who))) ?? performedBy[0] ?? '';
  const [agency, role] = splitRole(able);
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

const example = (definition: Step | Action, worked: unknown = definition.example) =>
  exampleOn(definition, dayOf(day), worked);

const inputs = new WeakMap<Step | Action, Json[]>();

/** The examples, and the first one with one field chosen otherwise. */
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
  const more = (definition.otherExamples ?? []).map((one) => example(definition, one));
  const valid = [worked, ...more, ...others].filter((input) => definition.input.safeParse(input).success);
  inputs.set(definition, valid);
  return valid;
}

function choicesIn(schema: z.core.JSONSchema._JSONSchema): Json[] {
  if (typeof schema === 'boolean') return [];
  if (schema.type === 'boolean') return [true, false];
  if (schema.enum) return schema.enum;
  return schema.anyOf?.flatMap(choicesIn) ?? [];
}

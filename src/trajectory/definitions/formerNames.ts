import { because } from '../words/engine.js';
import type { TrajectoryEvent } from '../replayed/events.js';
import { renamedFacts, renamedParts } from '../replayed/fact.js';
import type { Json, TrajectoryState } from '../replayed/state.js';

/**
 * What definitions were called before. A trajectory keeps names in its state and its record, for as long as it lives and
 * longer. So a definition that gets another name says what it was called (`formerly`), and so do its fields and facts:
 * what stands under an earlier name is then found by the name of now.
 */

/** The type of the event by which an open step gets its name of now. */
export const stepRenamed = 'step-renamed';

/** What of a definition tells its names, and those of the facts that it keeps. */
export interface Named {
  name: string;
  /** The oldest first. */
  formerly?: readonly string[];
  /** By the name of a fact now: what it was called before. */
  factsFormerly?: Readonly<Record<string, readonly string[]>>;
}

/** The definition of this name, or else the one that was called so before. */
export function definitionNamed<Definition extends Named>(
  definitions: readonly Definition[],
  name: string,
): Definition | undefined {
  return definitions.find((one) => one.name === name) ?? definitions.find(({ formerly }) => formerly?.includes(name));
}

/** What a step or action is called now; its own name where nothing says otherwise. */
export function nameNow(definitions: readonly Named[], name: string): string {
  return definitionNamed(definitions, name)?.name ?? name;
}

/** The first of its names, which never changes: a request that is sent again after a renaming is still the same one. */
export function firstNameOf({ name, formerly }: Named): string {
  return formerly?.[0] ?? name;
}

/** What steps are called: what is stored may stand under any of these names. */
export interface StepNaming {
  /** The name of now, by any of them; what no definition is left of keeps its own. */
  now(name: string): string;
  /** All of them, by any of them, so that what is stored under an earlier one is found as well. */
  every(name: string): string[];
}

/** By the steps of all versions of all programmes. */
export function stepNamingOf({ all }: { all: readonly { steps: readonly Named[] }[] }): StepNaming {
  const steps = all.flatMap((programme) => programme.steps);
  const byName = new Map(steps.map((step) => [step.name, step]));
  for (const step of steps) for (const name of step.formerly ?? []) if (!byName.has(name)) byName.set(name, step);
  return {
    now: (name) => byName.get(name)?.name ?? name,
    every(name) {
      const step = byName.get(name);
      return step ? [step.name, ...(step.formerly ?? [])] : [name];
    },
  };
}

/** What a fact is called now. */
export function factNow(definitions: readonly Named[], fact: string): string {
  return earlierNames(definitions).facts.get(fact) ?? fact;
}

/** Earlier names, each with that of now, and of each fact its earlier ones. */
interface EarlierNames {
  steps: Map<string, string>;
  facts: Map<string, string>;
  ofFact: Map<string, string[]>;
}

/** Every event asks for them, and definitions stay as they are: they are worked out once for each list. */
function earlierNames(definitions: readonly Named[]): EarlierNames {
  const found = workedOut.get(definitions);
  if (found) return found;
  const names: EarlierNames = { steps: new Map(), facts: new Map(), ofFact: new Map() };
  for (const { name, formerly = [], factsFormerly = {} } of definitions) {
    for (const before of formerly) if (!definitions.some((one) => one.name === before)) names.steps.set(before, name);
    for (const [fact, earlier] of Object.entries(factsFormerly)) {
      names.ofFact.set(fact, [...(names.ofFact.get(fact) ?? []), ...earlier]);
      for (const before of earlier) names.facts.set(before, fact);
    }
  }
  workedOut.set(definitions, names);
  return names;
}
const workedOut = new WeakMap<readonly Named[], EarlierNames>();

/**
 * A state with every step and fact under its name of now. Nothing is lost: what was done under both names was done as often
 * as both say, and a fact that was set under its name of now is newer than what stands under an earlier one.
 * @returns the very same state where all names are those of now
 */
export function asNamedNow(definitions: readonly Named[], state: TrajectoryState): TrajectoryState {
  const { steps, facts } = earlierNames(definitions);
  if (steps.size === 0 && facts.size === 0) return state;
  const now = (step: string) => steps.get(step) ?? step;
  return {
    ...state,
    openSteps: state.openSteps
      .map((open) => (steps.has(open.step) ? { ...open, step: now(open.step) } : open))
      .filter(({ step }, i, all) => all.findIndex((other) => other.step === step) === i),
    done: doneNow(state.done, now),
    facts: renamedParts(factsNow(state.facts, facts), now),
  };
}

/** The events by which open steps get their names of now, with all that they had. @param now the same state by names of now */
export function renamings(
  steps: readonly Named[],
  stored: TrajectoryState,
  now: Pick<TrajectoryState, 'openSteps'>,
): TrajectoryEvent[] {
  const renamed = stored.openSteps.flatMap(({ step: before }) => {
    const open = now.openSteps.find(({ step }) => step === nameNow(steps, before));
    return open && open.step !== before ? [{ before, open }] : [];
  });
  // Every command asks, and hardly one finds a renaming: only then are the facts gone through.
  const facts = renamed.length > 0 && renamedFacts(stored.facts, (step) => nameNow(steps, step));
  return renamed.map(({ before, open }, i) => {
    const effect = { close: before, open, ...(i === 0 && facts && { facts }) };
    return { type: stepRenamed, step: open.step, reason: because['definition-changed'], effect };
  });
}

function doneNow(done: TrajectoryState['done'], now: (step: string) => string): TrajectoryState['done'] {
  const named: TrajectoryState['done'] = {};
  for (const [step, { times, lastAt }] of Object.entries(done)) {
    const known = named[now(step)];
    named[now(step)] = known
      ? { times: known.times + times, lastAt: known.lastAt > lastAt ? known.lastAt : lastAt }
      : { times, lastAt };
  }
  return named;
}

function factsNow(facts: TrajectoryState['facts'], names: ReadonlyMap<string, string>): Record<string, Json> {
  const named: Record<string, Json> = {};
  for (const [key, value] of Object.entries(facts)) {
    const name = names.get(key);
    if (name === undefined) named[key] = value;
    else if (!Object.hasOwn(facts, name)) named[name] = value;
  }
  return named;
}

/**
 * Facts to merge into a state whose names may be older: what is set under a name of now takes the place of what stands under
 * an earlier one.
 */
export function withoutEarlierNames(
  definitions: readonly Named[],
  changes: Record<string, Json>,
  stored: TrajectoryState['facts'],
): Record<string, Json> {
  const { ofFact } = earlierNames(definitions);
  const gone = Object.keys(changes)
    .flatMap((fact) => ofFact.get(fact) ?? [])
    .filter((before) => Object.hasOwn(stored, before) && !Object.hasOwn(changes, before));
  return gone.length === 0 ? changes : { ...changes, ...Object.fromEntries(gone.map((before) => [before, null])) };
}

/** @throws Error for a name of which it can't be told what it is called now, naming both that claim it */
export function mustBeDistinct(definitions: readonly Named[]): void {
  const claimed = new Map<string, string>(definitions.map(({ name }) => [name, name]));
  for (const { name, formerly = [] } of definitions) {
    for (const before of formerly) {
      const other = claimed.get(before);
      if (other !== undefined)
        throw new Error(`${name} was formerly called ${before}, and that is a name of ${other}.`);
      claimed.set(before, name);
    }
  }
}

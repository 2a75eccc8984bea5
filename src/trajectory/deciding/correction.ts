import { canonical } from '../replayed/canonical.js';
import { because, called, happened } from '../words/engine.js';
import { fact } from '../replayed/fact.js';
import { correctedFacts } from '../definitions/correctedFacts.js';
import { correcting } from '../definitions/ownNames.js';
import { stepRenamed } from '../definitions/formerNames.js';
import type { Batch, Difference, Effect, Mark, TrajectoryEvent } from '../replayed/events.js';
import type { Actor, Json, OpenStep, TrajectoryState } from '../replayed/state.js';
import type { Step } from '../definitions/step.js';

/** A correction that waits for a second person. */
export interface ProposedCorrection {
  /** The sequence of the proposal, of the entry, and the fields. */
  proposal: number;
  entry: number;
  changes: Record<string, Json>;
  by: string;
  onBehalfOf?: string;
}

export const proposedCorrection = fact<ProposedCorrection>('correctionProposal', {
  recount: (value, count) => {
    const { proposal, entry, ...rest } = value;
    return { ...rest, proposal: count(proposal), entry: count(entry) };
  },
});

/** Facts that are about the record itself: no correction makes them otherwise. */
export const ofTheRecord: readonly string[] = ['knowledge', 'corrected', 'correctionProposal'];

/** What is left of `corrected` when events of another command set some of these facts anew; null when all of it is. */
export function stillCorrected(
  facts: TrajectoryState['facts'],
  events: readonly TrajectoryEvent[],
): Record<string, Json> | null {
  const before = correctedFacts.of(facts);
  const set = new Set(events.flatMap(({ effect }) => Object.keys(effect?.facts ?? {})));
  if (before === undefined || set.has('corrected') || !Object.keys(before).some((key) => set.has(key))) return null;
  const left = Object.entries(before).filter(([key]) => !set.has(key));
  return correctedFacts.set(left.length === 0 ? null : Object.fromEntries(left));
}

/** The steps that are otherwise by a correction. What else is, its own event sets. */
export function correctedSteps(
  { opens, withdraws }: Difference,
  { openSteps, status }: TrajectoryState,
  steps: readonly Pick<Step, 'name' | 'tells'>[],
): TrajectoryEvent[] {
  if (status === 'closed') return [];
  const isOpen = (name: string) => openSteps.some(({ step }) => step === name);
  const withdrawn = withdraws.filter(isOpen).map((step): TrajectoryEvent => {
    return { type: happened['step-withdrawn'], step, reason: because['entry-corrected'], effect: { close: step } };
  });
  const changed = opens.map((open): TrajectoryEvent => {
    const { step, responsible } = open;
    const opened = steps.find(({ name }) => name === step)?.tells.opened ?? [responsible];
    const type = isOpen(step) ? 'term-changed' : 'step-opened';
    const tells = isOpen(step) ? [responsible] : opened;
    return { type, step, reason: because['entry-corrected'], ...(tells.length > 0 && { tells }), effect: { open } };
  });
  return [...withdrawn, ...changed];
}

/** Drops what JSON can't hold, such as undefined. */
const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;

/** A correction that holds. */
export interface Correction {
  /** The sequence of the entry that was corrected, and of the one by which it was. */
  entry: number;
  by: number;
  at: string;
  actor: Actor | null;
  changes: Record<string, Json>;
}

/**
 * The record with each command at the beginning of its batch. The first command after a step got another name begins with the
 * renaming, which nobody filled in: that comes apart.
 */
export function commandsApart(batches: readonly Batch[]): readonly Batch[] {
  return batches.flatMap((batch) => {
    const { from, events } = batch;
    const renamed = events.findIndex(({ type }) => type !== stepRenamed);
    if (renamed <= 0) return [batch];
    return [
      { ...batch, actor: null, bodyHash: '', events: events.slice(0, renamed) },
      { ...batch, from: from + renamed, events: events.slice(renamed) },
    ];
  });
}

/** The corrections that hold by what is recorded, oldest first. */
export function correctionsIn(batches: readonly Batch[]): Correction[] {
  const held: Correction[] = [];
  const proposed = new Map<number, Correction>();
  for (const { from, at, actor, events } of commandsApart(batches)) {
    const [first] = events;
    if (first?.type === correcting.correct) {
      const { sequence: entry, changes } = first.data as { sequence: number; changes: Record<string, Json> };
      const one: Correction = { entry, by: from, at, actor, changes };
      if (isProposal(first)) proposed.set(from, one);
      else held.push(one);
    } else if (first?.type === correcting.confirm) {
      const { sequence, verdict } = first.data as { sequence: number; verdict: string };
      const one = proposed.get(sequence);
      if (one && verdict === 'confirmed') held.push({ ...one, by: from, at });
    }
  }
  return held;
}

/** Whether this proposes a correction that waits for a colleague, and corrects nothing yet. */
function isProposal({ effect }: Pick<Happening, 'effect'>): boolean {
  return proposedCorrection.of(effect?.facts ?? {}) !== undefined;
}

/** What is recorded of an event that tells what it is called. */
interface Happening {
  type: string;
  effect?: Effect | null | undefined;
}

/** Returns the code by which people are told of an event: its type, save for a correction that only proposes. */
export function calledBy({ type, effect }: Happening): string {
  return type === correcting.correct && isProposal({ effect }) ? called['correction-proposed'] : type;
}

/** An input with other values for some fields; null leaves one out. */
export function withChanges(input: Json, ...changes: readonly Record<string, Json>[]): Record<string, Json> {
  const all = Object.assign({}, input, ...changes) as Record<string, Json>;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** The keys of two records of which the value differs, with that of the second; null where that has none. */
export function otherwise(before: Record<string, Json>, after: Record<string, Json>): Record<string, Json> {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    keys.filter((key) => !isSame(before[key], after[key])).map((key) => [key, after[key] ?? null]),
  );
}

export function isSame(a: unknown, b: unknown): boolean {
  return canonical(toJson(a)) === canonical(toJson(b));
}

/** What of a state is otherwise: what was found in it stays where neither says anything else. */
export function stateChanges(
  state: TrajectoryState,
  was: TrajectoryState,
  is: TrajectoryState,
  now: string,
): Pick<Difference, 'facts' | 'direction' | 'outcome' | 'opens' | 'withdraws'> {
  const facts = Object.entries(otherwise(was.facts, is.facts)).filter(([key]) => !ofTheRecord.includes(key));
  const named = (name: string) => (open: OpenStep) => open.step === name;
  return {
    facts: Object.fromEntries(facts),
    ...(was.direction === is.direction ? {} : { direction: is.direction }),
    ...(was.outcome === is.outcome ? {} : { outcome: is.outcome }),
    opens: is.openSteps
      .filter((open) => !isSame(open, was.openSteps.find(named(open.step))))
      .map((open) => toldWhenOverdue(open, state.openSteps.find(named(open.step)), now)),
    withdraws: was.openSteps.map(({ step }) => step).filter((step) => !is.openSteps.some(named(step))),
  };
}

/** What is overdue by a correction alone was told to nobody: so the trajectory looks at it once more. */
function toldWhenOverdue(open: OpenStep, found: OpenStep | undefined, now: string): OpenStep {
  if (!open.overdue || found?.overdue) return open;
  return { ...open, overdue: false, wakeUps: [{ kind: 'overdue', at: now }, ...open.wakeUps] };
}

/** A mark where it stands in the record, with what it counts by. */
export interface PlacedMark {
  mark: Mark;
  sequence: number;
  /** From 1 on. */
  position: number;
  key: string;
}

/** The marks of a record that count: without those that a correction took back. */
export function marksIn(batches: readonly Batch[]): PlacedMark[] {
  const placed: PlacedMark[] = [];
  let municipality = '';
  for (const { from, events } of batches) {
    for (const [i, { marks = [], effect, step }] of events.entries()) {
      municipality = effect?.transferred?.municipality ?? effect?.opened?.municipality ?? municipality;
      for (const [place, mark] of marks.entries()) {
        const { retracts, ...kept } = mark;
        if (retracts) {
          const { sequence, position } = retracts;
          const at = placed.findIndex((one) => one.sequence === sequence && one.position === position);
          if (at >= 0) placed.splice(at, 1);
          continue;
        }
        const whole: Mark = { municipality, ...(step === undefined ? {} : { step }), ...kept };
        placed.push({ mark: whole, sequence: from + i, position: place + 1, key: canonical(whole as unknown as Json) });
      }
    }
  }
  return placed;
}

/** The marks that take back what should not have counted, and add what should have. */
export function markChanges(
  recorded: readonly PlacedMark[],
  before: readonly PlacedMark[],
  after: readonly PlacedMark[],
): Mark[] {
  const left = [...recorded];
  const gone = without(before, after).flatMap(({ key }): Mark[] => {
    const at = left.findIndex((one) => one.key === key);
    if (at < 0) return [];
    const [{ mark, sequence, position }] = left.splice(at, 1) as [PlacedMark];
    return [{ ...mark, retracts: { sequence, position } }];
  });
  return [...gone, ...without(after, before).map(({ mark }) => mark)];
}

/** Those of the first that are not in the second, each as often as it is more. */
function without(these: readonly PlacedMark[], those: readonly PlacedMark[]): PlacedMark[] {
  const times = new Map<string, number>();
  for (const { key } of those) times.set(key, (times.get(key) ?? 0) + 1);
  return these.filter(({ key }) => {
    const left = times.get(key) ?? 0;
    times.set(key, left - 1);
    return left <= 0;
  });
}

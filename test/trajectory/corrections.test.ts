import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { packageRoot } from '../../src/cli/settings.js';
import { withPlaceholders } from '../../src/cli/placeholders.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { addDays } from '../../src/trajectory/calendar.js';
import { definitionOf } from '../../src/trajectory/correcting.js';
import { marksIn, ofTheRecord } from '../../src/trajectory/correction.js';
import { decide, decideReferral } from '../../src/trajectory/decide.js';
import type { Batch } from '../../src/trajectory/events.js';
import { evolve } from '../../src/trajectory/evolve.js';
import { figuresAfter } from '../../src/trajectory/figures.js';
import { Refusal } from '../../src/trajectory/refusal.js';
import { nextWakeAt, nothingYet, type Json, type TrajectoryState } from '../../src/trajectory/state.js';
import { corrected, type Corrected } from '../support/corrections.js';
import { simulate } from '../support/simulation.js';

const { programmes } = readConfiguration(`${packageRoot}/config/bestendig.yaml`, withPlaceholders({}));
const now = '2028-03-01T10:00:00.000Z';
/** The last step towards it, so that what is overdue by the correction alone has been told. */
const later = '2028-03-01T10:05:00.000Z';

describe('A correction', () => {
  it('makes figures, marks, terms and situation those of a trajectory in which it was entered rightly at once', function () {
    this.timeout(120_000);
    const came = { same: 0, refused: 0 };
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (seed, which, how) => {
        for (const { batches: recorded } of simulated(seed)) {
          // The clock goes on until the correction: without it this would be an outage.
          const batches = ticked(recorded, now);
          const entries = batches.filter((batch) => definitionOf(programmes, folded(batches), batch));
          const wanted = changeOf(batches, entries[which % entries.length]!, how);
          if (!wanted) continue;
          const right = enteredRightly(batches, wanted);
          const done = attempt(() => corrected(programmes, batches, wanted, now));
          if (done instanceof Refusal) {
            came.refused += 1;
            // What could have been entered so at once can be corrected so, unless the trajectory would have gone elsewhere.
            const why = `${JSON.stringify(wanted)}: ${done.message}`;
            assert.ok(right === null || done.refused.code === 'conflict', why);
            continue;
          }
          came.same += 1;
          assert.ok(right, `${JSON.stringify(wanted)} was accepted, and entered so at once would have been refused`);
          const after = ticked(done, later);
          assert.deepEqual(told(after), told(ticked(right, later)), JSON.stringify(wanted));
          // As it was: what was believed before stands in the record as it stood.
          assert.deepEqual(done.slice(0, batches.length), batches);
        }
      }),
      { numRuns: 40 },
    );
    assert.ok(came.same > came.refused, JSON.stringify(came));
  });
});

const folded = (batches: readonly Batch[]) => batches.reduce(evolve, nothingYet);

function simulated(seed: number) {
  const { trajectories } = simulate({ programmes, trajectories: 4, start: '2026-01-01', days: 500, seed });
  return [...trajectories.values()];
}

/** All that anyone reads of a trajectory, without what the record says of itself. */
function told(batches: readonly Batch[]) {
  const { facts, direction, outcome, status, openSteps, municipality } = folded(batches);
  const own = Object.entries(facts).filter(([key]) => !ofTheRecord.includes(key));
  return {
    facts: Object.fromEntries(own.toSorted()),
    direction,
    outcome,
    status,
    municipality,
    openSteps: openSteps.toSorted((a, b) => (a.step < b.step ? -1 : 1)),
    figures: Object.fromEntries(Object.entries(figuresAfter(batches)).toSorted()),
    marks: marksIn(batches)
      .map(({ key }) => key)
      .toSorted(),
  };
}

/** A field of an entry with another value, by what its schema allows. */
function changeOf(batches: readonly Batch[], batch: Batch, how: number): Corrected | null {
  const definition = definitionOf(programmes, folded(batches), batch)!;
  const input = (batch.events[0]!.data ?? {}) as Record<string, Json>;
  const shape = z.toJSONSchema(definition.input, { unrepresentable: 'any', io: 'input' }).properties ?? {};
  const changes = Object.entries(shape).flatMap(([name, schema]): Record<string, Json>[] => {
    const { format, type, enum: options } = schema as { format?: string; type?: string; enum?: string[] };
    const value = input[name];
    if (name === 'municipality') return [];
    if (format === 'date') return typeof value === 'string' ? [{ [name]: addDays(value, (how % 61) - 30) }] : [];
    if (type === 'boolean') return [{ [name]: !value }];
    if (options) return options.filter((option) => option !== value).map((option) => ({ [name]: option }));
    return [];
  });
  const change = changes[how % Math.max(changes.length, 1)];
  return change ? { entry: batch.from, changes: change } : null;
}

/** The same commands at the same moments, and each look of the trajectory in between; null when one is refused. */
function enteredRightly(batches: readonly Batch[], { entry, changes }: Corrected): Batch[] | null {
  let state = nothingYet;
  const right: Batch[] = [];
  const take = (batch: Batch) => {
    right.push(batch);
    state = evolve(state, batch);
  };
  for (const { at, actor, from, commandId, bodyHash, events } of batches) {
    if (state !== nothingYet) passed(state, at).forEach(take);
    if (actor === null) continue;
    const first = events[0]!;
    const input = { ...(first.data as object), ...(from === entry ? changes : {}) } as Json;
    const opened = first.effect?.opened;
    const programme = programmes.at(opened?.municipality ?? state.municipality, at)!;
    const ids = { commandId, bodyHash };
    // What has happened by the time of the correction could have been entered by then.
    const until = from === entry ? now : undefined;
    const kind = first.type === 'step-completed' ? ('step' as const) : ('action' as const);
    const name = kind === 'step' ? first.step! : first.type;
    const command = { kind, name, trajectoryId: state.id, input, actor, ...ids };
    // What keeps a version keeps the one that is recorded.
    state = { ...state, version: from - 1 };
    const batch = attempt(() =>
      opened
        ? decideReferral(programme, { ...opened }, { input, actor, ...ids }, at, false, until)
        : decide(programme, state, command, at, undefined, until),
    );
    if (batch instanceof Refusal) return null;
    take(batch);
  }
  return right;
}

function passed(from: TrajectoryState, until: string): Batch[] {
  const batches: Batch[] = [];
  let state = from;
  for (let at = nextWakeAt(state); at !== null && at <= until; at = nextWakeAt(state)) {
    const programme = programmes.at(state.municipality, at)!;
    const batch = decide(programme, state, { kind: 'tick', commandId: 'tick' }, at);
    batches.push(batch);
    state = evolve(state, batch);
  }
  return batches;
}

const ticked = (batches: readonly Batch[], until: string) => [...batches, ...passed(folded(batches), until)];

function attempt<T>(what: () => T): T | Refusal {
  try {
    return what();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

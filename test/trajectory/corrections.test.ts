import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withPlaceholders } from '../../src/cli/placeholders.js';
import { packageRoot } from '../../src/cli/settings.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import type { Table } from '../../src/statistics/table/table.js';
import { addDays } from '../../src/trajectory/terms/calendar.js';
import { definitionOf } from '../../src/trajectory/deciding/correcting.js';
import { marksIn, ofTheRecord } from '../../src/trajectory/deciding/correction.js';
import type { Batch } from '../../src/trajectory/replayed/events.js';
import { figuresAfter } from '../../src/trajectory/definitions/figures.js';
import type { Programmes } from '../../src/trajectory/definitions/programme.js';
import { Refusal } from '../../src/trajectory/replayed/refusal.js';
import type { Json } from '../../src/trajectory/replayed/state.js';
import { casesOf } from '../support/caseRecord.js';
import { corrected } from '../support/corrections.js';
import { attempt, enteredRightly, folded, ticked } from '../support/enteredRightly.js';
import { tableOfCases, type Ask } from '../support/figures.js';
import { randomChange } from '../support/randomChange.js';
import { generator, simulate } from '../support/simulation.js';
import { isThorough } from '../support/thorough.js';
import { withTerms } from '../support/withTerms.js';

/** With few terms, as shipped; and with those that no source has, so that much is late. */
const { programmes: shipped } = readConfiguration(`${packageRoot}/config/bestendig.yaml`, withPlaceholders({}), lvv);
const bothWays = [shipped, withTerms(shipped)] as const;
/** The first correction is made on this day, and each next one a day later. */
const firstDay = '2028-03-01';
/** How often other values are tried, until some fit with all that was entered later. */
const mostTries = 6;
const late = 'step-overdue';

describe('Corrections of each entry of a random trajectory, one after another and again', () => {
  it('make situation, terms and figures those of one in which all was entered rightly at once; as it was, stays', function () {
    this.timeout(isThorough ? 1_200_000 : 120_000);
    const came = { corrected: 0, again: 0, refused: 0, entries: 0, never: new Map<string, number>() };
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const one = new CorrectedLife(seed);
        for (const [entry, name] of one.entries) {
          came.entries += 1;
          if (one.correct(entry)) came.corrected += 1;
          else came.never.set(name, (came.never.get(name) ?? 0) + 1);
          if (one.random() < 0.3 && one.correct(one.anyCorrected() ?? entry)) came.again += 1;
        }
        came.refused += one.refused;
      }),
      { numRuns: isThorough ? 1_000 : 6 },
    );
    assert.ok(came.corrected > came.entries * 0.7, JSON.stringify(came));
    assert.ok(came.again > came.entries * 0.1, JSON.stringify(came));
  });
});

/** A trajectory as it was recorded and is corrected, beside the one that it should be. */
class CorrectedLife {
  readonly random: () => number;
  /** What people filled in, by sequence, with the step or action. */
  readonly entries: readonly (readonly [number, string])[];
  refused = 0;
  private readonly programmes: Programmes;
  private readonly original: readonly Batch[];
  private batches: readonly Batch[];
  private day = firstDay;
  private readonly rights = new Map<number, Record<string, Json>>();

  constructor(seed: number) {
    this.random = generator(seed);
    const programmes = bothWays[seed % 2]!;
    this.programmes = programmes;
    const { trajectories } = simulate({ programmes, trajectories: 1, start: '2026-01-01', days: 500, seed });
    const { batches } = [...trajectories.values()][0]!;
    this.original = batches;
    this.batches = batches;
    const filledIn = batches.filter((batch) => definitionOf(programmes, folded(batches), batch));
    this.entries = filledIn
      .map(({ from, events: [first] }) => [from, first!.step ?? first!.type] as const)
      .toSorted(() => this.random() - 0.5);
  }

  /** The entry of a correction that was made before. */
  anyCorrected(): number | undefined {
    return [...this.rights.keys()][Math.floor(this.random() * this.rights.size)];
  }

  /** Corrects an entry at random, and compares. @returns whether any of the values that were tried fits */
  correct(entry: number): boolean {
    const { programmes } = this;
    const now = `${this.day}T10:00:00.000Z`;
    // The clock goes on until the correction: without it this would be an outage.
    const before = ticked(programmes, this.batches, now);
    const batch = before.find(({ from }) => from === entry)!;
    const definition = definitionOf(programmes, folded(before), batch)!;
    const known = this.rights.get(entry) ?? {};
    for (let tries = 0; tries < mostTries; tries += 1) {
      const changes = randomChange(definition, batch, known, this.random);
      if (!changes) continue;
      const rights = new Map([...this.rights, [entry, { ...known, ...changes }]]);
      const right = enteredRightly(programmes, this.original, rights, now);
      const why = `${definition.name} ${JSON.stringify(changes)}`;
      const done = attempt(() => corrected(programmes, before, { entry, changes }, now));
      if (done instanceof Refusal) {
        this.refused += 1;
        // What could have been entered so at once can be corrected so, unless the trajectory would have gone elsewhere.
        assert.ok(right === null || isOtherCourse(before, right), `${why}: ${done.message}`);
        continue;
      }
      assert.ok(right, `${why} was accepted, and entered so at once would have been refused`);
      this.compare(before, done, right, now, why);
      this.batches = done;
      this.rights.set(entry, { ...known, ...changes });
      this.day = addDays(this.day, 1);
      return true;
    }
    return false;
  }

  private compare(before: readonly Batch[], done: readonly Batch[], right: readonly Batch[], now: string, why: string) {
    // The last step towards it, so that what is overdue by the correction alone has been told.
    const later = new Date(Date.parse(now) + 300_000).toISOString();
    const { programmes } = this;
    const [after, should] = [ticked(programmes, done, later), ticked(programmes, right, later)];
    assert.deepEqual(told(after), told(should), why);
    // Whoever waits is told of what is overdue by it, and not of moments that have passed.
    const ticks = after.slice(done.length).flatMap(({ events }) => events);
    const toldNow = (events: Batch['events']) =>
      events.flatMap(({ type, step }) => (type === late ? [] : [[type, step]]));
    const inTime = should.filter(({ at }) => at > now).flatMap(({ events }) => events);
    assert.deepEqual(toldNow(ticks), toldNow(inTime), why);
    const wasLate = folded(before).openSteps.flatMap(({ step, overdue }) => (overdue ? [step] : []));
    for (const { step, overdue } of folded(after).openSteps) {
      if (!overdue || wasLate.includes(step)) continue;
      assert.ok(
        ticks.some((event) => event.type === late && event.step === step),
        `${why}: nobody is told that ${step} is overdue`,
      );
    }
    // As it was: what was believed before stands in the record as it stood, and in the figures as they were known then.
    assert.deepEqual(done.slice(0, before.length), before, why);
    const on = addDays('2026-01-01', Math.floor(this.random() * 800));
    const window = { from: addDays(on, -Math.floor(this.random() * 300)), to: on, on };
    const asOf = new Date(Date.parse(now) - 1).toISOString();
    for (const view of ['period', 'cohort'] as const) {
      const ask: Ask = { view, ...window, now: later };
      assert.deepEqual(withoutWaits(tableOf(after, ask)), withoutWaits(tableOf(should, ask)), `${why} ${on}`);
      const today: Ask = { ...ask, to: this.day, on: this.day };
      assert.deepEqual(tableOf(after, today), tableOf(should, today), `${why} today`);
      const then: Ask = { view, ...window, asOf };
      assert.deepEqual(tableOf(after, then), tableOf(before, then), `${why}, as known before`);
    }
  }
}

const tableOf = (batches: readonly Batch[], ask: Ask): Table =>
  tableOfCases(casesOf([{ state: folded(batches), batches }]), ask);

/** How long a step was open goes by the record, also of one that should never have been: see docs/decisions/0028. */
const withoutWaits = ({ rows }: Table) => rows.filter(({ population }) => population !== 'steps-open');

/** Whether a trajectory would have begun, ended or gone elsewhere, or asked another. */
function isOtherCourse(before: readonly Batch[], right: readonly Batch[]): boolean {
  const course = (batches: readonly Batch[]) => {
    const { status, outcome, municipality } = folded(batches);
    const events = batches.flatMap((batch) => batch.events);
    const asked = events.flatMap(({ tellsIn, asks }) => (tellsIn || asks ? [[tellsIn, asks]] : []));
    return JSON.stringify([status, outcome === null, municipality, asked]);
  };
  return course(before) !== course(right);
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
    // What is overdue by a correction is told; of what was overdue when it was entered nobody was told at once.
    openSteps: openSteps
      .map(({ told: wasTold, ...open }) => (open.overdue ? open : { ...open, told: wasTold ?? false }))
      .toSorted((a, b) => (a.step < b.step ? -1 : 1)),
    figures: Object.fromEntries(Object.entries(figuresAfter(batches)).toSorted()),
    marks: marksIn(batches)
      .map(({ key }) => key)
      .toSorted(),
  };
}

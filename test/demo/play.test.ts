import assert from 'node:assert/strict';
import { withPlaceholders } from '../../src/cli/placeholders.js';
import { packageRoot } from '../../src/cli/settings.js';
import { demoDays, play, type Played } from '../../src/demo/play.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { outcomes, type Outcome } from '../../src/steps/codes.js';
import { dayOf, isWorkingDay } from '../../src/trajectory/calendar.js';
import { evolve } from '../../src/trajectory/evolve.js';
import { nextWakeAt, nothingYet } from '../../src/trajectory/state.js';

const until = '2026-11-24T12:00:00.000Z';

describe('The made-up people of the demo', () => {
  const { programmes } = readConfiguration(`${packageRoot}/config/bestendig.yaml`, withPlaceholders({}));
  const played = (people: number) => [...play({ programmes, until, seed: 2019, people })];
  let all: (Played & { city: string })[];
  before(function () {
    this.timeout(60_000);
    all = played(200);
  });

  it('are the same each time, by the seed alone', () => {
    assert.deepEqual(played(10), played(10));
  });

  it('have a pseudonym that hangs on no moment, so that a later demo finds them again', () => {
    const later = [...play({ programmes, until: '2027-02-01T12:00:00.000Z', seed: 2019, people: 10 })];
    assert.deepEqual(
      later.map(({ state }) => state.id),
      played(10).map(({ state }) => state.id),
    );
    assert.equal(new Set(all.map(({ state }) => state.id)).size, all.length);
  });

  it('have events that give their state again, in order and without a gap', () => {
    for (const { state, batches } of all) {
      assert.deepEqual(batches.reduce(evolve, nothingYet), state);
      let next = 1;
      let at = '';
      for (const batch of batches) {
        assert.equal(batch.from, next);
        assert.ok(batch.at >= at && batch.at <= until, `${state.id} at ${batch.at}`);
        next += batch.events.length;
        at = batch.at;
      }
    }
  });

  it('are worked with on working days, and what is open has its next moment ahead', () => {
    for (const { state, batches } of all) {
      for (const { actor, at } of batches) assert.ok(actor === null || isWorkingDay(dayOf(at)), `${state.id} at ${at}`);
      const wake = nextWakeAt(state);
      assert.ok(wake === null || wake > until, `${state.id} wakes ${wake}`);
    }
  });

  it('give a believable picture: inflow in every quarter, occupancy that stays within bounds, outcomes of all kinds', () => {
    const quarters = new Set(
      all.map(({ state }) => `${state.openedAt.slice(0, 4)}/${Math.floor(Number(state.openedAt.slice(5, 7)) / 3.01)}`),
    );
    assert.ok(quarters.size >= Math.floor(demoDays / 92), [...quarters].join());
    const open = all.filter(({ state }) => state.status === 'open').length;
    assert.ok(open > all.length * 0.2 && open < all.length * 0.6, `${open} of ${all.length} are open`);
    const ended = all.flatMap(({ state }) => (state.outcome === null ? [] : [state.outcome as Outcome]));
    const part = (which: readonly Outcome[]) =>
      ended.filter((outcome) => which.includes(outcome)).length / ended.length;
    const durable = part(['RETURNED_INDEPENDENT', 'ONWARD_MIGRATED', 'RESIDENCE_GRANTED']);
    assert.ok(durable > 0.08 && durable < 0.3, `durable ${durable}`);
    const none = part(
      Object.keys(outcomes).filter((code): code is Outcome => 'noSolution' in outcomes[code as Outcome]),
    );
    assert.ok(none > 0.2 && none < 0.6, `none ${none}`);
    for (const type of [
      'step-overdue',
      'step-escalated',
      'clock-stopped',
      'transfer-offered',
      'trajectory-transferred',
      'escalate',
      'lodge-objection',
    ]) {
      const some = all.filter(({ batches }) =>
        batches.some(({ events }) => events.some((event) => event.type === type)),
      );
      assert.ok(some.length > 0, `${type} happens`);
    }
  });
});

import assert from 'node:assert/strict';
import { withTerms } from './support/withTerms.js';
import { simulate, type Simulated } from './support/simulation.js';
import { packageRoot } from '../src/cli/settings.js';
import { withPlaceholders } from '../src/cli/placeholders.js';
import { readConfiguration } from '../src/programmes/configuration.js';
import { lvv, standardSteps } from '../src/lvv/index.js';
import { isStopped } from '../src/trajectory/terms/clock.js';
import { evolve } from '../src/trajectory/replayed/evolve.js';
import { nothingYet } from '../src/trajectory/replayed/state.js';

const timeTypes = new Set(['step-reminded', 'step-overdue', 'step-escalated', 'escalation-postponed', 'step-opened']);

describe('A year of five cities', () => {
  let year: Simulated;
  let decidedByTime: string[];
  before(function () {
    this.timeout(120_000);
    const programmes = withTerms(
      readConfiguration(`${packageRoot}/config/bestendig.yaml`, withPlaceholders({}), lvv).programmes,
    );
    decidedByTime = [];
    year = simulate({
      programmes,
      trajectories: 2_000,
      start: '2026-01-01',
      days: 365,
      seed: 20260101,
      observe(_before, _after, { events }, { kind }) {
        if (kind === 'tick')
          decidedByTime.push(...events.map(({ type }) => type).filter((type) => !timeTypes.has(type)));
      },
    });
  });

  const all = () => [...year.trajectories.values()];
  const happened = (type: string) =>
    all().filter(({ batches }) => batches.some(({ events }) => events.some((event) => event.type === type))).length;

  it('has all that happens in a year: suspensions, court holds, transfers, overdue steps, many outcomes', () => {
    for (const type of [
      'clock-stopped',
      'clock-started',
      'trajectory-transferred',
      'step-overdue',
      'step-escalated',
      'trajectory-closed',
    ]) {
      assert.ok(happened(type) > 25, `${type} in ${happened(type)} trajectories`);
    }
    const counted = (name: string, value: string) =>
      all().filter(({ batches }) =>
        batches.some(({ events }) =>
          events.some(({ marks = [] }) => marks.some((mark) => mark.name === name && mark.value?.includes(value))),
        ),
      ).length;
    for (const [name, value] of [
      ['conference', 'dissent'],
      ['escalation', 'not-agreed'],
      ['objection', 'objection'],
      ['outcome-checked', 'sent-back'],
      ['follow-up', 'holds'],
      ['procedure-ended', ''],
    ] as const) {
      assert.ok(counted(name, value) > 10, `${name} ${value} in ${counted(name, value)} trajectories`);
    }
    assert.equal(new Set(all().map(({ state }) => state.municipality)).size, 5);
    assert.ok(year.commands > 20_000 && year.ticks > 1_000, `${year.commands} commands, ${year.ticks} ticks`);
  });

  it('has nothing decided by time: a tick reminds, marks and escalates', () => {
    assert.deepEqual(decidedByTime, []);
  });

  it('has no trajectory whose events do not give its state again, nor one with a gap', () => {
    for (const { state, batches } of all()) {
      assert.deepEqual(batches.reduce(evolve, nothingYet), state);
      let next = 1;
      for (const { from, events } of batches) {
        assert.equal(from, next);
        next += events.length;
      }
      assert.equal(state.version, next - 1);
    }
  });

  it('has no open step that nobody waits for: each has its moments, or its clock stands still, or they have passed', () => {
    for (const { state } of all()) {
      if (state.status === 'closed') assert.deepEqual(state.openSteps, []);
      for (const open of state.openSteps) {
        const noTerms = standardSteps.find(({ name }) => name === open.step)?.terms === null;
        const waits = open.wakeUps.length > 0 || open.overdue || isStopped(state) || noTerms;
        assert.ok(waits, `${state.id}: ${JSON.stringify(open)}`);
        // A step without terms of its own has a date where someone gave it one.
        if (isStopped(state)) assert.equal(open.fatalDate, null, `${state.id}: ${open.step}`);
        else assert.ok(open.fatalDate !== null || noTerms, `${state.id}: ${open.step}`);
      }
      if (state.status === 'open') assert.ok(state.openSteps.length > 0, `${state.id} waits for nothing`);
    }
  });

  it('has every refusal by a code that people can act on', () => {
    const codes = ['conflict', 'forbidden', 'invalid-input', 'not-found', 'step-not-open'];
    assert.deepEqual(
      Object.keys(year.refused).filter((code) => !codes.includes(code)),
      [],
    );
  });
});

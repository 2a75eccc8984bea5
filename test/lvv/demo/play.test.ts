import { lvv } from '../../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { withDemoSettings } from '../../../src/cli/demoConfiguration.js';
import { withPlaceholders } from '../../../src/cli/placeholders.js';
import { withTerms } from '../../support/withTerms.js';
import { packageRoot } from '../../../src/cli/settings.js';
import { dayMs } from '../../../src/lvv/demo/chance.js';
import type { Played } from '../../../src/lvv/demo/life.js';
import { idsOf, play } from '../../../src/lvv/demo/play.js';
import { readConfiguration } from '../../../src/programmes/configuration.js';
import { classOf } from '../../../src/trajectory/figures/classMap.js';
import { builtInClassMaps } from '../../support/lvvFigures.js';
import { dayOf, isWorkingDay } from '../../../src/trajectory/terms/calendar.js';
import { evolve } from '../../../src/trajectory/replayed/evolve.js';
import { rulesOf } from '../../../src/trajectory/definitions/programme.js';
import { nextWakeAt, nothingYet } from '../../../src/trajectory/replayed/state.js';

const until = Date.parse('2026-11-24T15:00:00Z');
const configuration = readConfiguration(`${packageRoot}/config/bestendig.yaml`, withPlaceholders({}), lvv);
const programmes = withTerms(configuration.programmes);

/** From least to most, both allowed. */
function isWithin(found: number, [least, most]: readonly [number, number], what: string): void {
  assert.ok(found >= least && found <= most, `${what}: ${found}, and not from ${least} to ${most}`);
}

describe('The made-up people of the demo', () => {
  let all: Played[];
  before(function () {
    this.timeout(120_000);
    all = programmes.municipalities.flatMap((municipality) => [
      ...play({ programmes, municipality, until, seed: 2026 }),
    ]);
  });

  const open = () => all.filter(({ state }) => state.status === 'open');
  const happened = (type: string) =>
    all.filter(({ batches }) => batches.some(({ events }) => events.some((event) => event.type === type))).length;

  it('are the same by the same seed, with ids that are known beforehand, and others by another', () => {
    const setting = { programmes, municipality: 'utrecht', until, seed: 7, people: 6 };
    const once = [...play(setting)];
    assert.deepEqual([...play(setting)], once);
    assert.deepEqual(
      once.map(({ state }) => state.id),
      idsOf(setting),
    );
    const other = idsOf({ ...setting, seed: 8 });
    assert.ok(idsOf(setting).every((id) => !other.includes(id)));
    assert.match(other[0]!, /^[0-9abcdefghjkmnpqrstvwxyz]{26}\.1$/, 'as the pseudonyms of persons are');
  });

  it('have a record that gives their state again, without a gap, and nothing of it lies in the future', () => {
    for (const { state, batches } of all) {
      assert.deepEqual(batches.reduce(evolve, nothingYet), state);
      let next = 1;
      let at = '';
      for (const batch of batches) {
        assert.equal(batch.from, next);
        assert.ok(batch.at >= at && Date.parse(batch.at) <= until);
        next += batch.events.length;
        at = batch.at;
      }
      assert.equal(state.version, next - 1);
      assert.equal(new Set(batches.map(({ commandId }) => commandId)).size, batches.length);
    }
  });

  it('go on from now: who is still there waits for something, and each wake-up is yet to come', () => {
    for (const { state } of open()) {
      assert.ok(state.openSteps.length > 0, `${state.id} waits for nothing`);
      const wakeAt = nextWakeAt(state);
      assert.ok(wakeAt === null || Date.parse(wakeAt) > until, `${state.id} should have been woken at ${wakeAt}`);
    }
  });

  it('are worked with in office hours by people as one can sign in, and time only reminds', () => {
    for (const { batches } of all) {
      for (const { at, actor, events } of batches) {
        if (actor === null) {
          assert.deepEqual(
            events.map(({ type }) => type).filter((type) => !/^step-(reminded|overdue|escalated|opened)$/.test(type)),
            [],
          );
          continue;
        }
        assert.ok(isWorkingDay(dayOf(at)), at);
        assert.equal(actor.subject, `${actor.agency}-${actor.roles[0]}@${actor.municipality}`);
      }
    }
  });

  it('come and leave as is to be believed: some each month, most have left, outcomes as the evaluation found', () => {
    isWithin(all.length, [250, 350], 'people');
    isWithin(open().length, [80, 160], 'still in a trajectory');
    const months = new Map<string, number>();
    for (const { state } of all) {
      const month = state.openedAt.slice(0, 7);
      months.set(month, (months.get(month) ?? 0) + 1);
    }
    isWithin(months.size, [30, 31], 'months');
    for (const [month, came] of [...months].slice(1, -1)) isWithin(came, [2, 25], `came in ${month}`);
    const left = all.flatMap(({ state }) =>
      state.outcome === null ? [] : [classOf(builtInClassMaps[0], state.outcome)],
    );
    const classes = ['DURABLE', 'SEMI_DURABLE', 'NONE', 'UNDECIDED', 'EXCLUDED', 'NOT_OUTFLOW'] as const;
    for (const each of classes) assert.ok(left.includes(each), each);
    const counted = classes.slice(0, 3).map((each) => left.filter((one) => one === each).length);
    const sum = counted.reduce((one, other) => one + other);
    const shares = counted.map((count) => Math.round((100 * count) / sum));
    isWithin(shares[0]!, [12, 24], '% durable');
    isWithin(shares[1]!, [33, 49], '% semi-durable');
    isWithin(shares[2]!, [33, 49], '% without');
  });

  it('have a place where they are, whenever the demo is started, with some left for who is referred in its last days', function () {
    this.timeout(120_000);
    const referredInLastDays = 5;
    const made = withDemoSettings(configuration, undefined).programmes;
    // Of two years the days on which there are most, each in another city.
    for (const later of [44 + 20 / 24, 99 + 3 / 24, 385 + 1 / 24, 561 + 9 / 24]) {
      const day = until + later * dayMs;
      // A transfer takes someone to another city than the one that they came to.
      const there = programmes.municipalities
        .flatMap((municipality) => [...play({ programmes, municipality, until: day, seed: 2026 })])
        .filter(({ state }) => state.status === 'open' && typeof state.facts['admittedOn'] === 'string')
        .map(({ state }) => state.municipality);
      const settled = programmes.municipalities.filter((municipality) => {
        const { capacity } = rulesOf(made.at(municipality, new Date(day).toISOString())!);
        if (capacity === null) return false;
        const count = there.filter((one) => one === municipality).length;
        isWithin(count, [1, capacity - referredInLastDays], `in ${municipality}, ${later} days later`);
        return true;
      });
      assert.equal(settled.length, programmes.municipalities.length - 1, 'one city has none settled');
    }
  });

  it('show something of everything: late steps, meetings, escalations, holds, transfers, objections, procedures', () => {
    for (const type of [
      'step-overdue',
      'step-chased',
      'claim',
      'schedule-conference',
      'give-position',
      'clock-stopped',
      'place-court-hold',
      'trajectory-transferred',
      'refuse-transfer',
      'lodge-objection',
      'start-procedure',
      'raise-blocker',
      'change-direction',
      'flag',
      'withdraw',
    ])
      assert.ok(happened(type) > 0, type);
    const steps = open().flatMap(({ state }) => state.openSteps);
    const late = steps.filter(({ overdue }) => overdue).length;
    isWithin(Math.round((100 * late) / steps.length), [3, 20], '% of open steps overdue');
    const waits = new Set(steps.map(({ step }) => step));
    for (const step of ['intake', 'dossier-ind', 'case-conference', 'admission', 'legal-review', 'return-counselling'])
      assert.ok(waits.has(step), `${step} waits for someone`);
    assert.ok(steps.some(({ step }) => step === 'escalation' || step === 'objection-decision'));
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { referral, standardActions, standardSteps } from '../../src/lvv/index.js';
import { anyDay, futureDay, pastDay } from '../../src/lvv/casework/fields.js';
import { addDays, atSameTime, dayOf, startOf, timeOfDay } from '../../src/trajectory/terms/calendar.js';
import { knownDays } from '../../src/lvv/days.js';
import { mustBePossibleDays } from '../../src/trajectory/definitions/dayRules.js';
import { fieldsOf } from '../../src/trajectory/definitions/field.js';
import { Refusal } from '../../src/trajectory/replayed/refusal.js';
import type { Step, TrajectoryView } from '../../src/trajectory/definitions/step.js';
import { plain } from '../support/fields.js';
import { admitted, after, like, Play, pointers } from '../support/play.js';

const definitions = [referral, ...standardSteps, ...standardActions];
const today = '2026-11-02';

describe('A day in an input', () => {
  for (const definition of definitions) {
    const properties = z.toJSONSchema(definition.input, { io: 'input', unrepresentable: 'any' }).properties ?? {};
    const dates = Object.entries(properties).filter(([, one]) => typeof one === 'object' && one.format === 'date');
    if (dates.length === 0) continue;
    it(`of ${definition.name} says whether it has been or is to come, and what it may not come before is there`, () => {
      const names = Object.keys(properties);
      for (const [name] of dates) {
        const rule = fieldsOf(definition).find((field) => field.name === name)?.day;
        assert.ok(rule, name);
        for (const other of rule.notBefore) assert.ok(names.includes(other) || other in knownDays, `${name}: ${other}`);
      }
      assert.doesNotMatch(
        JSON.stringify(properties).replaceAll('"type":"string","format":"date"', ''),
        /"format":"date"/,
      );
    });
  }

  const step = (name: string, input: z.ZodObject) => ({ name, input }) as unknown as Step;
  const view = {
    now: `${today}T09:00:00.000Z`,
    state: { facts: { receivedOn: '2026-10-20' } },
    days: knownDays,
  } as unknown as TrajectoryView;
  const faults = (schema: z.ZodType, input: Record<string, unknown>): string[] => {
    const made = step('made-up', z.strictObject({ on: plain(schema) as never, since: plain(pastDay()) as never }));
    try {
      mustBePossibleDays(made, input, view);
      return [];
    } catch (error) {
      assert.ok(error instanceof Refusal);
      return pointers(error.refused);
    }
  };

  it('that has been is today at the latest, one to come is today at the earliest, and neither is of another century', () => {
    for (const [schema, good, bad] of [
      [pastDay(), ['2026-11-02', '2016-11-02'], ['2026-11-03', '2016-11-01', '1900-01-01', '2199-12-31']],
      [futureDay(), ['2026-11-02', '2036-11-02'], ['2026-11-01', '2036-11-03', '2199-12-31']],
      [anyDay({ years: 1 }), ['2025-11-02', '2027-11-02'], ['2025-11-01', '2027-11-03']],
    ] as const) {
      for (const on of good) assert.deepEqual(faults(schema, { on }), [], on);
      for (const on of bad) assert.deepEqual(faults(schema, { on }), ['/on'], on);
    }
  });

  it('comes not before what it follows, in the same input or in the trajectory, and may be the same day', () => {
    const rule = anyDay({ notBefore: ['since', 'receivedOn'] });
    assert.deepEqual(faults(rule, { on: '2026-10-20', since: '2026-10-20' }), []);
    assert.deepEqual(faults(rule, { on: '2026-10-19' }), ['/on']);
    assert.deepEqual(faults(rule, { on: '2026-10-25', since: '2026-10-26' }), ['/on']);
  });

  it('is today by the clock of Amsterdam, whatever UTC says', () => {
    const play = new Play();
    play.now = Date.parse('2026-11-02T23:30:00.000Z');
    play.perform('intake', like('intake', { heldOn: '2026-11-03' }));
  });

  it('such as an intake of 2150, an admission of 1900 or an outcome of 1950 is refused with the field', () => {
    assert.deepEqual(pointers(new Play().refused('intake', like('intake', { heldOn: '2150-03-01' }))), ['/heldOn']);
    const decided = like('admission', { decidedOn: '1900-01-01' });
    assert.deepEqual(pointers(after('intake').refused('admission', decided)), ['/decidedOn']);
    const left = like('outcome-registration', { occurredOn: '1950-01-01' });
    assert.deepEqual(pointers(admitted().refused('outcome-registration', left)), ['/occurredOn']);
  });
});

describe('A time of day', () => {
  it('in the morning is the same on the clock all year, also on the days on which the clock changes', () => {
    for (const day of ['2026-10-25', '2027-03-28', '2026-07-01', '2026-12-01']) {
      assert.equal(timeOfDay(startOf(day, 7)), 7 * 3_600_000, day);
    }
  });

  it('moves to another day as the clock shows it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 4 * 3_600_000, max: 86_399_999 }),
        (from, to, time) => {
          const [here, there] = [addDays('2024-01-01', from), addDays('2024-01-01', to)];
          const hour = Math.floor(time / 3_600_000);
          const instant = new Date(Date.parse(startOf(here, hour)) + (time % 3_600_000)).toISOString();
          const moved = atSameTime(instant, there);
          assert.deepEqual([dayOf(moved), timeOfDay(moved)], [there, time]);
        },
      ),
    );
  });
});

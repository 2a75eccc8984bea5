import assert from 'node:assert/strict';
import { CountedCases } from '../../src/register/trajectories/countedCases.js';
import { Cases } from '../../src/statistics/cases/cases.js';
import { lvv } from '../../src/lvv/index.js';
import { addDays, dayOf } from '../../src/trajectory/terms/calendar.js';
import { recountedIn, tableIn, type Ask } from '../support/figures.js';
import { History } from '../support/history.js';
import { onOneOrBoth } from './databases.js';

onOneOrBoth('A table as it was', (register) => {
  it('equals the one that was taken then and what PostgreSQL counts, whatever was recorded, corrected and reversed since', async () => {
    const history = new History(register(), 20261124);
    // Asked along the way, so that it follows; and another at the end, that reads everything at once.
    const followed = new CountedCases(register(), () => new Cases(lvv));
    const taken: { ask: Ask; rows: unknown }[] = [];
    for (let events = 1; events <= 900; events += 1) {
      await history.goOn();
      if (events % 60 > 0) continue;
      const today = dayOf(history.instant);
      const past = addDays(today, -30);
      for (const ask of [
        { from: addDays(today, -60), to: today },
        { from: addDays(today, -90), to: past },
        { from: addDays(today, -60), to: today, below: 5 },
        { view: 'cohort' as const, from: addDays(today, -90), to: past, on: today },
      ]) {
        const asked = { ...ask, now: history.instant };
        const rows = await tableIn(followed, asked);
        assert.deepEqual(rows, await recountedIn(register(), asked));
        taken.push({ ask: { ...asked, asOf: history.instant }, rows });
      }
    }
    assert.equal(taken.length, 60);
    const readAtOnce = new CountedCases(register(), () => new Cases(lvv));
    for (const { ask, rows } of taken) {
      assert.deepEqual(await tableIn(followed, ask), rows);
      assert.deepEqual(await tableIn(readAtOnce, ask), rows);
    }
    for (const { ask, rows } of taken.slice(-8)) assert.deepEqual(await recountedIn(register(), ask), rows);
    // Enough happened for the tables to differ from what is known at the end.
    const { ask } = taken[0]!;
    const { asOf: _then, ...ofNow } = ask;
    assert.notDeepEqual(await tableIn(followed, ofNow), taken[0]!.rows);
    assert.ok(history.states.length > 60);
  });
});

import assert from 'node:assert/strict';
import { keepSettings, markVisit, readSettingsOf } from '../../src/register/settings/settings.js';
import { onBothDatabases } from './databases.js';

const views = { savedViews: [{ id: 'v', name: 'Mevrouw met haast', page: 'work', query: {} }], language: 'nl' };

onBothDatabases("What is one's own at the screens", (register) => {
  it('is kept whole and sealed, for one person and no other', async () => {
    assert.deepEqual(await readSettingsOf(register(), 'anna'), { version: 0, kept: null, previousVisit: null });
    assert.equal(await keepSettings(register(), 'anna', views, undefined), 1);
    assert.deepEqual((await readSettingsOf(register(), 'anna')).kept, views);
    assert.equal((await readSettingsOf(register(), 'bert')).kept, null);
    const rows = await register().query<object>({ text: 'select * from settings' });
    assert.ok(!JSON.stringify(rows).includes('haast'));
    // What is sealed for one is nothing in the row of another.
    await keepSettings(register(), 'carl', {}, undefined);
    await register().query({
      text: `update settings c set key_id = a.key_id, sealed = a.sealed from settings a where a.subject = 'anna' and c.subject = 'carl'`,
    });
    await assert.rejects(readSettingsOf(register(), 'carl'));
  });

  it('is not kept over what another screen has kept meanwhile', async () => {
    assert.equal(await keepSettings(register(), 'dora', views, 3), null);
    assert.equal(await keepSettings(register(), 'dora', views, 0), 1);
    assert.equal(await keepSettings(register(), 'dora', {}, 0), null);
    const both = await Promise.all([1, 1].map((seen) => keepSettings(register(), 'dora', {}, seen)));
    assert.deepEqual(both.toSorted(), [2, null]);
  });

  it('says when one was here last: marks within half an hour of each other are one visit', async () => {
    const at = (time: string) => new Date(`2026-11-24T${time}:00.000Z`);
    const marked = (time: string) => markVisit(register(), 'emma', at(time));
    assert.equal(await marked('09:00'), null);
    assert.equal(await marked('09:20'), null);
    assert.equal(await marked('09:45'), null);
    assert.deepEqual(await marked('13:00'), at('09:45'));
    assert.deepEqual(await marked('13:10'), at('09:45'));
    // A process whose clock is behind takes nothing back.
    assert.deepEqual(await marked('12:50'), at('09:45'));
    assert.deepEqual(await marked('13:39'), at('09:45'));
    assert.deepEqual(await marked('14:09'), at('13:39'));
    assert.deepEqual((await readSettingsOf(register(), 'emma')).previousVisit, at('13:39'));
  });
});

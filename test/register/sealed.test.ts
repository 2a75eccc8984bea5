import assert from 'node:assert/strict';
import { KeyDestroyed, Undecipherable } from '../../src/privacy/errors.js';
import { listQueue } from '../../src/register/trajectories/queue.js';
import type { Database } from '../../src/register/database/database.js';
import { findNotification, listNotifications } from '../../src/register/messages/notifications.js';
import { record, RegisterBehind } from '../../src/register/trajectories/record.js';
import { batchesOf, findCommand, readEvents } from '../../src/register/trajectories/timeline.js';
import { findEpisodes } from '../../src/register/trajectories/trajectories.js';
import { PersonKeys } from '../../src/privacy/personKeys.js';
import { sealerOf } from '../../src/privacy/sealer.js';
import { summarise, type Json } from '../../src/trajectory/replayed/state.js';
import { generator } from '../support/simulation.js';
import { like, Play } from '../support/play.js';
import type { ownPrivacy } from '../support/privacy.js';
import { contents, onBothDatabases, recordingOf } from './databases.js';
import { faultsIn, tamper, tampering } from './tampering.js';

const everything = { municipality: null, agency: null };
const page = { limit: 100 };

let plays = 0;
function played(...steps: string[]): Play {
  plays += 1;
  const play = new Play(`sealed${plays}`);
  for (const step of steps) play.perform(step);
  return play;
}

type Privacy = Awaited<ReturnType<typeof ownPrivacy>>;

onBothDatabases('What the register keeps of persons', (register, _emptyDatabase, privacy) => {
  it('is sealed: nothing that events and messages say is in any table but codes, days and numbers', async () => {
    const play = played();
    play.perform('intake', like('intake', { vulnerable: true }));
    play.perform('place-court-hold', like('place-court-hold', { reason: 'The son of Yusuf is ill.' }));
    await record(register(), recordingOf(play), 7);
    const all = JSON.stringify(await contents(register()));
    const actor = play.batches[0]!.actor!.subject;
    for (const said of [
      'Yusuf',
      actor,
      'trajectory-opened',
      'step-completed',
      'court-hold',
      'vulnerable',
      'case-director',
    ]) {
      assert.ok(JSON.stringify(play.batches).includes(said), said);
      assert.ok(!all.includes(said), said);
    }
    assert.ok(!all.includes(recordingOf(play).notifications[0]!.eventType));
    for (const { figures } of await register().query<{ figures: Record<string, Json> }>({
      text: 'select figures from case_versions',
    })) {
      for (const value of Object.values(figures).flat()) {
        assert.match(JSON.stringify(value), /^([0-9]+|true|false|"[A-Za-z0-9_./-]{1,40}")$/, JSON.stringify(figures));
      }
    }
  });

  it('is sealed the same each time, so that two who record the same write the same', async () => {
    const play = played('intake');
    await record(register(), recordingOf(play), 7);
    const text = `select sequence, key_id, sealed, chain, hash from events where trajectory_id = '${play.state.id}' order by 1`;
    const first = await register().query({ text });
    await tamper(register(), `delete from events where trajectory_id = '${play.state.id}'`);
    await record(register(), recordingOf(play), 7);
    assert.deepEqual(await register().query({ text }), first);
  });

  it('is bound to its place: what is put under another event or trajectory cannot be read there', async () => {
    const [play, other] = [played('intake'), played('intake')];
    for (const one of [play, other]) await record(register(), recordingOf(one), 7);
    const exchange = (id: string, sequence: number) =>
      `update events e set key_id = o.key_id, sealed = o.sealed from events o where e.trajectory_id = '${play.state.id}'
        and e.sequence = 2 and o.trajectory_id = '${id}' and o.sequence = ${sequence}`;
    await tampering(register(), async (tampered) => {
      for (const sql of [exchange(play.state.id, 1), exchange(other.state.id, 2)]) {
        await tampered(sql, () => assert.rejects(readEvents(register(), play.state.id), Undecipherable));
      }
    });
  });

  it('is gone with the key: whoever reads it learns that there is nothing, and lists go on without it', async () => {
    const gone = played('intake', 'admission');
    const stays = played('intake', 'admission');
    const commandId = (gone.batches[0]!.commandId = 'the referral of who is gone');
    for (const play of [gone, stays]) await record(register(), recordingOf(play), 7);
    const { id, personRef } = gone.state;
    assert.equal((await findEpisodes(register(), personRef, commandId)).repeat?.id, id);
    await destroyKeysOf(register(), privacy(), id);
    await assert.rejects(readEvents(register(), id), KeyDestroyed);
    await assert.rejects(findCommand(register(), id, commandId), KeyDestroyed);
    assert.equal((await findEpisodes(register(), personRef, commandId)).repeat, null);
    const listed = async (trajectoryId: string) =>
      (await listNotifications(register(), everything, { trajectoryId }, page)).items.length;
    assert.equal(await listed(id), 0);
    assert.ok((await listed(stays.state.id)) > 0);
    assert.equal(await findNotification(register(), everything, recordingOf(gone).notifications[0]!.id), undefined);
    assert.deepEqual(await faultsIn(register()), []);
  });

  it('has one chain also when the key is of another generation meanwhile, and two record at the same time', async () => {
    for (let round = 0; round < 12; round += 1) {
      const random = generator(round);
      const play = played();
      const versions = [recordingOf(play)];
      for (const step of ['intake', 'admission', 'legal-review', 'outcome-registration']) {
        play.perform(step);
        const batches = play.batches.slice(Math.floor(random() * 2));
        versions.push({ ...recordingOf(play, batches), summary: summarise(play.state) });
      }
      await record(register(), versions[0]!, 7);
      const [first] = await register().query<{ keyId: string }>({
        text: `select key_id as "keyId" from events where trajectory_id = '${play.state.id}' limit 1`,
      });
      // One process still has the key that it looked up, another sees that it is retired, and makes the next.
      await privacy().store.retire(first!.keyId);
      const fresh = sealerOf(new PersonKeys(privacy().store, privacy().masters));
      await fresh.seal(play.state.personRef, 'so that it has looked', null);
      const other: Database = { ...register(), sealer: fresh };
      await Promise.all(
        versions
          .flatMap((version) => [
            { on: register(), version },
            { on: other, version },
          ])
          .toSorted(() => random() - 0.5)
          .map(({ on, version }) => record(on, version, 7)),
      );
      assert.deepEqual(batchesOf(await readEvents(register(), play.state.id)), play.batches);
    }
    assert.deepEqual(await faultsIn(register()), []);
    const [keys] = await register().query<{ most: number; chains: number }>({
      text: `select max(keys)::integer as most, max(chains)::integer as chains from (select count(distinct key_id) as keys,
        count(distinct chain) as chains from events group by trajectory_id) each`,
    });
    assert.deepEqual(keys, { most: 2, chains: 1 }, 'some trajectories have events under both keys');
  });

  it('says for the agenda why someone goes first, however the events were cut into recordings', async () => {
    const play = played();
    await record(register(), recordingOf(play), 7);
    const reasons = async () => {
      const { items } = await listQueue(register(), everything, {}, page, (name) => [name]);
      const row = items.find(({ trajectoryId }) => trajectoryId === play.state.id);
      return row && [row.reasons['vulnerable'], row.reasons['heldByCourt']];
    };
    const next = async (name: string, input?: Json) => {
      play.perform(name, input);
      await record(register(), recordingOf(play, play.batches.slice(-1)), 7);
      return reasons();
    };
    await next('intake', like('intake', { vulnerable: true }));
    for (const name of ['dossier-ind', 'dossier-dtv']) await next(name);
    assert.deepEqual(await next('rest-period'), [true, false]);
    assert.deepEqual(await next('place-court-hold'), [true, true]);
    assert.deepEqual(await next('lift-court-hold'), [true, false]);
    const later = played('intake', 'place-court-hold');
    await assert.rejects(record(register(), recordingOf(later, later.batches.slice(2)), 7), RegisterBehind);
  });
});

async function destroyKeysOf(register: Database, { store, keys }: Privacy, id: string): Promise<void> {
  const rows = await register.query<{ key_id: string }>({
    text: `select distinct key_id from events where trajectory_id = '${id}'`,
  });
  for (const { key_id: keyId } of rows) await store.destroy(keyId, new Date().toISOString());
  keys.forget();
}

import assert from 'node:assert/strict';
import type { Database } from '../../src/register/database/database.js';
import { migrate } from '../../src/register/index.js';
import { openStates } from '../../src/register/trajectories/openStates.js';
import { record, RecordConflict, RegisterBehind } from '../../src/register/trajectories/record.js';
import { batchesOf, findCommand, readTimeline } from '../../src/register/trajectories/timeline.js';
import { findEpisodes, findTrajectory } from '../../src/register/trajectories/trajectories.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { nothingYet, type TrajectoryState } from '../../src/trajectory/replayed/state.js';
import { Play } from '../support/play.js';
import { contents, onBothDatabases, recordingOf } from './databases.js';

let plays = 0;
/** A trajectory of a person of its own, in which these steps were performed. */
function played(...steps: string[]): Play {
  plays += 1;
  const play = new Play(`person${plays}`);
  for (const step of steps) play.perform(step);
  return play;
}

const sequences = async (register: Database, id: string) =>
  (await readTimeline(register, id, 0, 1000)).map(({ sequence }) => sequence);
const upTo = (last: number) => Array.from({ length: last }, (_event, i) => i + 1);

onBothDatabases('The register', (register) => {
  it('holds what was recorded: the events give the state again, and the row is its summary', async () => {
    const play = played('intake', 'admission', 'legal-review');
    await record(register(), recordingOf(play), 7);
    const { id, version } = play.state;
    assert.deepEqual(await sequences(register(), id), upTo(version));
    const events = await readTimeline(register(), id, 0, 1000);
    assert.deepEqual(batchesOf(events), play.batches);
    assert.deepEqual(batchesOf(events).reduce(evolve, nothingYet), play.state);
    const row = await findTrajectory(register(), id);
    assert.equal(row?.version, version);
    assert.deepEqual(row?.openSteps.map(({ step }) => step).toSorted(), play.open.toSorted());
    assert.equal(row?.nextDeadline, recordingOf(play).summary.nextDeadline);
  });

  it('is not changed by the same events once more, and has no message for the caller then', async () => {
    const play = played('intake', 'admission');
    const fresh = await record(register(), recordingOf(play), 7);
    assert.ok(fresh.length > 0);
    const before = await contents(register());
    assert.deepEqual(await record(register(), recordingOf(play), 7), []);
    assert.deepEqual(await contents(register()), before);
  });

  it('takes what is new of events that it has in part, and each message once', async () => {
    const play = played('intake');
    const first = await record(register(), recordingOf(play), 7);
    play.perform('admission');
    const second = await record(register(), recordingOf(play), 7);
    assert.deepEqual(await sequences(register(), play.state.id), upTo(play.state.version));
    assert.deepEqual(
      first.filter((id) => second.includes(id)),
      [],
    );
    const pending = recordingOf(play).notifications.filter(({ status }) => status === 'pending');
    assert.deepEqual([...first, ...second].toSorted(), pending.map(({ id }) => id).toSorted());
  });

  it('takes events in their order only: the later wait for the earlier, and nothing of them is there before', async () => {
    const play = played('intake');
    const earlier = recordingOf(play);
    play.perform('admission');
    const later = recordingOf(play, play.batches.slice(2));
    await assert.rejects(record(register(), later, 7), RegisterBehind);
    assert.equal(await findTrajectory(register(), play.state.id), undefined);
    await record(register(), earlier, 7);
    await record(register(), later, 7);
    assert.deepEqual(await sequences(register(), play.state.id), upTo(play.state.version));
  });

  it('never has an older version put over a newer one', async () => {
    const play = played('intake');
    const older = recordingOf(play);
    play.perform('admission');
    await record(register(), recordingOf(play), 7);
    const newest = await findTrajectory(register(), play.state.id);
    await record(register(), older, 7);
    assert.deepEqual(await findTrajectory(register(), play.state.id), newest);
    assert.deepEqual(await sequences(register(), play.state.id), upTo(play.state.version));
  });

  it('has no open steps left of a trajectory that closed', async () => {
    const play = played('intake');
    await record(register(), recordingOf(play), 7);
    play.perform('withdraw');
    await record(register(), recordingOf(play), 7);
    const row = await findTrajectory(register(), play.state.id);
    assert.equal(row?.status, 'closed');
    assert.equal(row?.outcome, 'OWN_REQUEST');
    assert.deepEqual(row?.openSteps, []);
    assert.equal(row?.nextDeadline, null);
  });

  it('never has an event changed or deleted', async () => {
    const play = played();
    await record(register(), recordingOf(play), 7);
    const { id } = play.state;
    const before = await contents(register());
    for (const text of [
      `update events set command_id = 'other' where trajectory_id = '${id}'`,
      `update events set sequence = 99 where trajectory_id = '${id}'`,
      `delete from events where trajectory_id = '${id}'`,
      'delete from events',
      'truncate events',
    ]) {
      await assert.rejects(register().query({ text }), /events are append-only/, text);
    }
    assert.deepEqual(await contents(register()), before);
  });

  it('refuses other events under a sequence that is taken, and takes nothing of them', async () => {
    const play = played('intake');
    await record(register(), recordingOf(play), 7);
    const before = await contents(register());
    const [referral, intake] = play.batches;
    play.perform('admission');
    const other = [{ ...referral!, commandId: 'another' }, intake!, play.batches[2]!];
    await assert.rejects(record(register(), recordingOf(play, other), 7), RecordConflict);
    assert.deepEqual(await contents(register()), before);
  });

  it('takes all of a recording or nothing', async () => {
    const play = played('intake');
    const before = await contents(register());
    const recording = recordingOf(play);
    const [message] = recording.notifications;
    const broken = { ...recording, notifications: [{ ...message!, channel: 'pigeon' as never }] };
    await assert.rejects(record(register(), broken, 7));
    assert.deepEqual(await contents(register()), before);
  });

  it('holds each event and message once when the same is recorded ten times at once', async () => {
    const play = played('intake', 'admission');
    const given = await Promise.all(Array.from({ length: 10 }, () => record(register(), recordingOf(play), 7)));
    const pending = recordingOf(play).notifications.filter(({ status }) => status === 'pending');
    assert.deepEqual(given.flat().toSorted(), pending.map(({ id }) => id).toSorted());
    assert.deepEqual(await sequences(register(), play.state.id), upTo(play.state.version));
    assert.equal((await findTrajectory(register(), play.state.id))?.version, play.state.version);
  });

  it('ends with the newest version, its open steps too, when several versions are recorded at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const play = played();
      const versions = [recordingOf(play)];
      for (const step of ['intake', 'admission', 'outcome-registration']) {
        play.perform(step);
        versions.push(recordingOf(play));
      }
      await Promise.all(versions.map((version) => record(register(), version, 7)));
      const row = await findTrajectory(register(), play.state.id);
      assert.equal(row?.version, play.state.version);
      assert.deepEqual(row?.openSteps, []);
    }
  });

  it('knows a command that was recorded, in its own trajectory only', async () => {
    const play = played('intake');
    await record(register(), recordingOf(play), 7);
    const { commandId, bodyHash } = play.batches[1]!;
    const { id, version, personRef } = play.state;
    assert.deepEqual(await findCommand(register(), id, commandId), { bodyHash, version });
    assert.equal(await findCommand(register(), 'someone-else.1', commandId), undefined);
    assert.equal(await findCommand(register(), id, 'never-sent'), undefined);
    const known = await findEpisodes(register(), personRef, 'never-sent');
    assert.deepEqual([known.last, known.open], [1, id]);
    assert.deepEqual(await findEpisodes(register(), 'nobody', 'never-sent'), {
      last: 0,
      open: null,
      repeat: null,
      openUnderAlias: false,
    });
  });

  it('gives every open trajectory, and no closed one, whatever the size of its pages', async () => {
    const open = [played('intake'), played(), played('intake', 'admission')];
    const closed = played('withdraw');
    for (const play of [...open, closed]) await record(register(), recordingOf(play), 7);
    for (const size of [1, 2, 500]) {
      const states = new Map<string, TrajectoryState>();
      for await (const state of openStates(register(), size)) {
        assert.ok(!states.has(state.id), state.id);
        states.set(state.id, state);
      }
      for (const { state } of open) assert.deepEqual(states.get(state.id), state);
      assert.ok(!states.has(closed.state.id));
    }
  });

  it('can be brought up to date again, and by several processes at once', async () => {
    const before = await contents(register());
    await Promise.all([migrate(register()), migrate(register()), migrate(register())]);
    assert.deepEqual(await contents(register()), before);
  });
});

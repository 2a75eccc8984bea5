import assert from 'node:assert/strict';
import { chainStart, hashAfter } from '../../src/register/chains/chain.js';
import { CheckpointFault, readCheckpoint, writeCheckpoint } from '../../src/register/integrity/checkpoint.js';
import type { Database } from '../../src/register/database/database.js';
import { record } from '../../src/register/trajectories/record.js';
import { verifyEvents } from '../../src/register/integrity/verifyEvents.js';
import { Play } from '../support/play.js';
import { onOneOrBoth, recordingOf } from './databases.js';
import { checkpointOf, faultsIn, tamper, tampering, type Tampered } from './tampering.js';

interface Stored {
  trajectory_id: string;
  sequence: number;
  command_id: string;
  key_id: string;
  sealed: Uint8Array;
  chain: string;
  hash: Uint8Array;
}
const columns = ['trajectory_id', 'sequence', 'command_id', 'key_id', 'sealed', 'chain', 'hash'] as const;

const storedIn = (register: Database) =>
  register.query<Stored>({ text: 'select * from events order by trajectory_id, sequence' });

/** Another value of this column, by as little as can be: one bit of one byte of it. */
function changed(column: (typeof columns)[number], value: Stored[typeof column]): string[] {
  if (typeof value === 'number') return ['sequence = sequence + 1000', 'sequence = 0', 'sequence = -sequence'];
  const where = typeof value === 'string' ? [0, value.length - 1] : [0, value.length >> 1, value.length - 1];
  return where.map((at) =>
    typeof value === 'string'
      ? `${column} = overlay(${column} placing '${value[at] === 'z' ? 'y' : 'z'}' from ${at + 1} for 1)`
      : `${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 1)`,
  );
}

onOneOrBoth('The chain of events', (register) => {
  const ids = ['chain1.1', 'chain2.1'] as const;
  before(async () => {
    for (const id of ids) {
      const play = new Play(id.slice(0, -2));
      play.perform('intake');
      await record(register(), recordingOf(play), 7);
      play.perform('admission');
      await record(register(), recordingOf(play, play.batches.slice(2)), 7);
    }
  });
  const whileTampered = (work: (tampered: Tampered) => Promise<void>) => tampering(register(), work);
  const row = (id: string, sequence: number) => `where trajectory_id = '${id}' and sequence = ${sequence}`;

  it('is the same by the database and by the page that tells how it is made', async () => {
    let hash = chainStart;
    for (const event of await storedIn(register())) {
      const { sequence, chain, command_id: commandId, key_id: keyId, sealed } = event;
      hash = hashAfter(sequence === 1 ? chainStart : hash, { sequence, chain, commandId, keyId, sealed });
      assert.deepEqual(Buffer.from(event.hash), hash);
      assert.match(chain, /^[0-9a-f]{32}$/);
    }
    assert.deepEqual(await faultsIn(register()), []);
  });

  it('shows one changed byte in any column of any row, with its place', async () => {
    const rows = await storedIn(register());
    assert.ok(rows.length >= 10, `${rows.length} rows`);
    const all = rows.flatMap((event) =>
      columns.flatMap((column) => changed(column, event[column]).map((change) => ({ event, change }))),
    );
    await whileTampered(async (tampered) => {
      for (const { event, change } of all) {
        const { trajectory_id: id, sequence } = event;
        const sql = `update events set ${change} ${row(id, sequence)}`;
        const faults = await tampered(sql, () => faultsIn(register()));
        const place = faults.filter(
          (line) => line.includes(id) && new RegExp(`\\bevents? -?${sequence}\\b`).test(line),
        );
        assert.ok(place.length > 0, `${sql}\n${faults.join('\n')}`);
        // Nothing is said of what was left alone, but for the neighbour by which the fault shows.
        assert.ok(faults.length <= 3, `${sql}\n${faults.join('\n')}`);
      }
    });
    assert.ok(all.length > rows.length * 15, `${all.length} changes`);
    assert.deepEqual(await faultsIn(register()), []);
  });

  it('shows a row that was taken away, put in, or exchanged with another', async () => {
    const [id, other] = ids;
    const rows = await storedIn(register());
    const last = rows.filter(({ trajectory_id }) => trajectory_id === id).length;
    const exchanged = (a: string, b: string) => `
      create temp table two on commit drop as select * from events ${a} union all select * from events ${b};
      update events e set command_id = o.command_id, key_id = o.key_id, sealed = o.sealed, chain = o.chain, hash = o.hash
      from two o where (e.trajectory_id, e.sequence) in (select trajectory_id, sequence from two)
        and (o.trajectory_id, o.sequence) <> (e.trajectory_id, e.sequence)`;
    const copied = (from: string, sequence: number) =>
      `insert into events select trajectory_id, ${sequence}, command_id, key_id, sealed, chain, hash from events ${from}`;
    const cases: [sql: string, expected: string[]][] = [
      [`delete from events ${row(id, 3)}`, [`trajectory ${id}, event 4: before this one, event 3 should be`]],
      [
        `delete from events where trajectory_id = '${id}' and sequence < 3`,
        [`trajectory ${id}, event 3: before this one, events 1 to 2 should be`],
      ],
      [
        `delete from events ${row(id, last)}`,
        [
          `trajectory ${id}, event ${last - 1}: this is the last event, and after it events ${last} to ${last} should be there`,
        ],
      ],
      [
        `delete from events where trajectory_id = '${id}'`,
        [`trajectory ${id}: there are other traces of this trajectory, and none of its events`],
      ],
      [
        exchanged(row(id, 2), row(id, 3)),
        [2, 3, 4].map((sequence) => `trajectory ${id}, event ${sequence}: the event or its hash has been changed`),
      ],
      [
        exchanged(row(id, 3), row(other, 3)),
        ids.flatMap((one) =>
          [3, 4].map((sequence) => `trajectory ${one}, event ${sequence}: the event or its hash has been changed`),
        ),
      ],
      [
        copied(row(id, 2), last + 1),
        [
          `trajectory ${id}, event ${last + 1}: the event or its hash has been changed`,
          `trajectory ${id}, event ${last + 1}: by its own row the trajectory ended with event ${last}`,
        ],
      ],
      [
        `insert into events select 'stranger.1', sequence, command_id, key_id, sealed, chain, hash from events where trajectory_id = '${id}'`,
        ['trajectory stranger.1: there are events, and the trajectory has no row of its own'],
      ],
    ];
    await whileTampered(async (tampered) => {
      for (const [sql, expected] of cases) {
        assert.deepEqual(await tampered(sql, () => faultsIn(register())), expected, sql);
      }
    });
    assert.deepEqual(await faultsIn(register()), []);
  });

  it('shows, against a checkpoint kept elsewhere, an end that was cut off, a trajectory that is gone, a history written anew', async () => {
    const [id] = ids;
    const checkpoint = readCheckpoint(writeCheckpoint(await checkpointOf(register())));
    const rows = (await storedIn(register())).filter(({ trajectory_id }) => trajectory_id === id);
    const { chain, sequence: last } = rows.at(-1)!;
    const without = (table: string, more = '') => `delete from ${table} where trajectory_id = '${id}' ${more}`;
    // Cut off with everything that tells of it: the register by itself is in order.
    const cut = `${without('events', `and sequence = ${last}`)}; ${without('notifications', `and sequence = ${last}`)};
      ${without('case_versions', `and sequence = ${last}`)}; update trajectories set version = ${last - 1} where id = '${id}'`;
    const everywhere = ['events', 'notifications', 'case_versions', 'open_steps', 'agency_views', 'marks', 'waits'];
    const gone = `${everywhere.map((table) => without(table)).join(';')};
      delete from trajectories where id = '${id}'`;
    // Written anew by someone who knows how hashes are made.
    let hash = chainStart;
    const anew = rows.map(({ sequence, key_id: keyId, sealed }) => {
      hash = hashAfter(hash, { chain, sequence, commandId: 'other', keyId, sealed });
      return `update events set command_id = 'other', hash = '\\x${hash.toString('hex')}' ${row(id, sequence)}`;
    });
    const fault = `trajectory ${chain}, event ${last}: the event was there at the checkpoint, and is gone`;
    const other = `trajectory ${id}, event ${last}: the history up to this event is another than at the checkpoint`;
    await whileTampered(async (tampered) => {
      for (const [sql, expected] of [
        [cut, fault],
        [gone, fault],
        [anew.join(';'), other],
      ] as const) {
        const found = await tampered(sql, async () => [
          await faultsIn(register()),
          await faultsIn(register(), checkpoint),
        ]);
        assert.deepEqual(found, [[], [expected]], sql);
      }
    });
    // What has been added since is no fault.
    const more = new Play('chain3');
    await record(register(), recordingOf(more), 7);
    assert.deepEqual(await faultsIn(register(), checkpoint), []);
  });

  it('has a checkpoint in which no byte can be changed', async () => {
    const text = writeCheckpoint(await checkpointOf(register()));
    for (let at = 0; at < text.length - 1; at += 3) {
      const other = text[at] === '0' ? '1' : '0';
      assert.throws(() => readCheckpoint(text.slice(0, at) + other + text.slice(at + 1)), CheckpointFault, `at ${at}`);
    }
    const lines = text.split('\n');
    assert.throws(() => readCheckpoint(lines.toSpliced(1, 1).join('\n')), CheckpointFault);
    for (const nothing of ['', '{}', 'x', text.slice(0, 40)])
      assert.throws(() => readCheckpoint(nothing), CheckpointFault);
  });

  it('verifies when the id has been taken away, which is all that erasure may change', async () => {
    const play = new Play('erased1');
    play.perform('intake');
    play.perform('withdraw');
    await record(register(), recordingOf(play), 7);
    const { id, version } = play.state;
    const checkpoint = await checkpointOf(register());
    for (const change of [
      `trajectory_id = 'another'`,
      `trajectory_id = chain, command_id = 'another'`,
      `trajectory_id = chain, sealed = '\\x00'`,
      `hash = '\\x00'`,
    ]) {
      const refused = register().query({ text: `update events set ${change} where trajectory_id = '${id}'` });
      await assert.rejects(refused, /append-only/, change);
    }
    const [first] = await register().query<Stored>({ text: `select * from events ${row(id, 1)}` });
    await register().execute(`
      update events set trajectory_id = chain where trajectory_id = '${id}';
      delete from agency_views where trajectory_id = '${id}';
      update trajectories set id = '${first!.chain}' where id = '${id}';
      ${['case_versions', 'marks', 'waits']
        .map((table) => `update ${table} set trajectory_id = '${first!.chain}' where trajectory_id = '${id}'`)
        .join(';')};
      delete from notifications where trajectory_id = '${id}'`);
    assert.deepEqual(await faultsIn(register(), checkpoint), []);
    await whileTampered(async (tampered) => {
      const faults = await tampered(`delete from events ${row(first!.chain, version)}`, () => faultsIn(register()));
      assert.match(faults[0]!, new RegExp(`trajectory ${first!.chain}, event ${version - 1}: this is the last`));
    });
  });

  it('is verified in pages, whatever falls on their edges', async () => {
    await register().execute(`
      insert into trajectories (id, person_ref, episode, municipality, version, status, parties, overdue, opened_at, updated_at)
      select 'many' || i || '.1', 'many' || i, 1, 'utrecht', 100, 'open', '{}', false, now(), now() from generate_series(0, 59) i`);
    await register().query({
      text: `insert into events (trajectory_id, sequence, command_id, key_id, sealed, chain)
        select 'many' || i || '.1', n, 'c' || n, 'k', '\\x00', 'chain' || i
        from generate_series(0, 59) i, generate_series(1, 100) n order by i, n`,
    });
    const progress: number[] = [];
    const verified = await verifyEvents(register(), {
      onFault: ({ trajectory, fault }) => assert.fail(`${trajectory}: ${fault}`),
      onProgress: (events) => progress.push(events),
    });
    assert.ok(verified.events >= 6_000 && progress.length >= 3, JSON.stringify(progress));
    const some = [0, 7, 19, 20, 21, 39, 40, 59].map((i) => `many${i}.1`);
    await tamper(register(), some.map((id) => `delete from events ${row(id, 50)}`).join(';'));
    assert.deepEqual(
      await faultsIn(register()),
      some.toSorted().map((id) => `trajectory ${id}, event 51: before this one, event 50 should be`),
    );
  });
});

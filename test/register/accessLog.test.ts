import assert from 'node:assert/strict';
import { accessOf, addAccess, listAccess } from '../../src/register/access/accessLog.js';
import { accessToken, type AccessRecord } from '../../src/register/access/accessRecord.js';
import type { Database } from '../../src/register/database/database.js';
import { migrate } from '../../src/register/index.js';
import { accessLogIn, accessRecord, chained } from './accessRecords.js';
import { onBothDatabases } from './databases.js';

/** Stand-ins for the names of two writers. */
const [one, other] = ['1'.repeat(16), '2'.repeat(16)];
const at = (minute: number, more: Partial<AccessRecord> = {}) =>
  accessRecord({ startedAt: `2026-11-24T09:${String(minute).padStart(2, '0')}:00.000Z`, ...more });
const page = { limit: 50 };

/** Does what no one can do while the triggers are there. */
async function tamper(database: Database, sql: string): Promise<void> {
  await database.execute(`
    begin;
    alter table access_log disable trigger user; alter table access_log_heads disable trigger user;
    ${sql};
    alter table access_log enable trigger user; alter table access_log_heads enable trigger user;
    commit;`);
}

onBothDatabases('The access log', (register, emptyDatabase) => {
  it('takes the same record once, however often and in whatever order it comes', async () => {
    const records = chained('c'.repeat(16), [at(1), at(2), at(3)]);
    await addAccess(register(), records.slice(1));
    await addAccess(register(), records);
    await Promise.all([addAccess(register(), records), addAccess(register(), records.slice(0, 2))]);
    const { faults, records: kept } = await accessLogIn(register());
    assert.deepEqual([kept, faults], [3, []]);
  });

  it('can be neither changed nor emptied', async () => {
    for (const sql of [
      `update access_log set record = '{}'`,
      'delete from access_log',
      'truncate access_log',
      'delete from access_log_heads',
      'truncate access_log_heads',
      `update access_log_heads set sequence = 1`,
    ]) {
      await assert.rejects(register().execute(sql), /append-only|only go forward/, sql);
    }
  });

  it('says of each record that was changed, removed or put elsewhere which one it is', async () => {
    const [changed, missing, unexpected] = ['changed', 'missing', 'unexpected-head'] as const;
    const where = (sequence: number, writer = one) => `writer = '${writer}' and sequence = ${sequence}`;
    const cases: [sql: string, faults: [string, number, string][]][] = [
      [`update access_log set record = replace(record, 'anna', 'bert') where ${where(2)}`, [[one, 2, changed]]],
      [`update access_log set record = record || ' ' where ${where(4)}`, [[one, 4, changed]]],
      [`update access_log set hash = reverse(hash) where ${where(3)}`, [[one, 3, changed]]],
      [`delete from access_log where ${where(2)}`, [[one, 2, missing]]],
      [`delete from access_log where ${where(1)}`, [[one, 1, missing]]],
      [`delete from access_log where ${where(4)}`, [[one, 4, missing]]],
      [
        `delete from access_log where writer = '${other}'`,
        // Of both at once: there may be millions.
        [[other, 1, missing]],
      ],
      [
        `update access_log a set record = b.record, hash = b.hash from access_log b
          where a.writer = b.writer and a.writer = '${one}' and a.sequence in (2, 3) and b.sequence = 5 - a.sequence`,
        [
          [one, 2, changed],
          [one, 3, changed],
          // It was written after the other one.
          [one, 4, changed],
        ],
      ],
      [
        `update access_log a set record = b.record from access_log b
          where a.writer = '${other}' and a.sequence = 1 and b.writer = '${one}' and b.sequence = 1`,
        [[other, 1, changed]],
      ],
      [
        `insert into access_log (writer, sequence, record, hash)
          select writer, 5, record, hash from access_log where ${where(4)}`,
        [
          [one, 5, changed],
          [one, 5, unexpected],
        ],
      ],
      [`delete from access_log_heads where writer = '${other}'`, [[other, 2, unexpected]]],
      [`update access_log_heads set hash = reverse(hash) where writer = '${other}'`, [[other, 2, unexpected]]],
    ];
    for (const [i, [sql, expected]] of cases.entries()) {
      // Two writers of its own for each case, whose names begin with letters.
      const own = (text: string) =>
        text
          .replaceAll(one, `${'abcdefghijklm'[i]}${one.slice(1)}`)
          .replaceAll(other, `${'abcdefghijklm'[i]}${other.slice(1)}`);
      const faultsNow = async () =>
        (await accessLogIn(register())).faults
          .filter(({ writer }) => writer === own(one) || writer === own(other))
          .map(({ writer, sequence, fault }) => [writer, sequence, fault]);
      await addAccess(register(), chained(own(one), [at(1), at(2), at(3), at(4)]));
      await addAccess(register(), chained(own(other), [at(5), at(6)]));
      assert.deepEqual(await faultsNow(), []);
      await tamper(register(), own(sql));
      assert.deepEqual(await faultsNow(), JSON.parse(own(JSON.stringify(expected))), sql);
    }
  });

  it('is told by municipality, time, who asked, outcome and person; and a page begins where the last one ended', async () => {
    const database = await emptyDatabase();
    await migrate(database);
    await database.sealer.seal('person1', 'a test', null);
    const token = (await database.sealer.token('person1', accessToken))!;
    const here = { token, municipality: 'utrecht', shown: true };
    const there = { token: 'f'.repeat(32), municipality: 'groningen', shown: true };
    const national = { subject: 'nora', agency: 'municipality', municipality: null, roles: ['coordinator'] } as const;
    const records = [
      at(1, { subjects: [here] }),
      at(2, { concerns: ['groningen'], subjects: [there], outcome: 'refused' }),
      at(3, {
        actor: { ...national, roles: ['coordinator'] },
        concerns: ['utrecht', 'groningen'],
        subjects: [here, there],
      }),
      at(4, { outcome: 'refused', status: 404 }),
    ];
    await addAccess(database, chained(one, records));
    const minutes = async (filter: Partial<Parameters<typeof listAccess>[1]>) => {
      const { items } = await listAccess(database, { municipality: null, ...filter }, page);
      return items.map(({ startedAt }) => Number(startedAt.slice(14, 16)));
    };
    assert.deepEqual(await minutes({}), [4, 3, 2, 1]);
    assert.deepEqual(await minutes({ municipality: 'utrecht' }), [4, 3, 1]);
    assert.deepEqual(await minutes({ municipality: 'groningen' }), [3, 2]);
    assert.deepEqual(await minutes({ municipality: 'eindhoven' }), []);
    assert.deepEqual(await minutes({ from: at(2).startedAt, to: at(4).startedAt }), [3, 2]);
    assert.deepEqual(await minutes({ by: 'nora' }), [3]);
    assert.deepEqual(await minutes({ outcome: 'refused' }), [4, 2]);
    assert.deepEqual(await minutes({ personRef: 'person1' }), [3, 1]);
    assert.deepEqual(await minutes({ personRef: 'person1', municipality: 'utrecht' }), [3, 1]);
    // In whose log it is because of another person, it does not say that this one is elsewhere.
    assert.deepEqual(await minutes({ personRef: 'person1', municipality: 'groningen' }), []);
    assert.deepEqual(await minutes({ personRef: 'nobody' }), []);

    const [seen] = (await listAccess(database, { municipality: 'utrecht', by: 'nora' }, page)).items;
    assert.deepEqual([seen?.subjects, seen?.concerns], [[here], ['utrecht']]);
    assert.deepEqual((await accessOf(database, 'person1', page)).items, [records[2], records[0]]);

    const first = await listAccess(database, { municipality: null }, { limit: 3 });
    const second = await listAccess(database, { municipality: null }, { limit: 3, cursor: first.nextCursor! });
    assert.deepEqual([...first.items, ...second.items], records.toReversed());
    assert.equal(second.nextCursor, null);
  });
});

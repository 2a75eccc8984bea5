import assert from 'node:assert/strict';
import { checkedBy, coverage, leftUnchecked } from '../../src/register/integrity/coverage.js';
import { Undecipherable } from '../../src/privacy/errors.js';
import type { Database } from '../../src/register/database/database.js';
import { findDelegation } from '../../src/register/access/delegations.js';
import { migrate } from '../../src/register/index.js';
import { fillEveryTable, type EveryTable } from './everyTable.js';
import { onOneOrBoth } from './databases.js';
import { allFaultsIn, keptAside } from './tampering.js';

interface Column {
  table: string;
  column: string;
  type: string;
}

async function columnsOf(register: Database): Promise<Column[]> {
  return register.query<Column>({
    text: `select table_name as "table", column_name as "column", udt_name as type from information_schema.columns
      where table_schema = 'public' and table_name not like 'kept_%' order by table_name, ordinal_position`,
  });
}

/** Another value, by the column's type. */
const otherValue: Record<string, (column: string) => string> = {
  text: (column) => `coalesce(${column}, '') || 'x'`,
  int4: (column) => `${column} + 1000`,
  bool: (column) => `not ${column}`,
  timestamptz: (column) => `coalesce(${column}, now()) + interval '1 millisecond'`,
  date: (column) => `coalesce(${column}, current_date) + 1`,
  _text: (column) => `array_append(coalesce(${column}, '{}'), 'x')`,
  jsonb: (column) => `coalesce(${column}, '{}') || '{"x": 1}'`,
  bytea: (column) => `set_byte(${column}, 20, get_byte(${column}, 20) # 1)`,
};
const flipped = (column: string, one: string, other: string) =>
  `${column} = case ${column} when '${one}' then '${other}' else '${one}' end`;

/** Where any other value is refused by the table itself. */
const otherwise: Record<string, string> = {
  'trajectories.status': flipped('status', 'open', 'closed'),
  'access_log.record': `record = replace(record, 'anna', 'bert')`,
  'trajectories.queue': `queue = queue || '{"plannedOn": "2026-01-01"}'`,
  'notifications.channel': flipped('channel', 'mail', 'webhook'),
  'holds.kind': flipped('kind', 'placed', 'released'),
  'erasures.status': `status = 'approved'`,
  // Of those that may be empty together.
  'erasures.declaration_key_id': `declaration_key_id = 'x', declaration_sealed = coalesce(declaration_sealed, 'x')`,
};

/** The row that is changed, and how faults name it. */
function rowOf(table: string, ids: EveryTable): { where: string; place: RegExp } {
  const of = (id: string) => new RegExp(`^trajectory ${id.replaceAll('.', '\\.')}[x,:]`);
  const one = (column: string, inner: string) => `${column} = (select ${column} from ${inner} limit 1)`;
  switch (table) {
    case 'trajectories':
      return { where: `id = '${ids.open}'`, place: of(ids.open) };
    case 'events':
      return { where: `trajectory_id = '${ids.closed}' and sequence = 2`, place: of(ids.closed) };
    case 'open_steps':
      return { where: `trajectory_id = '${ids.claimed}' and step = 'legal-review'`, place: of(ids.claimed) };
    case 'agency_views':
      return { where: `trajectory_id = '${ids.told}' and agency = 'ngo'`, place: of(ids.told) };
    case 'notifications':
      return { where: one('id', `notifications where trajectory_id = '${ids.told}'`), place: of(ids.told) };
    case 'case_versions':
      return { where: `trajectory_id = '${ids.closed}' and sequence = 3`, place: of(ids.closed) };
    case 'holds':
      return {
        where: `trajectory_id = '${ids.held}' and position = 2`,
        place: /^hold\/|^trajectory held\.1/,
      };
    case 'delegations':
      return { where: `id = 'ended'`, place: /^delegation\/ended/ };
    case 'erasures':
      return { where: `status = 'done'`, place: /^erasure\// };
    case 'erasure_persons':
      return { where: `stage = 'going'`, place: /^erasure-person\// };
    case 'ended_sessions':
      return { where: 'true', place: /^ended-session\// };
    case 'deeds':
      return { where: `place = 'delegation/given'`, place: /^delegation\/given|^deeds, deed/ };
    case 'erased_chains':
      return { where: 'true', place: /^trajectory [0-9a-f]{32}/ };
    case 'access_log_heads':
      return { where: `writer = 'another-api'`, place: /of writer another-api/ };
    case 'access_log':
      return { where: `writer = 'an-api' and sequence = 2`, place: /of writer an-api/ };
    default:
      throw new Error(`Which row of ${table}?`);
  }
}

onOneOrBoth('What decides who sees what', (register, emptyDatabase) => {
  let ids: EveryTable;
  before(async () => {
    ids = await fillEveryTable(register());
  });

  it('is said to be compared or not, with a reason, for every column that the register has', async () => {
    const said = [
      ...(['chain', 'row', 'events', 'deeds'] as const).flatMap(checkedBy),
      ...leftUnchecked().map(({ table, columns }) => [table, columns] as const),
    ].flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`));
    const there = (await columnsOf(register())).map(({ table, column }) => `${table}.${column}`);
    assert.deepEqual(said.toSorted(), there.toSorted(), 'A new column is added to src/register/integrity/coverage.ts.');
    assert.ok(leftUnchecked().every(({ reason }) => reason.length > 20));
  });

  it('is as it was recorded in a register in which nobody has changed anything', async () => {
    assert.deepEqual(await allFaultsIn(register()), []);
    for (const table of Object.keys(coverage)) {
      const [row] = await register().query<{ count: number }>({
        text: `select count(*)::integer as count from ${table}`,
      });
      assert.ok(row!.count > 0 || table === 'marks', `there is nothing in ${table}`);
    }
  });

  it('is found when one value of any column that is compared was changed, with its place', async function () {
    this.timeout(120_000);
    const columns = await columnsOf(register());
    const compared = (['chain', 'events', 'deeds'] as const).flatMap((by) =>
      checkedBy(by).flatMap(([table, names]) =>
        columns.filter((one) => one.table === table && names.includes(one.column)),
      ),
    );
    assert.ok(compared.length > 100, `${compared.length} columns`);
    // One column of each table at a time: they are of different trajectories and people.
    const rounds: (typeof compared)[] = [];
    for (const table of new Set(compared.map((one) => one.table))) {
      for (const [i, one] of compared.filter((other) => other.table === table).entries()) (rounds[i] ??= []).push(one);
    }
    await keptAside(register(), async (changing) => {
      for (const round of rounds) {
        const changes = round.map(({ table, column, type }) => {
          const { where, place } = rowOf(table, ids);
          const change = otherwise[`${table}.${column}`] ?? `${column} = ${otherValue[type]!(column)}`;
          return { place, sql: `update ${table} set ${change} where ${where}` };
        });
        const tables = round.map(({ table }) => table);
        const all = changes.map(({ sql }) => sql).join(';');
        const faults = await changing(tables, all, () => allFaultsIn(register()));
        for (const { place, sql } of changes) {
          assert.ok(
            faults.some((line) => place.test(line)),
            `${sql}\n${faults.join('\n')}`,
          );
        }
        assert.ok(faults.length <= round.length * 4, `${all}\n${faults.join('\n')}`);
      }
    });
    assert.deepEqual(await allFaultsIn(register()), []);
  });

  it('is found when a row was removed or put in', async () => {
    const copied = (table: string, id: string, change: string) =>
      `create temp table copied on commit drop as select * from ${table} where ${id};
       update copied set ${change}; insert into ${table} select * from copied`;
    const cases: [table: string, sql: string, found: RegExp][] = [
      ['delegations', `delete from delegations where id = 'ended'`, /^delegation\/ended: by its deeds this is there/],
      ['delegations', copied('delegations', `id = 'given'`, `id = 'put-in'`), /^delegation\/put-in: .* no deed/],
      // As if it had not ended: the deed of its end is there.
      [
        'delegations',
        `update delegations set ended_at = null, ended_by = null where id = 'ended'`,
        /^delegation\/ended: .*endedAt, endedBy/,
      ],
      ['holds', `delete from holds where trajectory_id = '${ids.held}' and position = 3`, /^hold\/.* its row is gone/],
      ['erasures', `delete from erasures where status = 'rejected'`, /^erasure\/.* its row is gone/],
      ['erasure_persons', `delete from erasure_persons where stage = 'going'`, /^erasure-person\/.* its row is gone/],
      ['ended_sessions', `delete from ended_sessions`, /^ended-session\/.* its row is gone/],
      ['deeds', `delete from deeds where place = 'delegation/given'`, /^deeds, deed \d+: before this one/],
      [
        'deeds',
        `delete from deeds where place = 'delegation/ended' and round = 1`,
        /^delegation\/ended: a deed of this/,
      ],
      [
        'open_steps',
        `delete from open_steps where trajectory_id = '${ids.open}' and step = 'medical'`,
        /medical is open, and/,
      ],
      [
        'open_steps',
        copied('open_steps', `trajectory_id = '${ids.open}' and step = 'medical'`, `step = 'escalation'`),
        /has escalation, which/,
      ],
      [
        'agency_views',
        `delete from agency_views where trajectory_id = '${ids.open}' and agency = 'ngo'`,
        /ngo takes part, and/,
      ],
      [
        'agency_views',
        copied('agency_views', `trajectory_id = '${ids.open}' and agency = 'ngo'`, `agency = 'avim'`),
        /has avim, which/,
      ],
      // Of a trajectory that is nowhere else.
      ...['open_steps', 'agency_views', 'marks', 'waits'].map((table): [string, string, RegExp] => [
        table,
        copied(
          table,
          `ctid = (select min(ctid) from ${table} where trajectory_id = '${ids.told}')`,
          `trajectory_id = 'nobody.1'`,
        ),
        /^trajectory nobody\.1: there are other traces/,
      ]),
      [
        'case_versions',
        `delete from case_versions where trajectory_id = '${ids.told}' and sequence = 1`,
        /event 1: in the table case_versions/,
      ],
      [
        'notifications',
        copied('notifications', `trajectory_id = '${ids.told}'`, `id = 'x' || id, agency = 'avim'`),
        /agency/,
      ],
    ];
    await keptAside(register(), async (changing) => {
      for (const [table, sql, found] of cases) {
        const faults = await changing([table], sql, () => allFaultsIn(register()));
        assert.ok(
          faults.some((line) => found.test(line)),
          `${sql}\n${faults.join('\n')}`,
        );
      }
    });
  });

  it('is found when a column that the database makes of others was made to say something else, also without keys', async () => {
    const other = await emptyDatabase();
    await migrate(other);
    await fillEveryTable(other);
    await other.execute(`
      alter table access_log disable trigger all;
      alter table access_log alter column subject drop expression;
      update access_log set subject = 'nobody' where writer = 'an-api' and sequence = 2`);
    for (const hasKeys of [true, false]) {
      const faults = await allFaultsIn(other, hasKeys);
      assert.equal(faults.length, 1, faults.join('\n'));
      assert.match(faults.join('\n'), /record 2 of writer an-api: listed-otherwise/);
    }
  });

  it('is for a delegation what was sealed when it was given, whatever its columns say afterwards', async () => {
    await keptAside(register(), async (changing) => {
      const sql = `update delegations set receiver = 'mallory', roles = '{administrator}', municipality = null where id = 'given'`;
      const found = await changing(['delegations'], sql, () => findDelegation(register(), 'given'));
      assert.deepEqual([found?.receiver, found?.roles, found?.municipality], ['bert', ['case-director'], 'utrecht']);
      const exchanged = `update delegations g set key_id = o.key_id, sealed = o.sealed from delegations o
        where g.id = 'given' and o.id = 'ended'`;
      await assert.rejects(
        changing(['delegations'], exchanged, () => findDelegation(register(), 'given')),
        Undecipherable,
      );
    });
  });

  it('says nothing in clear of what was typed for it: no column of any table has a word of that', async () => {
    const typed = [
      'A court case',
      'lawyer is ill',
      'AWB 26/1',
      'On leave',
      'terms are over',
      'Selection list',
      'Seen.',
      'Not yet',
      'destroyed"',
      'file 2026/1',
      'Tuesday group',
    ];
    const tables = new Set((await columnsOf(register())).map(({ table }) => table));
    for (const table of tables) {
      for (const { row } of await register().query<{ row: string }>({
        text: `select t::text as row from ${table} t`,
      })) {
        for (const text of typed) assert.ok(!row.includes(text), `${table}: ${row}`);
      }
    }
  });

  it('is not compared without keys, and the chains are', async () => {
    assert.deepEqual(await allFaultsIn(register(), false), []);
    await keptAside(register(), async (changing) => {
      const receiver = `update delegations set receiver = 'x'`;
      assert.deepEqual(await changing(['delegations'], receiver, () => allFaultsIn(register(), false)), []);
      const deed = `update deeds set key_id = key_id || 'x' where place = 'delegation/given'`;
      assert.match(
        (await changing(['deeds'], deed, () => allFaultsIn(register(), false)))[0]!,
        /^delegation\/given, deed/,
      );
    });
  });
});

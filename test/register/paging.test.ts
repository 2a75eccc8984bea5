import assert from 'node:assert/strict';
import type { Database } from '../../src/register/database/database.js';
import { listNotifications } from '../../src/register/messages/notifications.js';
import { partiesKnowAll } from '../support/partiesKnowAll.js';
import { InvalidCursor, type Page } from '../../src/register/database/paging.js';
import {
  listTrajectories,
  trajectorySorts,
  type TrajectorySort,
} from '../../src/register/trajectories/trajectories.js';
import { listTasks, taskSorts } from '../../src/register/trajectories/tasks.js';
import { places, seal } from '../../src/register/database/sealing.js';
import { onBothDatabases } from './databases.js';

const country = { municipality: null, agency: null };
const rows = 57;

/** Rows with many ties: three moments to a microsecond, four deadlines and none, two cities, three agencies. */
async function fill(register: Database): Promise<void> {
  await register.execute(`
    insert into trajectories (id, person_ref, episode, municipality, version, status, parties, overdue, next_deadline,
      opened_at, updated_at)
    select 'p' || i || '.1', 'p' || i, 1, (array['utrecht', 'groningen'])[1 + i % 2], i, 'open', '{municipality,ngo}',
      i % 3 = 0, case when i % 5 > 0 then date '2026-11-28' + i % 5 end,
      timestamptz '2026-10-25 00:30:00.123456Z' + make_interval(hours => i % 3), now() + make_interval(secs => i % 3)
    from generate_series(1, ${rows}) i;
    ${partiesKnowAll}
    insert into open_steps (trajectory_id, step, responsible, opened_at, fatal_date, overdue, version)
    select id, step, 'ngo', opened_at, next_deadline, overdue, version
    from trajectories, (values ('legal-review'), ('return-counselling')) s(step);
  `);
  const content = { eventType: 'step-opened', step: null };
  const messages = Array.from({ length: rows * 2 }, async (_, i) => {
    const [id, sequence] = [`p${1 + Math.floor(i / 2)}.1`, 1 + (i % 2)];
    return { id, sequence, ...(await seal(register.sealer, id, places.message(id, sequence), content)) };
  });
  await register.query(
    {
      text: `insert into notifications (id, trajectory_id, municipality, sequence, agency, channel, key_id, sealed, status,
          created_at, retry_until)
        select id || '-' || m.sequence || '-ngo-mail', id, municipality, m.sequence, 'ngo', 'mail', m."keyId",
          decode(m.sealed, 'base64'), 'sent', opened_at, now()
        from jsonb_to_recordset($1::jsonb) as m(id text, sequence integer, "keyId" text, sealed text)
          join trajectories using (id)`,
    },
    [JSON.stringify(await Promise.all(messages))],
  );
}

/** Follows the cursors from the first page to the last. */
async function pages<Row>(next: (cursor: string | undefined) => Promise<Page<Row>>, limit: number): Promise<Row[]> {
  const all: Row[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await next(cursor);
    assert.ok(page.items.length <= limit);
    all.push(...page.items);
    assert.ok(all.length <= 1000, 'the pages do not end');
    if (page.nextCursor === null) return all;
    assert.equal(page.items.length, limit, 'a page that is not the last is full');
    cursor = page.nextCursor;
  }
}

const same = (name: string) => [name];
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

onBothDatabases('Paging through a list', (register) => {
  before(() => fill(register()));

  for (const sort of Object.keys(trajectorySorts) as TrajectorySort[]) {
    for (const descending of [false, true]) {
      it(`visits every trajectory once, by ${sort} ${descending ? 'downwards' : 'upwards'}`, async () => {
        const whole = await listTrajectories(register(), country, {}, { limit: 200, sort, descending }, same);
        assert.equal(whole.nextCursor, null);
        assert.equal(new Set(whole.items.map(({ id }) => id)).size, rows);
        if (sort !== 'id') {
          const keys = whole.items.map((row) => (row[sort] === null ? Infinity : new Date(row[sort]).getTime()));
          assert.deepEqual(
            keys,
            keys.toSorted((a, b) => (descending ? b - a : a - b)),
          );
        }
        for (const limit of [1, 7, 19, rows]) {
          const all = await pages(
            (cursor) => listTrajectories(register(), country, {}, { limit, sort, descending, cursor }, same),
            limit,
          );
          assert.deepEqual(
            all.map(({ id }) => id),
            whole.items.map(({ id }) => id),
          );
        }
      });
    }
  }

  it('visits every task and every message once', async () => {
    for (const limit of [1, 10]) {
      const tasks = await pages((cursor) => listTasks(register(), country, {}, { limit, cursor }), limit);
      assert.equal(new Set(tasks.map(({ trajectoryId, step }) => `${trajectoryId}/${step}`)).size, 2 * rows);
      assert.equal(tasks.length, 2 * rows);
      const deadlines = tasks.map(({ fatalDate }) => fatalDate ?? '9');
      assert.deepEqual(deadlines, deadlines.toSorted());
      const messages = await pages((cursor) => listNotifications(register(), country, {}, { limit, cursor }), limit);
      assert.equal(new Set(messages.map(({ id }) => id)).size, 2 * rows);
      assert.equal(messages.length, 2 * rows);
    }
  });

  it('stays within the scope and the filter on every page', async () => {
    const scope = { municipality: 'utrecht', agency: 'ngo' as const };
    const list = (cursor: string | undefined) =>
      listTrajectories(
        register(),
        scope,
        { overdue: true },
        { limit: 2, sort: 'updatedAt', descending: true, cursor },
        same,
      );
    const found = await pages(list, 2);
    assert.ok(found.length > 5 && found.length < rows / 2);
    assert.ok(found.every(({ municipality, overdue }) => municipality === 'utrecht' && overdue));
    const stranger = { municipality: null, agency: 'avim' as const };
    const none = await listTrajectories(register(), stranger, {}, { limit: 2, sort: 'id', descending: false }, same);
    assert.deepEqual(none, { items: [], nextCursor: null });
  });

  it('does not show a row twice when others move to the front meanwhile', async () => {
    const page = (cursor?: string) =>
      listTrajectories(register(), country, {}, { limit: 20, sort: 'updatedAt', descending: true, cursor }, same);
    const first = await page();
    const seen = new Set(first.items.map(({ id }) => id));
    await register().query({
      text: `update trajectories set updated_at = now() + interval '1 hour' where id = 'p7.1'`,
    });
    const second = await page(first.nextCursor!);
    assert.ok(second.items.every(({ id }) => !seen.has(id)));
  });

  /** Each list, in each order in which it can be read: what is there, and what moves a row in it. */
  const orders: [
    what: string,
    moves: boolean,
    read: (page: { limit: number; cursor?: string }) => Promise<Page<{ key: string }>>,
  ][] = [
    ...(Object.keys(trajectorySorts) as TrajectorySort[]).flatMap((sort) =>
      [false, true].map((descending): (typeof orders)[number] => [
        `trajectories by ${sort} ${descending ? 'downwards' : 'upwards'}`,
        sort === 'updatedAt' || sort === 'nextDeadline',
        async (page) =>
          keyed(await listTrajectories(register(), country, {}, { ...page, sort, descending }, same), ({ id }) => id),
      ]),
    ),
    ...taskSorts.map((sort): (typeof orders)[number] => [
      `tasks by ${sort}`,
      sort !== 'id',
      async (page) =>
        keyed(
          await listTasks(register(), country, { step: ['legal-review'] }, { ...page, sort }),
          ({ trajectoryId }) => trajectoryId,
        ),
    ]),
    ['messages', false, async (page) => keyed(await listNotifications(register(), country, {}, page), ({ id }) => id)],
  ];
  const keyed = <Row>({ items, nextCursor }: Page<Row>, key: (row: Row) => string) => ({
    items: items.map((row) => ({ key: key(row) })),
    nextCursor,
  });

  for (const [what, moves, read] of orders) {
    it(`visits ${what} while rows change: ${moves ? 'only the row that moves comes twice or not at all' : 'each comes once'}`, async () => {
      const limit = 8;
      const whole = (await read({ limit: 200 })).items.map(({ key }) => key);
      // Of trajectories and their tasks these are one row each; the last moves to the front, and the first to the back.
      const [first = '', last = ''] = [whole[0], whole.at(-1)];
      const seen: string[] = [];
      let page = await read({ limit });
      for (let round = 0; ; round += 1) {
        seen.push(...page.items.map(({ key }) => key));
        if (page.nextCursor === null) break;
        for (const [id, at] of [
          [first, round % 2 === 0 ? '2090-01-01' : '1990-01-01'],
          [last, round % 2 === 0 ? '1990-01-01' : '2090-01-01'],
        ]) {
          await register().query(
            {
              text: 'update trajectories set updated_at = $1::timestamptz, next_deadline = ($1::timestamptz)::date where id = $2',
            },
            [at, id],
          );
          await register().query(
            { text: 'update open_steps set fatal_date = ($1::timestamptz)::date where trajectory_id = $2' },
            [at, id],
          );
        }
        page = await read({ limit, cursor: page.nextCursor });
      }
      const steady = (keys: string[]) => keys.filter((key) => !moves || (key !== first && key !== last)).toSorted();
      assert.deepEqual(steady(seen), steady(whole));
    });
  }

  it('refuses a cursor of another order', async () => {
    const { nextCursor } = await listTrajectories(
      register(),
      country,
      {},
      { limit: 5, sort: 'id', descending: false },
      same,
    );
    for (const [sort, descending] of [
      ['id', true],
      ['updatedAt', false],
    ] as const) {
      const again = listTrajectories(
        register(),
        country,
        {},
        { limit: 5, sort, descending, cursor: nextCursor! },
        same,
      );
      await assert.rejects(again, InvalidCursor);
    }
  });

  it('refuses a cursor that cannot be read, as the mistake of who sent it', async () => {
    const moments = ['abc', '', '2026-02-31 00:00:00+00', '2026-11-02 25:00:00+00'];
    const more = ['2026-11-02 10:00:00+99', "'; drop table events; --"];
    const days = ['abc', '', '2026-02-31', '2026-13-01'];
    const garbled: [TrajectorySort, string][] = [
      ...['', '?', 'bm8', encoded(null), encoded([]), encoded(['updatedAt']), encoded(['updatedAt', 1, 2])].map(
        (cursor): [TrajectorySort, string] => ['updatedAt', cursor],
      ),
      ...[...moments, ...more].map((key): [TrajectorySort, string] => [
        'updatedAt',
        encoded(['updatedAt', key, 'p1.1']),
      ]),
      ...days.map((key): [TrajectorySort, string] => ['nextDeadline', encoded(['nextDeadline', key, 'p1.1'])]),
      ['id', encoded(['id', 'p1\u0000', 'p1.1'])],
      ['id', encoded(['id', 'p1.1', 'p1\u0000'])],
      ['nextDeadline', encoded(['nextDeadline', '2026-11-02', '\u0000'])],
    ];
    for (const [sort, cursor] of garbled) {
      const asked = listTrajectories(register(), country, {}, { limit: 5, sort, descending: false, cursor }, same);
      await assert.rejects(asked, InvalidCursor, Buffer.from(cursor, 'base64url').toString());
    }
  });
});

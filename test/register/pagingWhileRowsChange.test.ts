import assert from 'node:assert/strict';
import { listAccess } from '../../src/register/access/accessLog.js';
import { listQueue } from '../../src/register/trajectories/queue.js';
import type { Database } from '../../src/register/database/database.js';
import { giveDelegation, endDelegation, listDelegations } from '../../src/register/access/delegations.js';
import { listDue } from '../../src/register/erasure/dueErasures.js';
import { decideErasure, listErasures, proposeErasure } from '../../src/register/erasure/erasures.js';
import type { Page } from '../../src/register/database/paging.js';
import { onBothDatabases } from './databases.js';

const country = { municipality: null, agency: null };
const rows = 23;
const limit = 4;
const numbers = Array.from({ length: rows }, (_, i) => i + 1);
const rules = [
  { municipality: 'utrecht', from: null, until: null, only: null, except: [], closedBefore: '2026-01-01T00:00:00Z' },
];

/** Half of them wait for the conference; the others have ended, several at the same moment. */
async function fill(register: Database): Promise<void> {
  await register.execute(`
    insert into trajectories (id, person_ref, episode, municipality, version, status, parties, overdue, opened_at, closed_at,
      updated_at, queue)
    select kind || i || '.1', kind || i, 1, 'utrecht', 1, case kind when 'w' then 'open' else 'closed' end, '{municipality}', false,
      timestamptz '2024-01-01Z' + make_interval(days => i), case kind when 'e' then timestamptz '2025-01-01Z' + make_interval(days => i / 3) end,
      now(), '{"goesFirst": false}'
    from generate_series(1, ${rows}) i, (values ('w'), ('e')) k(kind);
    insert into open_steps (trajectory_id, step, responsible, opened_at, overdue, version)
    select id, 'case-conference', 'municipality', opened_at, false, 1 from trajectories where status = 'open';`);
  const by = { subject: 'someone', agency: 'municipality' as const, municipality: null };
  for (const i of numbers) {
    await delegate(register, `d${i}`);
    const when = new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(i / 3))).toISOString();
    const proposal = { municipality: null, motivation: `m${i}`, reference: 'r', proposedBy: by, persons: [] };
    await proposeErasure(register, { ...proposal, proposedAt: when, lapsesAt: '2090-01-01T00:00:00.000Z' });
    await log(register, i, when);
  }
}

const delegate = (register: Database, id: string) =>
  giveDelegation(register, {
    id,
    giver: 'a',
    receiver: 'b',
    agency: 'municipality',
    municipality: 'utrecht',
    roles: ['case-director'],
    reason: 'away for a week',
    until: '2090-01-01',
  });

const log = (register: Database, sequence: number, startedAt: string) =>
  register.query({ text: "insert into access_log (writer, sequence, record, hash) values ('w', $1, $2, $3)" }, [
    sequence,
    JSON.stringify({
      startedAt,
      subjects: [],
      concerns: [],
      outcome: 'allowed',
      actor: { subject: 'a' },
      number: sequence,
    }),
    `hash-${sequence}`,
  ]);

interface Moving {
  what: string;
  read(register: Database, cursor?: string): Promise<Page<unknown>>;
  keyOf(row: never): string;
  /** What happens between two pages, to the rows on the first page and on the last, and beside them. */
  change(register: Database, round: number, keys: { first: string; last: string }): Promise<unknown>;
  /** Whether the rows that change stay in the list. */
  leave?: boolean;
}

const lists: Moving[] = [
  {
    what: 'those who wait for the case conference, by id',
    read: (register, cursor) => listQueue(register, country, {}, { limit, cursor, sort: 'id' }, (name) => [name]),
    keyOf: ({ trajectoryId }: { trajectoryId: string }) => trajectoryId,
    change: (register, round, { first, last }) =>
      register.query(
        { text: `update trajectories set queue = jsonb_build_object('goesFirst', $1::boolean) where id = any($2)` },
        [round % 2 === 0, [first, last]],
      ),
  },
  {
    what: 'delegations, of which some end and others are given',
    read: (register, cursor) =>
      listDelegations(register, { person: null, municipality: null, holdingOn: null }, { limit, cursor }),
    keyOf: ({ id }: { id: string }) => id,
    change: async (register, round, { first, last }) => {
      await delegate(register, `new-${round}`);
      await endDelegation(register, round % 2 === 0 ? first : last, 'a');
    },
  },
  {
    what: 'erasures, of which some are decided on and others proposed',
    read: (register, cursor) => listErasures(register, country, { limit, cursor }),
    keyOf: ({ id }: { id: string }) => id,
    change: (register, round, { first, last }) => {
      const by = { subject: 'another', agency: 'municipality' as const, municipality: null };
      const decision = { approve: false, by, at: new Date().toISOString(), reason: 'not now' };
      return decideErasure(register, round % 2 === 0 ? first : last, decision);
    },
  },
  {
    what: 'the access log, to which each reading of it adds',
    read: (register, cursor) => listAccess(register, { municipality: null }, { limit, cursor }),
    keyOf: ({ number }: { number: number }) => String(number),
    change: (register, round) => log(register, 1000 + round, '2026-06-01T00:00:00.000Z'),
  },
  {
    what: 'what is due for erasing, of which some are reopened',
    read: (register, cursor) => listDue(register, country, rules, { limit, cursor }),
    keyOf: ({ id }: { id: string }) => id,
    change: (register, _round, { first, last }) =>
      register.query({ text: `update trajectories set status = 'open' where id = any($1)` }, [[first, last]]),
    leave: true,
  },
];

onBothDatabases('A list that is followed page by page while its rows change', (register) => {
  before(() => fill(register()));

  for (const { what, read, keyOf, change, leave = false } of lists) {
    it(`has each of ${what} exactly once`, async () => {
      const follow = async (between: (round: number) => Promise<unknown>): Promise<string[]> => {
        const seen: string[] = [];
        let page = await read(register());
        for (let round = 0; ; round += 1) {
          seen.push(...page.items.map((row) => keyOf(row as never)));
          if (page.nextCursor === null) return seen;
          await between(round);
          page = await read(register(), page.nextCursor);
        }
      };
      const whole = await follow(() => Promise.resolve());
      assert.equal(whole.length, rows);
      const [first = '', last = ''] = [whole[0], whole.at(-1)];
      const seen = await follow((round) => change(register(), round, { first, last }));
      assert.deepEqual(seen, leave ? whole.filter((key) => key !== last) : whole);
    });
  }
});

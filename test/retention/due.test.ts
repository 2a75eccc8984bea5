import assert from 'node:assert/strict';
import type { Database } from '../../src/register/database/database.js';
import { listDue } from '../../src/register/erasure/dueErasures.js';
import { dueRules, keptFor, type DueRule } from '../../src/retention/due.js';
import { addDays, dayOf, startOf } from '../../src/trajectory/terms/calendar.js';
import { calendarDays, months, weeks, workingDays } from '../../src/trajectory/terms/deadlines.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { onOneOrBoth } from '../register/databases.js';
import { programmeWith } from '../support/play.js';

/** Two cities; one of them settled its terms in a second version, and another term for one outcome. */
const programmes = programmesOf([
  { ...programmeWith(), id: 'first', from: '2019-03-01' },
  {
    ...programmeWith(),
    id: 'second',
    from: '2025-01-01',
    rules: { retention: { default: months(6), DUPLICATE: weeks(2), MOB: workingDays(15) } },
  },
  { ...programmeWith(), municipality: 'groningen', id: 'north', rules: { retention: { MOB: calendarDays(30) } } },
]);
const outcomes = ['MOB', 'DUPLICATE', 'RETURNED_INDEPENDENT', null];
const now = '2026-03-31T10:00:00.000Z';

/** The same that the register does in SQL, to see that it does the same. */
const isDueBy = (rule: DueRule, ended: { municipality: string; outcome: string | null; closedAt: string }) =>
  rule.municipality === ended.municipality &&
  (rule.from === null || ended.closedAt >= rule.from) &&
  (rule.until === null || ended.closedAt < rule.until) &&
  (rule.only === null ? !rule.except.includes(ended.outcome ?? '') : rule.only === ended.outcome) &&
  rule.closedBefore !== null &&
  ended.closedAt < rule.closedBefore;

const hours = [0, 0.99, 12, 23.5];
/** Trajectories that ended on every day of some years, at all hours, with every outcome, in both cities. */
function* allEnded(from: string, to: string, step: number) {
  for (let day = from; day <= to; day = addDays(day, step)) {
    for (const hour of hours) {
      const closedAt = new Date(Date.parse(startOf(day)) + hour * 3_600_000).toISOString();
      for (const outcome of outcomes) {
        for (const municipality of ['utrecht', 'groningen']) yield { municipality, outcome, closedAt };
      }
    }
  }
}

describe('When what is left of a trajectory is due', () => {
  it('is told by the version that held on the day on which it closed, and by its outcome', () => {
    const at = (closedAt: string, outcome: string | null, municipality = 'utrecht') =>
      keptFor(programmes, { municipality, outcome, closedAt });
    assert.deepEqual(at('2025-08-31T10:00:00.000Z', 'RETURNED_INDEPENDENT'), {
      programme: 'second',
      rule: 'default',
      term: months(6),
      dueFrom: '2026-03-01',
    });
    assert.equal(at('2025-08-31T10:00:00.000Z', 'DUPLICATE')?.dueFrom, '2025-09-15');
    // The evening of 31 December in UTC is the first day of the new version here.
    assert.equal(at('2024-12-31T23:30:00.000Z', null)?.programme, 'second');
    const before = { programme: 'first', rule: null, term: null, dueFrom: null };
    assert.deepEqual(at('2024-12-31T22:30:00.000Z', 'DUPLICATE'), before);
    assert.equal(at('2020-01-01T10:00:00.000Z', 'DUPLICATE', 'groningen')?.term, null);
    assert.equal(keptFor(programmes, { municipality: 'nowhere', outcome: null, closedAt: now }), undefined);
  });

  it('is the same seen from the register: its rules find exactly those whose day has come', () => {
    let due = 0;
    for (const asked of [now, '2026-03-01T00:00:00.000Z', '2028-02-29T23:30:00.000Z']) {
      const rules = dueRules(programmes, asked);
      for (const ended of allEnded('2024-11-01', dayOf(asked), 1)) {
        const { dueFrom } = keptFor(programmes, ended)!;
        const isDue = dueFrom !== null && dueFrom <= dayOf(asked);
        if (isDue) due += 1;
        assert.equal(
          rules.some((rule) => isDueBy(rule, ended)),
          isDue,
          `${JSON.stringify(ended)} on ${asked}`,
        );
      }
    }
    assert.ok(due > 1_000, String(due));
  });

  it('never comes where no term is settled, whatever is asked', () => {
    for (const rule of dueRules(programmes, '9000-01-01T00:00:00.000Z')) {
      if (rule.programme === 'first') assert.equal(rule.closedBefore, null);
    }
  });
});

onOneOrBoth('The list of what is due', (register) => {
  const add = (database: Database, rows: object[]) =>
    database.query(
      {
        text: `insert into trajectories (id, person_ref, episode, municipality, version, status, outcome, parties, overdue,
          opened_at, updated_at, closed_at, known_as)
        select id, split_part(id, '.', 1), split_part(id, '.', 2)::integer, municipality, 1, coalesce(status, 'closed'), outcome, '{}',
          false, '2019-01-01', "closedAt", "closedAt", "knownAs"
        from jsonb_to_recordset($1::jsonb) r(id text, municipality text, outcome text, "closedAt" timestamptz, status text,
          "knownAs" text)`,
      },
      [JSON.stringify(rows)],
    );
  const idsDue = async (municipality: string | null, limit = 500) => {
    const ids: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listDue(register(), { municipality }, dueRules(programmes, now), { limit, cursor });
      ids.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) return ids;
      cursor = page.nextCursor;
    }
  };

  it('has exactly those whose day has come, the longest waiting first, on any page', async () => {
    const all = [...allEnded('2024-12-25', dayOf(now), 17)].map((ended, i) => ({ ...ended, id: `p${i}.1` }));
    await add(register(), all);
    const expected = all.filter((ended) => {
      const { dueFrom } = keptFor(programmes, ended)!;
      return dueFrom !== null && dueFrom <= dayOf(now);
    });
    assert.ok(expected.length > 50);
    const found = await idsDue(null);
    assert.deepEqual(found.toSorted(), expected.map(({ id }) => id).toSorted());
    assert.deepEqual(await idsDue(null, 7), found);
    assert.deepEqual(
      (await idsDue('groningen')).toSorted(),
      expected
        .filter(({ municipality }) => municipality === 'groningen')
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  it('has nobody of whom anything goes on or is not due, also under a number that was found later', async () => {
    const old = { municipality: 'utrecht', outcome: 'MOB', closedAt: '2025-01-10T10:00:00.000Z' };
    const elsewhere = { ...old, municipality: 'groningen' };
    await add(register(), [
      { ...old, id: 'back.1' },
      { ...old, id: 'back.2', status: 'open' },
      { ...old, id: 'found.1', knownAs: 'number' },
      { ...old, id: 'number.1', closedAt: '2026-03-30T10:00:00.000Z' },
      { ...old, id: 'moved.1' },
      { ...elsewhere, id: 'moved.2' },
      { ...old, id: 'alone.1', knownAs: 'another' },
      { ...old, id: 'another.1', knownAs: 'third' },
      { ...old, id: 'third.1' },
    ]);
    const mine = (ids: string[]) =>
      ids.filter((id) => /^(back|found|number|moved|alone|another|third)/.test(id)).toSorted();
    assert.deepEqual(mine(await idsDue(null)), ['alone.1', 'another.1', 'moved.1', 'moved.2', 'third.1']);
    // That someone was in another municipality as well is not told by who is and who is not on a list.
    assert.deepEqual(mine(await idsDue('utrecht')), ['alone.1', 'another.1', 'third.1']);
    const { items } = await listDue(register(), { municipality: null }, dueRules(programmes, now), { limit: 9 }, [
      'alone.1',
    ]);
    assert.deepEqual(items[0]?.trajectories.toSorted(), ['alone.1', 'another.1', 'third.1']);
  });
});

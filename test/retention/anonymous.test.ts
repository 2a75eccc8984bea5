import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { CountedCases } from '../../src/register/trajectories/countedCases.js';
import { Cases } from '../../src/statistics/cases/cases.js';
import type { Database } from '../../src/register/database/database.js';
import { makeAnonymous } from '../../src/register/erasure/erasing.js';
import { record } from '../../src/register/trajectories/record.js';
import { verifyEvents } from '../../src/register/integrity/verifyEvents.js';
import { withTerms } from '../support/withTerms.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { withPlaceholders } from '../../src/cli/placeholders.js';
import { packageRoot } from '../../src/cli/settings.js';
import { csvOf } from '../../src/statistics/table/csv.js';
import { addDays, startOf } from '../../src/trajectory/terms/calendar.js';
import { summarise } from '../../src/trajectory/replayed/state.js';
import { onOneOrBoth } from '../register/databases.js';
import { loadCases } from '../support/cases.js';
import { admitted, left, referred, someone, tableIn, value } from '../support/figures.js';
import { simulate } from '../support/simulation.js';
import { everythingIn } from '../support/erasing.js';

const days = 300;
const start = '2025-10-01';
const endOf = (day: string) => new Date(Date.parse(startOf(addDays(day, 1))) - 1).toISOString();

onOneOrBoth('What is left of who has been erased', (register) => {
  let erased: string[];
  let kept: string[];
  let figures: Record<string, string>;
  let followed: CountedCases<Cases>;
  let verified: { trajectories: number; events: number };

  before(async function () {
    this.timeout(120_000);
    const programmes = withTerms(
      readConfiguration(`${packageRoot}/config/bestendig.yaml`, withPlaceholders({}), lvv).programmes,
    );
    const { trajectories } = simulate({ programmes, trajectories: 70, start, days, seed: 20260601 });
    for (const { state, batches } of trajectories.values()) {
      const { personRef, episode } = state;
      await record(register(), { summary: summarise(state), personRef, episode, batches, notifications: [] }, 7);
    }
    verified = await faultless(register());
    // Someone who left and came back within a year: that is a figure, which needs to know that they are one person.
    const first = someone('utrecht', referred('2026-01-05'), admitted('2026-01-10'), left('2026-02-01', 'MOB'));
    const second = { ...someone('utrecht', referred('2026-03-01'), left('2026-04-01', 'MOB')), episode: 2 };
    await loadCases(register(), [first, { ...second, personRef: first.personRef }]);
    const rows = await register().query<{ id: string; status: string }>({
      text: 'select id, status from trajectories',
    });
    erased = rows.filter(({ status }) => status === 'closed').map(({ id }) => id);
    kept = rows.filter(({ status }) => status === 'open').map(({ id }) => id);
    assert.ok(erased.length > 15 && kept.length > 20, `${erased.length} have ended and ${kept.length} go on`);
    followed = new CountedCases(register(), () => new Cases(lvv));
    figures = await allTables(followed);
    const refs = [...new Set(erased.map((id) => id.split('.')[0]!))];
    for (const ref of refs) {
      const ids = erased.filter((id) => id.startsWith(`${ref}.`));
      await makeAnonymous(register(), [ref], ids, null);
      // Once more changes nothing.
      await makeAnonymous(register(), [ref], ids, null);
    }
  });

  it('is in every figure as before, to the last byte: of each period and cohort, now and as known at the end of any day', async () => {
    assert.deepEqual(await allTables(followed), figures);
    assert.deepEqual(await allTables(new CountedCases(register(), () => new Cases(lvv))), figures);
    const back = await tableIn(register(), { from: '2025-09-01', to: '2026-08-01' });
    assert.equal(value(back, 're-entries'), 1, 'who came back is among the figures');
  });

  it('still verifies as a chain, without their names', async () => {
    assert.deepEqual(await faultless(register()), verified);
  });

  it('has no name, no day to the minute and no part of anyone; who goes on is as they were', async () => {
    const text = await everythingIn(register());
    for (const id of erased) {
      const ref = id.split('.')[0]!;
      assert.ok(!new RegExp(`"${ref}["./]`).test(text), `${ref} is found nowhere`);
    }
    const rest = await register().query<Record<string, unknown>>({
      text: `select * from trajectories where erased_on is not null`,
    });
    assert.equal(rest.length, erased.length);
    for (const row of rest) {
      assert.match(String(row['id']), /^erased-[0-9a-f]{26}\.\d+$/);
      assert.deepEqual([row['known_as'], row['parties'], row['queue'], row['version']], [null, [], {}, 0]);
    }
    for (const table of ['case_versions', 'marks', 'waits']) {
      const [odd] = await register().query<{ n: number }>({
        text: `select count(*)::integer as n from ${table} where trajectory_id like 'erased-%'
          and to_char(at at time zone 'Europe/Amsterdam', 'HH24:MI:SS') <> '00:00:00'`,
      });
      assert.equal(odd?.n, 0, table);
    }
    const open = await register().query<{ id: string }>({ text: `select id from trajectories where status = 'open'` });
    assert.deepEqual(open.map(({ id }) => id).toSorted(), kept.toSorted());
  });
});

/** Every table of the figures that can be asked over these days. */
async function allTables(counted: CountedCases<Cases>): Promise<Record<string, string>> {
  const tables: Record<string, string> = {};
  const to = addDays(start, days + 40);
  for (const view of ['period', 'cohort'] as const) {
    for (let day = addDays(start, -1); day <= to; day = addDays(day, 31)) {
      for (const asOf of [undefined, endOf(day)]) {
        // A cohort is complete on its reference date.
        const ask = { view, from: '2025-09-01', to: view === 'cohort' ? day : to, on: view === 'cohort' ? to : day };
        const on = asOf === undefined || view === 'period' ? ask.on : day;
        const table = await tableIn(counted, { ...ask, on, ...(asOf !== undefined && { asOf }) });
        tables[`${view} ${day} ${asOf ?? ''}`] = JSON.stringify(table) + csvOf(table, 'nl');
      }
    }
  }
  return tables;
}

async function faultless(register: Database) {
  const faults: unknown[] = [];
  const { trajectories, events } = await verifyEvents(register, { onFault: (fault) => faults.push(fault) });
  assert.deepEqual(faults, []);
  return { trajectories, events };
}

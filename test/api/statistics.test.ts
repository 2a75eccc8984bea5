import assert from 'node:assert/strict';
import type { Table } from '../../src/statistics/table/table.js';
import { dayOf } from '../../src/trajectory/terms/calendar.js';
import { loadCases, type Case } from '../support/cases.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { refer } from '../support/walk.js';

const director = 'municipality:case-director';
const national = 'municipality:coordinator@';
const year = 'from=2025-01-01&to=2025-12-31';

function someone(number: number, municipality: string, outcome?: string): Case {
  const day = '2025-02-01';
  const at = `${day}T10:00:00.000Z`;
  return {
    personRef: `figures${municipality}${number}`,
    municipality,
    changes: [
      { at, figures: { referredOn: day, openedOn: day, admittedOn: day, admissionOn: day, direction: 'RETURN' } },
      ...(outcome === undefined
        ? []
        : [{ at: '2025-08-01T10:00:00.000Z', figures: { outcome, outcomeOn: '2025-08-01', closedOn: '2025-08-01' } }]),
    ],
  };
}

describe('The figures over HTTP', () => {
  let stack: Stack;
  before(async () => {
    stack = await startQuickStack();
    const outcomes = [...Array.from({ length: 12 }, () => 'MOB'), ...Array.from({ length: 3 }, () => 'DETAINED')];
    await loadCases(stack.register, [
      ...Array.from({ length: 40 }, (_none, i) => someone(i, 'utrecht', outcomes[i])),
      ...Array.from({ length: 20 }, (_none, i) => someone(i, 'groningen', outcomes[i])),
    ]);
  });
  after(() => stack.stop());

  const table = async (as: string, query = ''): Promise<Table> => {
    const { status, body } = await stack.get(as, `/v1/statistics?view=period&${year}${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body as Table;
  };
  const cellsOf = ({ rows }: Table, figure: string, part: string | null = null) =>
    rows.find((row) => row.figure === figure && row.part === part)!.cells;

  it('are of all municipalities for who works nationally, and of those that are asked', async () => {
    const all = await table(national);
    assert.deepEqual(all.columns, ['amsterdam', 'rotterdam', 'utrecht', 'eindhoven', 'groningen', 'total']);
    assert.equal(cellsOf(all, 'referred').at(-1)?.value, 60);
    for (const query of ['&municipality=utrecht&municipality=groningen', '&municipality=utrecht,groningen']) {
      assert.deepEqual((await table(national, query)).columns, ['utrecht', 'groningen', 'total']);
    }
  });

  it('are of their own municipality for coordinators and case directors, and for nobody else', async () => {
    for (const as of [director, 'municipality:coordinator', `${director}@groningen`]) {
      const [, municipality = 'utrecht'] = as.split('@');
      assert.deepEqual((await table(as)).columns, [municipality, 'total']);
    }
    const refused = async (as: string, query = '') => {
      const { status, body } = await stack.get(as, `/v1/statistics?view=period&${year}${query}`);
      assert.deepEqual([status, body['code']], [403, 'forbidden'], as);
    };
    for (const as of ['municipality:intake-officer', 'ngo:legal', 'ngo:case-director', 'dtv:departure-officer']) {
      await refused(as);
    }
    await refused(director, '&municipality=groningen');
    await refused('municipality:coordinator', '&municipality=utrecht,groningen');
  });

  it('say what they are of: window, date, moment, class map, and how they are hidden', async () => {
    const then = await table(national, '&on=2025-06-30&asOf=2025-07-01T12:00:00%2B02:00');
    assert.deepEqual(then.window, { from: '2025-01-01', to: '2025-12-31', on: '2025-06-30' });
    assert.equal(then.asOf, '2025-07-01T10:00:00.000Z');
    assert.equal(then.classMap.id, 'evaluation-2022');
    assert.deepEqual(then.suppression, { below: 5 });
    assert.deepEqual(
      [cellsOf(then, 'outflow').at(-1)?.value, cellsOf(then, 'participants').at(-1)?.value],
      [0, 60],
      'nobody had left by then',
    );
    const now = await table(national);
    assert.deepEqual([cellsOf(now, 'outflow').at(-1)?.value, cellsOf(now, 'participants').at(-1)?.value], [30, 30]);
    assert.equal((await table(national, '&classMap=solutions-together-2022')).classMap.id, 'solutions-together-2022');
  });

  it('hide small cells, also from who may see everything', async () => {
    const detained = cellsOf(await table(national), 'outflow-by-outcome', 'DETAINED');
    assert.deepEqual(
      detained.map(({ value, suppressed }) => (suppressed ? 'x' : value)),
      [0, 0, 'x', 0, 'x', 6],
    );
  });

  it('refuse what makes no sense, with all that is wrong', async () => {
    const wrong = async (query: string, ...parameters: string[]) => {
      const { status, body } = await stack.get(national, `/v1/statistics?${query}`);
      assert.equal(status, 400, query);
      const named = (body['errors'] as { parameter: string }[]).map(({ parameter }) => parameter);
      assert.deepEqual(named.toSorted(), parameters.toSorted(), query);
    };
    await wrong('', 'view', 'from', 'to');
    await wrong(`view=both&${year}`, 'view');
    await wrong('view=period&from=2025-02-30&to=2025-12-31', 'from');
    await wrong('view=period&from=2025-12-31&to=2025-01-01&classMap=none', 'to', 'classMap');
    await wrong(`view=period&${year}&on=2199-01-01&municipality=nowhere`, 'on', 'municipality');
    await wrong(`view=period&${year}&asOf=2199-01-01T00:00:00Z`, 'asOf');
    await wrong(`view=period&${year}&on=2025-06-01&asOf=2025-05-01T00:00:00Z`, 'on');
    await wrong(`view=cohort&${year}&on=2025-06-30`, 'to');
    await wrong(`view=period&${year}&unknown=1`, 'unknown');
  });

  it('can be had as a file for a spreadsheet', async () => {
    const answer = await fetch(`${stack.url}/v1/statistics?view=period&${year}&format=csv&language=en`, {
      headers: { authorization: `Bearer ${await stack.token(director)}` },
    });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type')!, /^text\/csv; charset=utf-8/);
    assert.match(answer.headers.get('content-disposition')!, /filename="bestendig-period-2025-01-01-2025-12-31.csv"/);
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.match(bytes.toString('utf8'), /;outflow;1;;Outflow;people;period;.*;15;;15;\r\n/);
    const { paths } = (await (await fetch(`${stack.url}/v1/openapi.json`)).json()) as { paths: Record<string, any> };
    const { get } = paths['/v1/statistics']!;
    assert.deepEqual(Object.keys(get.responses['200'].content), ['application/json', 'text/csv']);
    const required = get.parameters.filter((one: { required: boolean }) => one.required);
    assert.deepEqual(
      required.map(({ name }: { name: string }) => name),
      ['view', 'from', 'to'],
    );
  });

  it('count a referral that comes in over the API, and explain themselves to anyone', async () => {
    const before = await table(director, '&municipality=utrecht');
    const id = await refer(stack, { receivedOn: '2025-03-01' });
    const today = dayOf(new Date().toISOString());
    const months = `from=2025-01-01&to=${today}`;
    const referred = (body: Table) => cellsOf(body, 'waiting-list-by-stage', 'intake')[0]!;
    await eventually(async () => {
      const { body } = await stack.get(director, `/v1/trajectories/${id}/timeline`);
      return (body['items'] as unknown[] | undefined)?.length === 2;
    });
    const { body } = await stack.get(director, `/v1/statistics?view=period&${months}`);
    assert.equal(referred(before).value, 0);
    // One is a small count.
    assert.ok(referred(body as Table).suppressed);
    const { status, body: definitions } = await stack.get('ngo:legal', '/v1/statistics/definitions');
    assert.equal(status, 200);
    const named = (definitions['items'] as { id: string }[]).map((item) => item.id);
    assert.ok(before.rows.every(({ figure }) => named.includes(figure)));
  });
});

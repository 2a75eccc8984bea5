import assert from 'node:assert/strict';
import { standardSteps } from '../../src/lvv/index.js';
import { addDays, dayOf } from '../../src/trajectory/terms/calendar.js';
import { seconds } from '../../src/trajectory/terms/deadlines.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer } from '../support/walk.js';

interface Item {
  id: string;
  version: number;
  status: string;
  municipality: string;
  direction: string | null;
  outcome: string | null;
  openSteps: { step: string; responsible: string }[];
  overdue: boolean;
  nextDeadline: string | null;
  openedAt: string;
  updatedAt: string;
}

const national = 'municipality:coordinator@';
/** An intake is late after two seconds, so that some are. */
const hurried = standardSteps.map((step) =>
  step.name === 'intake' ? { ...step, terms: { target: seconds(1), fatal: seconds(2), remind: [] } } : step,
);

describe('A list', () => {
  let stack: Stack;
  let all: Item[];

  before(async () => {
    stack = await startQuickStack({ steps: hurried });
    const ways: [string, string[]][] = [
      ['utrecht', []],
      ['utrecht', ['intake', 'admission']],
      ['utrecht', ['intake', 'admission', 'legal-review']],
      ['utrecht', ['intake', 'withdraw']],
      ['groningen', []],
      ['groningen', ['intake']],
      ['groningen', ['intake', 'admission', 'outcome-registration']],
      ['amsterdam', ['intake', 'admission', 'change-direction']],
      ['amsterdam', ['withdraw']],
    ];
    for (const [municipality, way] of ways) {
      const id = await refer(stack, {}, municipality);
      for (const name of way) {
        const { by, body } = example(name);
        const kind = standardSteps.some((step) => step.name === name) ? 'steps' : 'actions';
        const { status } = await stack.post(`${by}@${municipality}`, `/v1/trajectories/${id}/${kind}/${name}`, body);
        assert.equal(status, 200, name);
      }
    }
    // Until the two intakes that nobody did are overdue, and no event is on its way any more.
    all = await eventually(async () => {
      const items = await list('');
      const states = await Promise.all(items.map(({ id }) => stack.get(national, `/v1/trajectories/${id}`)));
      const late = items.filter(({ overdue }) => overdue).length;
      const recorded = items.every(({ version }, i) => states[i]!.body['version'] === version);
      return items.length === ways.length && late === 2 && recorded && items;
    }, 20_000);
  });
  after(() => stack.stop());

  const get = async (as: string, path: string) => {
    const { status, body } = await stack.get(as, path);
    assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
    return body as { items: any[]; nextCursor: string | null };
  };
  const list = async (query: string, as = national): Promise<Item[]> =>
    (await get(as, `/v1/trajectories?limit=200${query}`)).items;
  const idsOf = (items: Item[]) => items.map(({ id }) => id);
  /** Follows the cursors to the end, by so many at a time. */
  const paged = async (as: string, path: string, limit: number): Promise<any[]> => {
    const items: any[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null; pages += 1) {
      assert.ok(pages < 100, 'the pages come to an end');
      const page = await get(as, `${path}limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      assert.ok(page.items.length <= limit);
      assert.ok(page.items.length === limit || page.nextCursor === null, 'only the last page is shorter');
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  };

  const has = (step: keyof Item['openSteps'][number], value: string) => (item: Item) =>
    item.openSteps.some((open) => open[step] === value);
  const filters: [query: string, fits: (item: Item) => boolean][] = [
    ['municipality=utrecht', ({ municipality }) => municipality === 'utrecht'],
    ['status=open', ({ status }) => status === 'open'],
    ['status=closed', ({ status }) => status === 'closed'],
    ['openStep=legal-review', has('step', 'legal-review')],
    ['openStep=intake', has('step', 'intake')],
    ['responsible=dtv', has('responsible', 'dtv')],
    ['responsible=municipality', has('responsible', 'municipality')],
    ['overdue=true', ({ overdue }) => overdue],
    ['overdue=false', ({ overdue }) => !overdue],
    ['direction=RETURN', ({ direction }) => direction === 'RETURN'],
    ['direction=UNDER_INVESTIGATION', ({ direction }) => direction === 'UNDER_INVESTIGATION'],
    ['outcome=OWN_REQUEST', ({ outcome }) => outcome === 'OWN_REQUEST'],
    ['outcome=RETURNED_INDEPENDENT', ({ outcome }) => outcome === 'RETURNED_INDEPENDENT'],
  ];

  it('of trajectories has, by each filter and by each two, what fits and nothing else', async () => {
    for (const [query, fits] of filters) {
      const expected = idsOf(all.filter(fits));
      assert.ok(expected.length > 0 && expected.length < all.length, `${query} tells some apart`);
      assert.deepEqual(idsOf(await list(`&${query}`)), expected, query);
      for (const [other, fitsToo] of filters) {
        const [name] = other.split('=');
        if (query.startsWith(`${name}=`)) continue;
        const both = idsOf(all.filter((item) => fits(item) && fitsToo(item)));
        assert.deepEqual(idsOf(await list(`&${query}&${other}`)), both, `${query}&${other}`);
      }
    }
    assert.deepEqual(await list('&municipality=delft'), []);
    assert.deepEqual(await list('&openStep=dance'), []);
  });

  it('of what changed since a moment has that moment itself, in whatever time zone it is said', async () => {
    const moment = all[4]!.updatedAt;
    const expected = idsOf(all.filter(({ updatedAt }) => updatedAt >= moment));
    assert.equal(expected.length, 5);
    assert.deepEqual(idsOf(await list(`&changedSince=${moment}`)), expected);
    const shifted = new Date(Date.parse(moment) + 7_200_000).toISOString().replace('Z', '+02:00');
    assert.deepEqual(idsOf(await list(`&changedSince=${encodeURIComponent(shifted)}`)), expected);
    const after = new Date(Date.parse(all[0]!.updatedAt) + 1).toISOString();
    assert.deepEqual(await list(`&changedSince=${after}`), []);
  });

  it('in each order, either way, is the same in pages of any size as in one', async () => {
    const keys: Record<string, (item: Item) => string> = {
      updatedAt: ({ updatedAt }) => updatedAt,
      openedAt: ({ openedAt }) => openedAt,
      // What has no deadline comes after all that have one.
      nextDeadline: ({ nextDeadline }) => nextDeadline ?? '9999-12-31',
      id: ({ id }) => id,
    };
    for (const [name, key] of Object.entries(keys)) {
      const inOrder = all.toSorted((a, b) => (key(a) + a.id < key(b) + b.id ? -1 : 1));
      for (const [sort, expected] of [
        [name, inOrder],
        [`-${name}`, inOrder.toReversed()],
      ] as [string, Item[]][]) {
        for (const limit of [1, 2, 4, 9, 200]) {
          const items = await paged(national, `/v1/trajectories?sort=${sort}&`, limit);
          assert.deepEqual(idsOf(items), idsOf(expected), `${sort} by ${limit}`);
        }
      }
    }
    assert.deepEqual(idsOf((await get(national, '/v1/trajectories')).items), idsOf(all), 'the last change comes first');
  });

  it('goes on with its filter and its scope from page to page, and refuses the cursor of another order', async () => {
    const as = 'municipality:coordinator@utrecht';
    const open = await paged(as, '/v1/trajectories?status=open&sort=openedAt&', 1);
    assert.equal(open.length, 3);
    assert.ok(open.every((item: Item) => item.municipality === 'utrecht' && item.status === 'open'));
    // A cursor says where to go on, never what one may see.
    const { nextCursor } = await get(national, '/v1/trajectories?limit=1&sort=id');
    const borrowed = await get(as, `/v1/trajectories?sort=id&cursor=${nextCursor}`);
    assert.ok(borrowed.items.every((item: Item) => item.municipality === 'utrecht'));
    const other = await stack.get(national, `/v1/trajectories?sort=-id&cursor=${nextCursor}`);
    assert.equal(other.status, 400);
    assert.equal(other.body['errors'][0].parameter, 'cursor');
  });

  it('of tasks has every open step once, the most urgent first, by each filter and in pages of any size', async () => {
    const whole = (await get(national, '/v1/tasks?limit=200')).items;
    const expected = all.flatMap(({ id, openSteps }) => openSteps.map(({ step }) => `${id}/${step}`));
    const namesOf = (tasks: any[]) => tasks.map(({ trajectoryId, step }) => `${trajectoryId}/${step}`);
    assert.deepEqual(namesOf(whole).toSorted(), expected.toSorted());
    const dates = whole.map(({ fatalDate }) => fatalDate as string);
    assert.deepEqual(dates, dates.toSorted());
    for (const limit of [1, 3]) assert.deepEqual(namesOf(await paged(national, '/v1/tasks?', limit)), namesOf(whole));
    for (const [query, fits] of [
      ['step=intake', ({ step }) => step === 'intake'],
      ['responsible=ngo', ({ responsible }) => responsible === 'ngo'],
      ['overdue=true', ({ overdue }) => overdue],
    ] as [string, (task: any) => boolean][]) {
      const some = namesOf((await get(national, `/v1/tasks?${query}`)).items);
      assert.ok(some.length > 0);
      assert.deepEqual(some, namesOf(whole.filter(fits)), query);
    }
  });

  it('of messages and the timeline are the same in pages as in one', async () => {
    const messages = (await get(national, '/v1/notifications?limit=200')).items.map(({ id }) => id as string);
    assert.ok(messages.length > 20);
    const inPages = (await paged(national, '/v1/notifications?', 7)).map(({ id }) => id as string);
    assert.deepEqual(inPages, messages);
    const { id } = all.find(({ outcome }) => outcome === 'RETURNED_INDEPENDENT')!;
    const timeline = await paged(national, `/v1/trajectories/${id}/timeline?`, 3);
    const whole = (await get(national, `/v1/trajectories/${id}/timeline`)).items;
    assert.deepEqual(timeline, whole);
    for (const query of ['status=sent', 'agency=ind', `trajectoryId=${id}`]) {
      const [name = '', value] = query.split('=');
      const { items } = await get(national, `/v1/notifications?limit=200&${query}`);
      assert.ok(items.length > 0 && items.every((item) => item[name] === value), query);
    }
  });

  it('is behind each number of the overview, and has as many as that says', async () => {
    const city = 'municipality:coordinator@utrecht';
    const ids = all
      .filter(({ municipality, status }) => municipality === 'utrecht' && status === 'open')
      .map(({ id }) => id);
    for (const [name, on] of [
      ['raise-blocker', ids[0]],
      ['suspend', ids[1]],
      [
        'start-shelter',
        all.find(
          ({ municipality, openSteps }) =>
            municipality === 'utrecht' && openSteps.some(({ step }) => step === 'intake'),
        )?.id,
      ],
    ] as const) {
      const { by, body } = example(name);
      const soon = name === 'raise-blocker' && { by: addDays(dayOf(new Date().toISOString()), 3) };
      const path = `/v1/trajectories/${on}/actions/${name}`;
      assert.equal((await stack.post(`${by}@utrecht`, path, { ...(body as object), ...soon })).status, 200, name);
    }
    await eventually(
      async () =>
        (await list('&suspended=true')).length === 1 &&
        (await list('&blocked=true')).length === 1 &&
        (await list('&sheltered=true')).length === 1,
    );
    const seen = new Map<string, number>();
    for (const [as, query] of [
      [national, ''],
      [national, '?municipality=utrecht,groningen'],
      [city, ''],
      ['municipality:case-director@utrecht', ''],
    ] as const) {
      const { status, body } = await stack.get(as, `/v1/overview${query}`);
      assert.equal(status, 200, JSON.stringify(body));
      const { figures, months, agencies } = body as any;
      const cells = [
        ...figures.map(({ figure, cells: row }: any) => [figure, row]),
        ...months.flatMap(({ opened, closed }: any) => [
          ['opened', opened],
          ['closed', closed],
        ]),
        ...agencies.flatMap(({ cells: row }: any) =>
          (['open', 'overdue'] as const).map((which) => [`waiting-${which}`, row.map((one: any) => one[which])]),
        ),
      ] as [string, { value: number; list: { path: string; query: Record<string, string> } | null }[]][];
      for (const [figure, row] of cells) {
        for (const { value, list: behind } of row) {
          if (behind === null) continue;
          const { items } = await get(
            as,
            `${behind.path}?${new URLSearchParams({ ...behind.query, limit: '200' }).toString()}`,
          );
          assert.equal(items.length, value, `${figure} for ${as}: ${JSON.stringify(behind)}`);
          seen.set(figure, Math.max(seen.get(figure) ?? 0, value));
        }
      }
      const none = as.includes('case-director') ? ['ngo', 'dtv'] : [];
      for (const { agency, cells: row } of agencies) {
        if (none.includes(agency))
          assert.equal(row[0].open.list, null, 'a case director has the work list of their own agency');
      }
    }
    const never = [...seen].filter(([, most]) => most === 0).map(([figure]) => figure);
    assert.deepEqual(never, ['escalated']);
  });

  it('of one person is found by V-number or by every form of a code, within reach alone, and the number is in no answer but for whom it is about', async () => {
    const vNumber = '2790046199';
    const id = await refer(stack, { vNumber }, 'utrecht');
    const search = async (as: string, body: object) => {
      const answer = await stack.post(as, '/v1/searches', body);
      const items = (answer.body['items'] ?? []) as (Item & { person: unknown })[];
      const others = { ...answer.body, items: items.map(({ person: _itself, ...item }) => item) };
      assert.ok(!JSON.stringify(others).includes(vNumber));
      return answer;
    };
    const found = async (as: string, body: object) =>
      (await search(as, body)).body['items'].map((item: Item) => item.id);
    const as = 'municipality:coordinator@utrecht';
    await eventually(async () => (await found(as, { id })).length === 1);
    assert.deepEqual(await found(as, { vNumber: '27 900-461.99' }), [id]);
    assert.deepEqual(await found(national, { vNumber }), [id]);
    const [reference = ''] = id.split('.');
    const short = `${reference.slice(0, 6)}-1`;
    const forms = [reference.slice(0, 6), short, `Traject ${short}`, reference, short.toUpperCase(), ` ${id} `];
    for (const query of [...forms, vNumber]) assert.deepEqual(await found(as, { query }), [id], query);
    for (const form of forms) assert.deepEqual(await found(as, { id: form }), [id], form);
    for (const query of [`${reference.slice(0, 6)}-2`, reference.slice(0, 5), '%', '2790046198'])
      assert.deepEqual(await found(as, { query }), [], query);
    const on = async (body: object) => {
      const [{ code, matchedOn }] = (await search(as, body)).body['items'];
      return [code, matchedOn];
    };
    assert.deepEqual(await on({ query: vNumber }), [short, ['number']]);
    assert.deepEqual(await on({ query: short, municipality: 'utrecht' }), [short, ['code']]);
    assert.deepEqual(await found(national, { query: short, municipality: 'groningen' }), []);
    for (const other of ['municipality:coordinator@groningen', 'avim:liaison@utrecht']) {
      assert.deepEqual(await found(other, { vNumber }), [], other);
      assert.deepEqual(await found(other, { id }), [], other);
      for (const query of [...forms, vNumber]) assert.deepEqual(await found(other, { query }), [], `${other} ${query}`);
    }
    assert.deepEqual(await found(as, { vNumber: '2790046198' }), []);
    for (const wrong of [{}, { vNumber, id }, { id, query: id }, { vNumber: 'x' }])
      assert.equal((await search(as, wrong)).status, 400);
    assert.equal((await stack.post('municipality:auditor@utrecht', '/v1/searches', { vNumber })).status, 403);
  });

  it('of who takes part or has a place is for the municipality: an agency cannot ask who was admitted', async () => {
    for (const filter of ['participant', 'sheltered']) {
      const { status, body } = await stack.get('dtv:liaison@utrecht', `/v1/trajectories?${filter}=true`);
      assert.equal(status, 400);
      assert.equal(body['errors'][0].parameter, filter);
    }
  });

  it('of who has a place are those who are sheltered today, admitted or not', async () => {
    const id = await refer(stack);
    const sheltered = async () => {
      const { body } = await stack.get(national, '/v1/trajectories?sheltered=true');
      return (body['items'] as Item[]).map((one) => one.id);
    };
    const { by, body: start } = example('start-shelter');
    for (const [action, body, expected] of [
      ['start-shelter', start, true],
      ['end-shelter', example('end-shelter').body, false],
    ] as const) {
      assert.equal((await stack.post(`${by}@utrecht`, `/v1/trajectories/${id}/actions/${action}`, body)).status, 200);
      await eventually(async () => (await sheltered()).includes(id) === expected);
    }
  });
});

import assert from 'node:assert/strict';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';
const ngo = 'ngo:legal';
const national = 'municipality:coordinator@';
const own = { reference: 'Zaak 2026/0417-B', label: 'Dinsdaggroep' };
const othersOwn = { reference: 'MARK-9', label: 'MARK label' };

describe('The own reference of an organisation, over the API', () => {
  let stack: Stack;
  /** Two that are alike: one has references, the other has none. */
  let id = '';
  let twin = '';

  const recorded = async (municipality?: string) => {
    const made = await refer(stack, {}, municipality);
    if (municipality === undefined) await through(stack, made, 'intake', 'admission');
    const reader = municipality === undefined ? director : `${director}@${municipality}`;
    await eventually(async () => {
      const { version } = (await stack.get(reader, `/v1/trajectories/${made}`)).body;
      const { items } = (await stack.get(reader, '/v1/trajectories?limit=200')).body;
      return (items as any[]).some((one) => one.id === made && one.version === version);
    });
    return made;
  };
  const keep = (as: string, which: string, body: unknown) =>
    stack.put(as, `/v1/trajectories/${which}/own-reference`, body);
  const found = async (as: string, text: string) =>
    ((await stack.post(as, '/v1/searches', { query: text })).body['items'] as any[]).map((one) => one.id as string);
  const rows = async (as: string, path: string) => (await stack.get(as, path)).body['items'] as any[];
  /** What someone is shown of it: read, listed, searched and, where work waits, in the work list. */
  const shownTo = async (as: string, which: string) => [
    (await stack.get(as, `/v1/trajectories/${which}`)).body['ownReference'],
    (await rows(as, '/v1/trajectories?limit=200')).find((one) => one.id === which)?.ownReference,
    ...(await rows(as, '/v1/tasks?limit=200'))
      .filter(({ trajectoryId }) => trajectoryId === which)
      .map(({ ownReference }) => ownReference as unknown),
  ];

  before(async function () {
    this.timeout(120_000);
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: '100000' } });
    id = await recorded();
    twin = await recorded();
  });
  after(() => stack?.stop());

  it('is kept trimmed, shown in detail and lists, and cleared by what is left out', async () => {
    const kept = await keep(ngo, id, { reference: `  ${own.reference} `, label: own.label });
    assert.deepEqual([kept.status, kept.body], [200, own]);
    const shown = await shownTo(ngo, id);
    assert.ok(shown.length >= 3, 'the NGO has it in its work list');
    for (const one of shown) assert.deepEqual(one, own);
    for (const one of await shownTo(ngo, twin)) assert.equal(one, null);
    assert.deepEqual((await keep(ngo, id, { label: own.label })).body, { reference: null, label: own.label });
    assert.deepEqual(await found(ngo, own.reference), []);
    assert.deepEqual((await keep(ngo, id, { reference: ' ', label: null })).body, { reference: null, label: null });
    for (const one of await shownTo(ngo, id)) assert.equal(one, null);
    for (const [body, pointer] of [
      [{ reference: 'x'.repeat(65) }, '/reference'],
      [{ label: 'x'.repeat(81) }, '/label'],
    ] as const) {
      const refused = await keep(ngo, id, body);
      assert.equal(refused.status, 400);
      assert.equal((refused.body['errors'] as any[])[0].pointer, pointer);
    }
  });

  it('makes no event and no version, and stands in the access log under a name of its own', async () => {
    const before = (await stack.get(director, `/v1/trajectories/${id}`)).body;
    await keep(ngo, id, own);
    const after = (await stack.get(director, `/v1/trajectories/${id}`)).body;
    assert.deepEqual([after['version'], after['updatedAt']], [before['version'], before['updatedAt']]);
    // The log is written a moment after the answer.
    const log = await eventually(async () => {
      const items = await rows('municipality:auditor', `/v1/access-log?trajectoryId=${id}&limit=50`);
      return items.some(({ activity }) => activity === 'trajectory.own-reference') && items;
    });
    assert.ok(!JSON.stringify(log).includes(own.label));
  });

  it('shows and finds what one organisation keeps to no other one, in detail, list, search, work list and own file', async () => {
    await keep(ngo, id, othersOwn);
    await keep(director, id, own);
    for (const as of [director, 'municipality:coordinator', 'ind:liaison', national]) {
      const answers = [
        await stack.get(as, `/v1/trajectories/${id}`),
        await stack.get(as, `/v1/trajectories/${id}/timeline`),
        await stack.get(as, `/v1/trajectories/${id}/situation`),
        await stack.get(as, `/v1/trajectories/${id}/file`),
        await stack.get(as, '/v1/trajectories?limit=200'),
        await stack.get(as, '/v1/tasks?limit=200'),
        await stack.get(as, '/v1/agenda'),
        await stack.get(as, '/v1/notifications?limit=200'),
        await stack.get(as, '/v1/events?after=0'),
        await stack.post(as, '/v1/searches', { query: othersOwn.reference }),
      ];
      assert.ok(!JSON.stringify(answers.map(({ body }) => body)).includes('MARK'), as);
      assert.deepEqual(await found(as, othersOwn.reference), [], as);
    }
    for (const as of [national, ngo, 'ngo:legal@groningen']) assert.deepEqual(await found(as, own.reference), [], as);
    for (const one of await shownTo(national, id)) assert.equal(one, null);
    const file = async (as: string) =>
      ((await stack.get(as, `/v1/trajectories/${id}/file`)).body['trajectories'] as any[])[0].ownReference as unknown;
    assert.deepEqual(await file(director), own);
    assert.equal(await file(national), null);
  });

  it('finds the trajectory by the reference however it is written, and not by a part of it or by the label', async () => {
    await keep(director, id, own);
    for (const text of [own.reference, 'ZAAK 2026 0417 b', 'zaak-2026.0417/B', 'Záák 20260417b'])
      assert.deepEqual(await found(director, text), [id], text);
    for (const text of ['2026/0417', own.label, 'Zaak 2026/0417'])
      assert.deepEqual(await found(director, text), [], text);
    await keep(director, twin, own);
    assert.deepEqual((await found(director, own.reference)).toSorted(), [id, twin].toSorted());
    await keep(director, twin, {});
    assert.deepEqual(await found(director, own.reference), [id]);
  });

  it('answers who may not know of the trajectory as if it never was, and lets nobody set it who works with no files', async () => {
    const nobody = `${'0'.repeat(26)}.1`;
    for (const as of [`${director}@groningen`, 'ngo:legal@groningen', 'avim:liaison']) {
      const [its, nobodys] = [await keep(as, id, own), await keep(as, nobody, own)];
      assert.equal(its.status, 404, as);
      const plain = ({ status, body }: typeof its) =>
        JSON.stringify([status, body]).replaceAll(id, 'ID').replaceAll(nobody, 'ID');
      assert.equal(plain(its), plain(nobodys), as);
    }
    for (const as of ['municipality:auditor', 'municipality:administrator']) {
      assert.ok([403, 404].includes((await keep(as, id, own)).status), as);
    }
  });

  it('stays with the organisation that kept it when the trajectory goes to another municipality', async () => {
    const gone = await recorded();
    const there = `${director}@groningen`;
    await keep(director, gone, own);
    await keep(ngo, gone, othersOwn);
    const act = (as: string, name: string) =>
      stack.post(as, `/v1/trajectories/${gone}/actions/${name}`, example(name).body);
    assert.equal((await act(director, 'offer-transfer')).status, 200);
    assert.deepEqual(await found(there, own.reference), []);
    assert.equal((await act(there, 'accept-transfer')).status, 200);
    await eventually(async () => (await rows(there, '/v1/trajectories?limit=200')).some((one) => one.id === gone));
    for (const as of [there, 'ngo:legal@groningen']) {
      assert.deepEqual(await found(as, own.reference), [], as);
      assert.ok(!/MARK|0417/.test(JSON.stringify(await shownTo(as, gone))), as);
    }
    assert.ok(!(await found(director, own.reference)).includes(gone));
    assert.deepEqual(await found(ngo, othersOwn.reference), [id]);
    assert.equal((await keep(director, gone, own)).status, 404);
  });
});

import assert from 'node:assert/strict';
import { startQuickStack } from '../support/quickStack.js';
import type { Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const coordinator = 'municipality:coordinator';
const director = 'municipality:case-director';

interface Item {
  id: string;
  result: string;
  version?: number;
  events?: { type: string; tells: string[] }[];
  problem?: { code: string; detail: string };
}

describe('What is done to many trajectories at once', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const hold = example('place-court-hold').body;
  const bulk = async (action: string, body: object, as = coordinator, headers: Record<string, string> = {}) => {
    const answer = await stack.post(as, `/v1/bulk/${action}`, body, headers);
    return { ...answer, items: (answer.body['items'] ?? []) as Item[] };
  };
  const act = (id: string, action: string) => {
    const { by, body } = example(action);
    return stack.post(by, `/v1/trajectories/${id}/actions/${action}`, body);
  };
  const versionOf = async (id: string) =>
    (await stack.get(director, `/v1/trajectories/${id}`)).body['version'] as number;

  it('has a result for each in the order asked; one that is refused keeps no other back', async () => {
    const ids = [await refer(stack), await refer(stack), await refer(stack)];
    assert.equal((await act(ids[1]!, 'place-court-hold')).status, 200);
    const asked = [ids[0]!, 'nobody.1', ids[1]!, ids[2]!];
    const { status, body, items } = await bulk('place-court-hold', { trajectoryIds: asked, input: hold });
    assert.equal(status, 200);
    assert.deepEqual(
      items.map(({ id }) => id),
      asked,
    );
    assert.deepEqual(
      items.map(({ result }) => result),
      ['done', 'refused', 'refused', 'done'],
    );
    assert.deepEqual(
      items.map(({ problem }) => problem?.code),
      [undefined, 'not-found', 'conflict', undefined],
    );
    assert.deepEqual([body['done'], body['refused']], [2, 2]);
    assert.equal(await versionOf(ids[0]!), items[0]!.version);
    // It holds there: the municipality cannot put them out.
    const { by, body: ending } = example('register-ending');
    const putsOut = { ...(ending as object), outcome: 'PROGRAMME_ENDED', evidenceKind: 'reasoned-decision' };
    const held = await stack.post(by, `/v1/trajectories/${ids[2]!}/actions/register-ending`, putsOut);
    assert.deepEqual([held.status, held.body['code']], [409, 'conflict']);
    assert.match(held.body['detail'] as string, /^A court has ordered/);
  });

  it('can be looked at first: the preview says what would happen and who would be told, and changes nothing', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const before = await versionOf(id);
    const input = example('reassign').body;
    const { items } = await bulk('reassign', { trajectoryIds: [id], preview: true, input });
    assert.equal(items[0]?.result, 'would-be-done');
    assert.deepEqual(
      items[0]?.events?.map(({ type, tells }) => [type, tells]),
      [
        ['reassign', []],
        ['step-reassigned', ['ngo']],
      ],
    );
    assert.equal(await versionOf(id), before);
    const done = await bulk('reassign', { trajectoryIds: [id], input });
    assert.equal(done.items[0]?.result, 'done');
    assert.equal(await versionOf(id), before + 2);
  });

  it('sent again with the same key happens once to each, and is answered the same', async () => {
    const trajectoryIds = [await refer(stack), await refer(stack)];
    const headers = { 'idempotency-key': 'hold-all' };
    const first = await bulk('place-court-hold', { trajectoryIds, input: hold }, coordinator, headers);
    const again = await bulk('place-court-hold', { trajectoryIds, input: hold }, coordinator, headers);
    assert.deepEqual(again.items, first.items);
    assert.ok(first.items.every(({ result }) => result === 'done'));
  });

  it('reaches nothing that the caller may not see, and tells nobody that it exists', async () => {
    const id = await refer(stack);
    const before = await versionOf(id);
    for (const preview of [true, false]) {
      const elsewhere = await bulk(
        'place-court-hold',
        { trajectoryIds: [id], preview, input: hold },
        `${coordinator}@groningen`,
      );
      const nobody = await bulk(
        'place-court-hold',
        { trajectoryIds: ['nobody.1'], preview, input: hold },
        `${coordinator}@groningen`,
      );
      const told = JSON.stringify(elsewhere.items[0]?.problem).replaceAll(id, 'nobody.1');
      assert.equal(told, JSON.stringify(nobody.items[0]?.problem));
      const ngo = await bulk('place-court-hold', { trajectoryIds: [id], preview, input: hold }, 'ngo:legal');
      assert.deepEqual([ngo.status, ngo.items], [403, []], 'no role of theirs ever places one');
    }
    assert.equal(await versionOf(id), before);
  });

  it('with a list that is empty, too long or has one twice is refused as a whole, and changes nothing', async () => {
    const id = await refer(stack);
    const before = await versionOf(id);
    const long = Array.from({ length: 201 }, (_id, i) => `p${i}.1`);
    for (const trajectoryIds of [[], long, [id, id]]) {
      assert.equal((await bulk('place-court-hold', { trajectoryIds, input: hold })).status, 400);
    }
    assert.equal((await bulk('place-court-hold', { trajectoryIds: [id], input: {} })).status, 400);
    assert.equal((await bulk('withdraw', { trajectoryIds: [id], input: example('withdraw').body })).status, 404);
    assert.equal(await versionOf(id), before);
  });
});

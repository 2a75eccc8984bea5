import assert from 'node:assert/strict';
import { workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';
const national = 'municipality:coordinator@';

interface Item {
  sequence: number;
  type: string;
}

describe('Who comes back', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const referAgain = (vNumber: string, municipality = 'utrecht') => {
    const { by, body } = example('referral');
    return stack.post(`${by}@${municipality}`, '/v1/trajectories', { ...(body as object), vNumber });
  };
  const outcome = (id: string, code: string, evidenceKind: string) =>
    stack.post(director, `/v1/trajectories/${id}/steps/outcome-registration`, {
      outcome: code,
      occurredOn: '2026-11-20',
      evidenceKind,
      evidence: 'REF-2026-0042',
    });
  const timelineOf = async (id: string, as = national) =>
    (await stack.get(as, `/v1/trajectories/${id}/timeline`)).body['items'] as Item[];
  const hasEnded = (id: string) =>
    eventually(async () => {
      const handle = stack.client.workflow.getHandle(workflowIdOf(id.split('.')[0]!));
      return (await handle.describe()).status.name === 'COMPLETED';
    });

  it('by V-number gets a second episode; the first keeps its history and its outcome, and each can be read by itself', async () => {
    const vNumber = '2790060101';
    const first = await refer(stack, { vNumber });
    await through(stack, first, 'intake', 'admission');
    assert.equal((await outcome(first, 'RETURNED_INDEPENDENT', 'departure-confirmation')).status, 200);
    await hasEnded(first);
    const [before, events] = [(await stack.get(director, `/v1/trajectories/${first}`)).body, await timelineOf(first)];

    const second = (await referAgain('279.006.0101')).body['id'] as string;
    assert.equal(second, first.replace(/\.1$/, '.2'));
    await through(stack, second, 'intake');
    await eventually(async () => (await timelineOf(second)).length > 0);
    assert.deepEqual((await stack.get(director, `/v1/trajectories/${first}`)).body, before);
    assert.deepEqual(await timelineOf(first), events);
    const [opening] = await timelineOf(second);
    assert.deepEqual([opening?.sequence, opening?.type], [1, 'trajectory-opened']);
    const listed = (await stack.get(national, '/v1/trajectories?limit=200')).body['items'] as {
      id: string;
      status: string;
      outcome: string | null;
    }[];
    const mine = listed.filter(({ id }) => id.startsWith(first.split('.')[0]!));
    assert.deepEqual(mine.map(({ id, status, outcome: came }) => [id, status, came]).toSorted(), [
      [first, 'closed', 'RETURNED_INDEPENDENT'],
      [second, 'open', null],
    ]);
  });

  it('since a repeat asylum application was refused gets a new episode, in whichever municipality, which sees nothing of the first', async () => {
    const vNumber = '2790060202';
    const first = await refer(stack, { vNumber });
    await through(stack, first, 'intake', 'admission', 'legal-review');
    assert.equal((await outcome(first, 'REPEAT_ASYLUM_LODGED', 'application-receipt')).status, 200);
    await hasEnded(first);
    const second = (await referAgain(vNumber, 'groningen')).body['id'] as string;
    assert.equal(second, first.replace(/\.1$/, '.2'));
    await eventually(async () => (await timelineOf(second)).length > 0);
    for (const path of ['', '/timeline']) {
      assert.equal((await stack.get(`${director}@groningen`, `/v1/trajectories/${first}${path}`)).status, 404);
      assert.equal((await stack.get(director, `/v1/trajectories/${second}${path}`)).status, 404);
      for (const id of [first, second]) {
        assert.equal((await stack.get(national, `/v1/trajectories/${id}${path}`)).status, 200);
      }
    }
    assert.equal((await stack.get(director, `/v1/trajectories/${first}`)).body['outcome'], 'REPEAT_ASYLUM_LODGED');
  });

  it('to a trajectory that was closed by mistake goes on in it, and a next episode comes after it', async () => {
    const vNumber = '2790060303';
    const first = await refer(stack, { vNumber });
    const act = (name: string) => stack.post(director, `/v1/trajectories/${first}/actions/${name}`, example(name).body);
    await act('withdraw');
    await hasEnded(first);
    assert.equal((await act('reopen')).status, 200);
    assert.equal((await referAgain(vNumber)).body['code'], 'trajectory-already-open');
    await act('withdraw');
    await hasEnded(first);
    assert.equal((await referAgain(vNumber)).body['id'], first.replace(/\.1$/, '.2'));
  });

  it('again and again has as many episodes, each with a history of its own, in their order', async () => {
    const vNumber = '2790060404';
    const ids: string[] = [];
    for (let episode = 1; episode <= 4; episode += 1) {
      const { status, body } = await referAgain(vNumber);
      assert.equal(status, 201, JSON.stringify(body));
      const id = body['id'] as string;
      ids.push(id);
      await stack.post(director, `/v1/trajectories/${id}/actions/withdraw`, example('withdraw').body);
      await hasEnded(id);
    }
    assert.deepEqual(
      ids.map((id) => id.split('.')[1]),
      ['1', '2', '3', '4'],
    );
    for (const id of ids) {
      const types = (await timelineOf(id)).map(({ type }) => type);
      assert.equal(types.filter((type) => type === 'trajectory-opened').length, 1);
      assert.equal(types.at(-1), 'trajectory-closed');
    }
  });
});

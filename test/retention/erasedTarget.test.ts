import assert from 'node:assert/strict';
import { readEvents } from '../../src/register/trajectories/timeline.js';
import { startErasingStack, eraseAll, hasEnded } from '../support/erasing.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer } from '../support/walk.js';

const reason = 'One person, referred at two desks.';
const director = 'municipality:case-director';

describe('Another trajectory that has been erased', () => {
  let stack: Stack;
  before(async () => (stack = await startErasingStack()));
  after(() => stack.stop());

  const act = (id: string, path: string, body: object, as = director) =>
    stack.post(as, `/v1/trajectories/${id}/${path}`, { reason, ...body });
  const recorded = (id: string, type: string) =>
    eventually(async () => (await readEvents(stack.register, id)).some((event) => event.type === type));
  const erased = async (id: string) => {
    const { body } = example('withdraw');
    assert.equal((await stack.post(director, `/v1/trajectories/${id}/actions/withdraw`, body)).status, 200);
    await hasEnded(stack, id);
    await eraseAll(stack, [id]);
  };
  const never = `${'0'.repeat(26)}.1`;

  it('is no target of a duplicate or a link, in the very words for one that never was', async () => {
    const [id, gone] = [await refer(stack), await refer(stack)];
    await recorded(gone, 'trajectory-opened');
    await erased(gone);
    for (const [path, field, more] of [
      ['actions/close-as-duplicate', 'continuesIn', {}],
      ['actions/link-trajectory', 'other', { kind: 'relative' }],
    ] as const) {
      const [of, ofNever] = [
        await act(id, path, { [field]: gone, ...more }),
        await act(id, path, { [field]: never, ...more }),
      ];
      assert.equal(of.status, 400, JSON.stringify(of.body));
      const worded = (body: object) => {
        const { traceId: _own, instance: _here, ...said } = body as Record<string, unknown>;
        return JSON.stringify(said).replaceAll(gone, '<id>').replaceAll(never, '<id>');
      };
      assert.equal(worded(of.body), worded(ofNever.body));
    }
  });

  it('that was proposed and linked before lets the proposal be sent back and the link be undone, and holds nothing up', async () => {
    const [id, gone] = [await refer(stack), await refer(stack)];
    await recorded(gone, 'trajectory-opened');
    assert.equal((await act(id, 'actions/link-trajectory', { other: gone, kind: 'same-person' })).status, 200);
    assert.equal((await act(id, 'actions/close-as-duplicate', { continuesIn: gone })).status, 200);
    await recorded(gone, 'duplicate-proposed');
    await recorded(gone, 'trajectory-linked');
    await erased(gone);
    const look = (verdict: string) => act(id, 'steps/duplicate-check', { verdict }, 'municipality:coordinator');
    const confirmed = await look('confirmed');
    assert.equal(confirmed.status, 409, JSON.stringify(confirmed.body));
    assert.match(confirmed.body['detail'], /no longer there\. Send the proposal back/);
    assert.equal((await look('sent-back')).status, 200);
    const undone = await act(id, 'actions/unlink-trajectory', { other: gone });
    assert.equal(undone.status, 200, JSON.stringify(undone.body));
    // What it says to nobody is not waited for: all is recorded, and it goes on.
    await recorded(id, 'unlink-trajectory');
    await eventually(async () => {
      const { body } = await stack.get(director, `/v1/notifications?trajectoryId=${id}&status=pending`);
      return body['items'].length === 0;
    });
    const withdrawn = await stack.post(director, `/v1/trajectories/${id}/actions/withdraw`, example('withdraw').body);
    assert.equal(withdrawn.status, 200);
    await hasEnded(stack, id);
  });
});

import assert from 'node:assert/strict';
import type { Stack } from '../support/stack.js';
import { as, endedTrajectory, eraseAll, startErasingStack } from '../support/erasing.js';
import { refer } from '../support/walk.js';

const director = 'municipality:case-director';

describe('Erasing a person', () => {
  let stack: Stack;
  before(async () => (stack = await startErasingStack()));
  after(() => stack?.stop());

  it('leaves nothing that leads to them: not by their id, in a list, in the engine or in the register', async () => {
    const id = await endedTrajectory(stack, { vNumber: '2700000011' });
    const { body } = await as(stack, 'admin-1', 'GET', '/v1/erasures/due');
    assert.ok(
      body['items'].some((item: { id: string }) => item.id === id),
      JSON.stringify(body),
    );
    const declaration = await eraseAll(stack, [id]);
    console.log(declaration);
    assert.equal((await stack.get(director, `/v1/trajectories/${id}`)).status, 404);
    const again = await refer(stack, { vNumber: '2700000011' });
    assert.equal(again, id);
  });
});

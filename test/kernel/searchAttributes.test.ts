import assert from 'node:assert/strict';
import { workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { refer, through, wholeWay } from '../support/walk.js';

describe("Temporal's own lists", () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const handleOf = (id: string) => stack.client.workflow.getHandle(workflowIdOf(id.split('.')[0]!));
  const attributesOf = async (id: string) => {
    const { typedSearchAttributes } = await handleOf(id).describe();
    return Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
  };
  const upserts = async (id: string) => {
    const { events = [] } = await handleOf(id).fetchHistory();
    return events!.filter((event) => event.upsertWorkflowSearchAttributesEventAttributes).length;
  };

  it('follow the first command at once, and those in quick succession together within some seconds', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake');
    await eventually(async () => String((await attributesOf(id))['OpenSteps']).endsWith(',admission'), 3_000);
    await through(stack, id, 'admission', 'legal-review');
    const last = /^(?!.*legal-review).*return-counselling,.*outcome-registration$/;
    await eventually(async () => last.test(String((await attributesOf(id))['OpenSteps'])), 8_000);
    assert.equal((await attributesOf(id))['Direction'], 'UNDER_INVESTIGATION');
    assert.equal(await upserts(id), 2);
  });

  it('show how a trajectory ended, however quickly it went', async () => {
    const id = await refer(stack);
    await through(stack, id, ...wholeWay);
    await eventually(async () => (await handleOf(id).describe()).status.name === 'COMPLETED');
    const { TrajectoryStatus, Outcome, OpenSteps = [] } = await attributesOf(id);
    assert.deepEqual([TrajectoryStatus, Outcome, OpenSteps], ['closed', 'RETURNED_INDEPENDENT', []]);
    assert.ok((await upserts(id)) <= 2);
  });
});

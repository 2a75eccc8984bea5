import assert from 'node:assert/strict';
import { queryNames, workflowIdOf, type Reading } from '../../src/trajectory/replayed/contract.js';
import { eventually, startStack, type Stack } from '../support/stack.js';
import { example, inDays, perform, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';

describe('A trajectory that continues as new', () => {
  let stack: Stack;
  before(async () => (stack = await startStack({ env: { BESTENDIG_COMMANDS_PER_RUN: '3' } })));
  after(() => stack.stop());

  const handleOf = (id: string) => stack.client.workflow.getHandle(workflowIdOf(id.split('.')[0]!));
  const runIdOf = async (id: string) => (await handleOf(id).describe()).runId;

  it('loses no event and doubles none, however many runs it takes', async () => {
    const id = await refer(stack);
    const firstRun = await runIdOf(id);
    await through(stack, id, 'intake', 'admission');
    const review = example('legal-review').body as object;
    for (let round = 0; round < 12; round += 1) {
      const body = { ...review, reviewAgainOn: inDays(90) };
      assert.equal((await perform(stack, id, 'legal-review', { body })).status, 200);
    }
    assert.notEqual(await runIdOf(id), firstRun);
    const last = await through(stack, id, 'legal-review', 'outcome-registration');
    assert.equal(last['status'], 'closed');
    const items = await eventually(async () => {
      const { body } = await stack.get(director, `/v1/trajectories/${id}/timeline`);
      return (
        body['items']?.length === last['version'] &&
        (body['items'] as { sequence: number; type: string; step: string }[])
      );
    });
    assert.deepEqual(
      items.map(({ sequence }) => sequence),
      items.map((_item, i) => i + 1),
    );
    const reviews = items.filter(({ type, step }) => type === 'step-completed' && step === 'legal-review');
    assert.equal(reviews.length, 13);
  });

  it('gives a command that is repeated in a later run its first receipt, and does it once', async () => {
    const id = await refer(stack);
    const headers = { 'idempotency-key': 'the-intake-of-this-person' };
    const first = await perform(stack, id, 'intake', { headers });
    const runs = new Set([await runIdOf(id)]);
    await through(stack, id, 'admission');
    const body = { ...(example('legal-review').body as object), reviewAgainOn: inDays(90) };
    for (let round = 0; round < 4; round += 1) await perform(stack, id, 'legal-review', { body });
    await eventually(async () => runs.add(await runIdOf(id)).size === 2);
    const before = await handleOf(id).query<Reading>(queryNames.read);
    const again = await perform(stack, id, 'intake', { headers });
    assert.equal(again.status, 200);
    const other = await perform(stack, id, 'intake', {
      headers,
      body: { ...(example('intake').body as object), vulnerable: true },
    });
    assert.equal(other.status, 422);
    const after = await handleOf(id).query<Reading>(queryNames.read);
    assert.deepEqual(after.state, before.state);
    const receipt = after.receipts.find(({ version }) => version === first.body['version']);
    assert.ok(receipt, 'the receipt of the first run is remembered');
  });

  it('keeps its search attributes, its memo and its deadlines', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const body = { ...(example('legal-review').body as object), reviewAgainOn: inDays(90) };
    const first = await runIdOf(id);
    for (let round = 0; round < 4; round += 1) await perform(stack, id, 'legal-review', { body });
    await eventually(async () => (await runIdOf(id)) !== first);
    const { typedSearchAttributes, memo } = await handleOf(id).describe();
    const attributes = Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
    assert.equal(attributes['Municipality'], 'utrecht');
    assert.ok(attributes['NextDeadline'] instanceof Date);
    assert.equal(memo?.['id'], id);
    const { state } = await handleOf(id).query<Reading>(queryNames.read);
    assert.deepEqual(
      attributes['OpenSteps'],
      state.openSteps.map(({ step }) => step),
    );
    assert.ok(state.openSteps.length > 2);
    // Of these only the outcome has no term.
    const never = state.openSteps.filter(({ wakeUps }) => wakeUps.length === 0);
    assert.deepEqual(
      never.map(({ step }) => step),
      ['outcome-registration'],
    );
    const history = await handleOf(id).fetchHistory();
    assert.ok(history.events?.some(({ timerStartedEventAttributes }) => timerStartedEventAttributes));
  });

  it('can be found in Temporal by municipality, open step, direction and deadline', async () => {
    const id = await refer(stack, {}, 'groningen');
    const query = `Municipality = 'groningen' AND OpenSteps = 'intake' AND TrajectoryStatus = 'open' AND NextDeadline > '2026-01-01T00:00:00Z' AND TaskQueue = '${stack.taskQueue}'`;
    await eventually(async () => {
      for await (const { workflowId } of stack.client.workflow.list({ query })) {
        if (workflowId === workflowIdOf(id.split('.')[0]!)) return true;
      }
      return false;
    });
  });
});

import assert from 'node:assert/strict';
import { standardSteps } from '../../src/lvv/index.js';
import { seconds } from '../../src/trajectory/terms/deadlines.js';
import { eventually, startStack, type Stack } from '../support/stack.js';
import { refer, through } from '../support/walk.js';

const hurried = standardSteps.map((step) =>
  step.name === 'intake'
    ? { ...step, terms: { target: seconds(1), fatal: seconds(2), remind: [seconds(1)], escalate: seconds(3) } }
    : step,
);
const director = 'municipality:case-director';

describe('A deadline', () => {
  let stack: Stack;
  before(async () => (stack = await startStack({ steps: hurried })));
  after(() => stack.stop());

  it('reminds, marks as overdue and escalates by itself, and decides nothing', async () => {
    const id = await refer(stack);
    const items = await eventually(async () => {
      const { body } = await stack.get(director, `/v1/trajectories/${id}/timeline`);
      const events = (body['items'] ?? []) as { type: string; actor: unknown }[];
      return events.some(({ type }) => type === 'step-escalated') && events;
    });
    const byTime = items.filter(({ actor }) => actor === null).map(({ type }) => type);
    assert.deepEqual(byTime, ['step-reminded', 'step-overdue', 'step-escalated']);
    const { body } = await stack.get(director, `/v1/trajectories/${id}`);
    assert.equal(body['status'], 'open');
    assert.equal(body['outcome'], null);
    assert.equal(body['direction'], null);
    assert.deepEqual(
      body['openSteps'].map(({ step, overdue }: { step: string; overdue: boolean }) => [step, overdue]),
      [['intake', true]],
    );
    const { body: late } = await stack.get('municipality:coordinator', '/v1/trajectories?overdue=true');
    assert.ok(late['items'].some((item: { id: string }) => item.id === id));
  });

  it('that was met causes nothing when its moment comes', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake');
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    const { body } = await stack.get(director, `/v1/trajectories/${id}/timeline`);
    assert.ok(body['items'].every(({ actor }: { actor: unknown }) => actor !== null));
    const { version } = (await stack.get(director, `/v1/trajectories/${id}`)).body;
    assert.equal(body['items'].length, version);
  });

  it('that passes while no worker runs is dealt with once when one is back, and nobody is escalated for it at once', async () => {
    const id = await refer(stack);
    await eventually(async () => (await stack.get(director, `/v1/trajectories/${id}`)).body['source'] === 'workflow');
    await stack.stopWorker();
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    await stack.startWorker(hurried);
    const types = await eventually(async () => {
      const { body } = await stack.get(director, `/v1/trajectories/${id}/timeline`);
      const all = (body['items'] ?? []).map(({ type }: { type: string }) => type) as string[];
      return all.includes('escalation-postponed') && all;
    }, 20_000);
    assert.deepEqual(types.slice(2), ['step-reminded', 'step-overdue', 'escalation-postponed']);
  });
});

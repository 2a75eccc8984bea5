import assert from 'node:assert/strict';
import { z } from 'zod';
import { standardSteps } from '../../src/lvv/index.js';
import { signalNames, workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { calendarDays } from '../../src/trajectory/terms/deadlines.js';
import { defineStep, setFacts, tell } from '../../src/trajectory/definitions/step.js';
import { plain } from '../support/fields.js';
import { eventually, startStack, type Stack } from '../support/stack.js';
import { perform, refer, through } from '../support/walk.js';
import { fact } from '../../src/trajectory/replayed/fact.js';
import { admissionFact } from '../../src/lvv/admission/admissionFact.js';

const director = 'municipality:case-director';

const welcomed = fact<boolean>('welcomed');
const changedFact = fact<boolean>('changed');

const welcome = defineStep({
  name: 'welcome',
  title: { en: 'Welcome', nl: 'Welkom' },
  description: { en: 'A first greeting.', nl: 'Een eerste groet.' },
  responsible: 'ngo',
  performedBy: ['ngo:counsellor'],
  opensWhen: () => true,
  repeatable: false,
  terms: { target: calendarDays(1), fatal: calendarDays(2), remind: [] },
  tells: {},
  input: z.strictObject({ done: plain(z.boolean()) }),
  example: { done: true },
  decide: () => [setFacts(welcomed.set(true))],
});

const broken = standardSteps.map((step) =>
  step.name === 'intake'
    ? {
        ...step,
        decide: () => {
          throw new TypeError('a fault in the definition');
        },
      }
    : step,
);

describe('Steps that change while trajectories are open', () => {
  let stack: Stack;
  beforeEach(async () => (stack = await startStack()));
  afterEach(() => stack.stop());

  const openSteps = async (id: string) => {
    const { body } = await stack.get(director, `/v1/trajectories/${id}`);
    return (body['openSteps'] as { step: string }[]).map(({ step }) => step);
  };

  it('an added step opens with the next command of a trajectory that was open already', async () => {
    const id = await refer(stack);
    await stack.stopWorker();
    await stack.startWorker([welcome, ...standardSteps]);
    const answer = await perform(stack, id, 'intake');
    assert.equal(answer.status, 200);
    assert.deepEqual(await openSteps(id), ['welcome', 'dossier-ind', 'dossier-dtv', 'admission']);
  });

  it('an added step opens at once where a refresh asks for it', async () => {
    const id = await refer(stack);
    await stack.stopWorker();
    await stack.startWorker([welcome, ...standardSteps]);
    await stack.client.workflow.getHandle(workflowIdOf(id.split('.')[0]!)).signal(signalNames.refresh);
    await eventually(async () => (await openSteps(id)).includes('welcome'));
  });

  it('a removed step is taken away from the trajectory that has it open, which goes on to its end', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    await stack.stopWorker();
    await stack.startWorker(standardSteps.filter(({ name }) => name !== 'legal-review'));
    const refused = await perform(stack, id, 'legal-review');
    assert.equal(refused.status, 409, JSON.stringify(refused.body));
    await through(stack, id, 'return-counselling');
    assert.ok(!(await openSteps(id)).includes('legal-review'));
    await stack.stopWorker();
    await stack.startWorker();
    await through(stack, id, 'outcome-registration');
  });

  it('a changed step holds from the next command on, without a non-determinism error', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake');
    await stack.stopWorker();
    const changed = standardSteps.map((step) =>
      step.name === 'admission'
        ? {
            ...step,
            decide: () => [setFacts(admissionFact.set('admitted'), changedFact.set(true)), tell('avim')],
          }
        : step,
    );
    // In another order too, but for what has to come before admission.
    const after = changed.findIndex(({ name }) => name === 'admission') + 1;
    await stack.startWorker([...changed.slice(0, after), ...changed.slice(after).toReversed()]);
    await through(stack, id, 'admission', 'legal-review', 'outcome-registration');
    const { body } = await eventually(async () => {
      const answer = await stack.get(director, `/v1/trajectories/${id}`);
      return answer.body['status'] === 'closed' && answer;
    });
    assert.ok(body['parties'].includes('avim'));
    assert.equal(body['direction'], null);
  });

  it('a step that fails by its own fault fails that one command only, and changes nothing', async () => {
    const id = await refer(stack);
    await stack.stopWorker();
    await stack.startWorker(broken);
    const failed = await perform(stack, id, 'intake');
    assert.equal(failed.status, 500);
    assert.equal(failed.body['code'], 'step-failed');
    assert.deepEqual(await openSteps(id), ['intake']);
    await stack.stopWorker();
    await stack.startWorker();
    await through(stack, id, 'intake');
  });

  it('a cancellation from outside does not end a trajectory: only a person does', async () => {
    const id = await refer(stack);
    await stack.client.workflow.getHandle(workflowIdOf(id.split('.')[0]!)).cancel();
    await through(stack, id, 'intake', 'admission', 'legal-review', 'outcome-registration');
  });
});

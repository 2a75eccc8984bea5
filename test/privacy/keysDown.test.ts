import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as mailbox from '../../src/dev/mailbox.js';
import { workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, perform, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';

describe('While the keys cannot be reached', () => {
  let stack: Stack;
  let folder: string;
  beforeEach(async () => {
    stack = await startQuickStack();
    folder = join(stack.env['BESTENDIG_DATA']!, 'keys', 'persons');
  });
  afterEach(() => stack.stop());

  /** As for a process that has just started: nothing is remembered of the keys. */
  const away = async () => {
    await rename(folder, `${folder}-away`);
    stack.privacy.keys.forget();
  };
  const back = () => rename(`${folder}-away`, folder);
  const handleOf = (id: string) => stack.client.workflow.getHandle(workflowIdOf(id.split('.')[0]!));
  const versionOf = async (id: string) => (await stack.get(director, `/v1/trajectories/${id}`)).body['version'];

  it('a process that knows them goes on; one that does not says so, and what it was asked happens once afterwards', async () => {
    const id = await refer(stack);
    await rename(folder, `${folder}-away`);
    assert.equal((await perform(stack, id, 'intake')).status, 200);
    stack.privacy.keys.forget();
    const key = { 'idempotency-key': randomUUID() };
    const refused = await perform(stack, id, 'admission', { headers: key });
    assert.equal(refused.status, 503, JSON.stringify(refused.body));
    assert.equal(refused.body['code'], 'keys-unavailable');
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    const { by, body } = example('referral');
    assert.equal((await stack.post(by, '/v1/trajectories', body)).body['code'], 'keys-unavailable');
    await back();
    const accepted = await perform(stack, id, 'admission', { headers: key });
    assert.equal(accepted.status, 200, JSON.stringify(accepted.body));
    assert.deepEqual((await perform(stack, id, 'admission', { headers: key })).status, 200);
    assert.equal(await versionOf(id), accepted.body['version']);
  });

  it('a list says whom each trajectory is about where they are known, and else none comes, since nobody can write who saw it', async () => {
    const id = await refer(stack, { calledBy: 'Zelam' });
    const listed = () => stack.get(director, '/v1/trajectories');
    const called = ({ body }: Awaited<ReturnType<typeof listed>>) => body['items'][0]?.person;
    await eventually(async () => called(await listed())?.calledBy === 'Zelam');
    await rename(folder, `${folder}-away`);
    assert.deepEqual(called(await listed()), { calledBy: 'Zelam' });
    stack.privacy.keys.forget();
    const refused = await listed();
    assert.deepEqual([refused.status, refused.body['code']], [503, 'keys-unavailable']);
    assert.equal((await stack.get(director, `/v1/trajectories/${id}`)).status, 503);
    await back();
    assert.deepEqual(called(await listed()), { calledBy: 'Zelam' });
  });

  it('a worker fails no trajectory: it tries again, and goes on by itself once they are back', async function () {
    this.timeout(120_000);
    const id = await refer(stack);
    await stack.stopWorker();
    const key = { 'idempotency-key': randomUUID() };
    const waiting = perform(stack, id, 'intake', { headers: key });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await away();
    await stack.startWorker();
    // The memo cannot be read now, so the description is asked for without it.
    await eventually(async () => {
      const answer = await stack.client.workflowService.describeWorkflowExecution({
        namespace: 'default',
        execution: { workflowId: handleOf(id).workflowId },
      });
      return Number(answer.pendingWorkflowTask?.attempt) > 1;
    }, 20_000);
    await back();
    await waiting;
    await eventually(async () => (await perform(stack, id, 'intake', { headers: key })).status === 200, 45_000);
    await through(stack, id, 'admission');
    assert.equal((await handleOf(id).describe()).status.name, 'RUNNING');
  });

  it('a message is neither lost nor sent twice, and why it waits can be read without a key', async function () {
    this.timeout(120_000);
    const id = await refer(stack);
    await stack.mail.stop();
    await through(stack, id, 'intake');
    const pending = async () => {
      const { pendingActivities } = await stack.client.workflowService.describeWorkflowExecution({
        namespace: 'default',
        execution: { workflowId: handleOf(id).workflowId },
      });
      return pendingActivities?.find(({ activityType }) => activityType?.name === 'notify');
    };
    await eventually(async () => (await pending())?.lastFailure?.message === 'Encoded failure');
    await away();
    const failure = await eventually(async () => {
      const { lastFailure } = (await pending()) ?? {};
      return /key store/.test(lastFailure?.message ?? '') && lastFailure;
    }, 20_000);
    assert.ok(!failure.encodedAttributes);
    await back();
    const [, port] = /:(\d+)$/.exec(stack.env['SMTP_URL']!)!;
    const open = await mailbox.start({ folder: `${stack.env['BESTENDIG_DATA']}/dev`, port: Number(port) });
    await eventually(async () => {
      const { body } = await stack.get(director, `/v1/notifications?trajectoryId=${id}&limit=200`);
      return (body['items'] as { status: string }[]).every(({ status }) => status === 'sent');
    }, 60_000);
    const ids = open.items().map(({ messageId }) => messageId);
    assert.equal(new Set(ids).size, ids.length);
    await open.stop();
  });
});

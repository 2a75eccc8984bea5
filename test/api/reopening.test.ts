import assert from 'node:assert/strict';
import { WorkflowNotFoundError } from '@temporalio/client';
import { record } from '../../src/register/trajectories/record.js';
import { workflowIdOf, workflowNames } from '../../src/trajectory/replayed/contract.js';
import { recordingOf } from '../register/databases.js';
import { Play } from '../support/play.js';
import { startPostgres, type PostgresServer } from '../support/postgres.js';
import { startQuickStack } from '../support/quickStack.js';
import { sharedPostgres } from '../support/shared.js';
import { eventually, startStack, type Answer, type Stack } from '../support/stack.js';
import { example, perform, refer, through, wholeWay } from '../support/walk.js';

const director = 'municipality:case-director';
const national = 'municipality:coordinator@';
const body = { ground: 'outcome-was-wrong', reason: 'It does not stand.' };

const act = (
  stack: Stack,
  id: string,
  name: string,
  input: unknown = example(name).body,
  headers = {},
  by = director,
) => stack.post(by, `/v1/trajectories/${id}/actions/${name}`, input, headers);
const reopen = (stack: Stack, id: string, headers: Record<string, string> = {}, more: object = {}, by = director) =>
  act(stack, id, 'reopen', { ...body, ...more }, headers, by);
const workflowOf = (stack: Stack, id: string) => stack.client.workflow.getHandle(workflowIdOf(id.split('.')[0]!));
const hasEnded = (stack: Stack, id: string) =>
  eventually(async () => (await workflowOf(stack, id).describe()).status.name === 'COMPLETED');
const timelineOf = async (stack: Stack, id: string) =>
  ((await stack.get(national, `/v1/trajectories/${id}/timeline`)).body['items'] ?? []) as {
    sequence: number;
    type: string;
    step: string | null;
    tells: string[];
  }[];

/** A trajectory that has ended, recorded and delivered. */
async function ended(stack: Stack, way = ['intake', 'admission', 'outcome-registration'], more: object = {}) {
  const id = await refer(stack, { ...more });
  for (const name of way) {
    if (name === 'withdraw' || name === 'add-v-number') assert.equal((await act(stack, id, name)).status, 200, name);
    else await through(stack, id, name);
  }
  await hasEnded(stack, id);
  return id;
}

const codes = (answers: Answer[]) => answers.map(({ status }) => status).toSorted();

describe('A reopened trajectory', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  it('is the same one: it is open at once for whoever reads it, goes on to an outcome, and its timeline has no gap', async () => {
    const id = await ended(stack, wholeWay);
    const { body: closed } = await stack.get(director, `/v1/trajectories/${id}`);
    const answer = await reopen(stack, id, {}, { with: ['legal-review'] });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const { body: now } = answer;
    assert.deepEqual([now['id'], now['status'], now['outcome'], now['closedAt']], [id, 'open', null, null]);
    assert.ok(now['version'] > closed['version']);
    assert.equal(now['openedAt'], closed['openedAt']);
    const { person, ownReference, ...read } = (await stack.get(director, `/v1/trajectories/${id}`)).body;
    assert.deepEqual(read, now);
    assert.deepEqual([person, ownReference], [closed['person'], null]);
    await through(stack, id, 'legal-review', 'outcome-registration');
    await hasEnded(stack, id);
    const { body: again } = await stack.get(director, `/v1/trajectories/${id}`);
    assert.deepEqual([again['status'], again['outcome']], ['closed', 'RETURNED_INDEPENDENT']);
    const events = await timelineOf(stack, id);
    assert.deepEqual(
      events.map(({ sequence }) => sequence),
      Array.from({ length: again['version'] }, (_event, i) => i + 1),
    );
    const ends = events.map(({ type }) => type).filter((type) => type.startsWith('trajectory-'));
    assert.deepEqual(ends, ['trajectory-opened', 'trajectory-closed', 'trajectory-reopened', 'trajectory-closed']);
  });

  it('tells the agencies of it and of what opened, each once', async () => {
    const id = await ended(stack);
    const { version: closed } = (await stack.get(director, `/v1/trajectories/${id}`)).body;
    const { version } = (await reopen(stack, id)).body;
    const events = await eventually(async () => {
      const items = await timelineOf(stack, id);
      return items.length === version && items.slice(closed);
    });
    const wanted = events.flatMap(({ sequence, tells }) => tells.map((agency) => `${sequence}-${agency}`));
    assert.deepEqual(events[0]?.tells, ['ngo', 'dtv']);
    assert.ok(wanted.length > 2, 'steps opened, and who is responsible is told');
    const told = await eventually(async () => {
      const items = (await stack.get(director, `/v1/notifications?trajectoryId=${id}&limit=200`)).body['items'] as {
        entry: number;
        agency: string;
        status: string;
      }[];
      return items.every(({ status }) => status === 'sent') && items;
    });
    const fresh = told.filter(({ entry }) => entry > closed).map(({ entry, agency }) => `${entry}-${agency}`);
    assert.deepEqual(fresh.toSorted(), wanted.toSorted());
  });

  it('is reopened once, and each answer is the same, when the request is sent twenty times at once under one key', async () => {
    const id = await ended(stack);
    const headers = { 'idempotency-key': `reopen-${id}` };
    const answers = await Promise.all(Array.from({ length: 20 }, () => reopen(stack, id, headers)));
    assert.deepEqual(
      [...new Set(answers.map(({ status }) => status))],
      [200],
      JSON.stringify(answers.map((a) => a.body)),
    );
    assert.equal(new Set(answers.map((answer) => answer.body['version'])).size, 1);
    assert.equal((await reopen(stack, id, headers, { reason: 'Another.' })).body['code'], 'idempotency-key-reused');
    await through(stack, id, 'outcome-registration');
    await hasEnded(stack, id);
    // Also when it has ended once more, a repeat opens nothing.
    assert.equal((await reopen(stack, id, headers)).status, 200);
    assert.equal((await reopen(stack, id, headers, { reason: 'Another.' })).status, 422);
    assert.equal((await stack.get(director, `/v1/trajectories/${id}`)).body['status'], 'closed');
    const times = (await timelineOf(stack, id)).filter(({ type }) => type === 'trajectory-reopened');
    assert.equal(times.length, 1);
  });

  it('is not closed once more by a repeat of the command that closed it before', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const headers = { 'idempotency-key': `outcome-${id}` };
    const first = await perform(stack, id, 'outcome-registration', { headers });
    assert.equal(first.status, 200);
    await hasEnded(stack, id);
    const { body: now } = await reopen(stack, id);
    const repeated = await perform(stack, id, 'outcome-registration', { headers });
    assert.deepEqual([repeated.status, repeated.body['status']], [200, 'open']);
    assert.equal((await stack.get(director, `/v1/trajectories/${id}`)).body['version'], now['version']);
  });

  it('by two caseworkers at once is reopened by one; the other is told that it is open', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await ended(stack, ['withdraw']);
      const answers = await Promise.all([
        reopen(stack, id),
        reopen(stack, id, {}, {}, 'municipality:coordinator'),
        reopen(stack, id, {}, { ground: 'other' }),
      ]);
      assert.deepEqual(codes(answers), [200, 409, 409]);
      for (const { status, body: refused } of answers) {
        if (status === 409) assert.match(refused['detail'], /This trajectory is open/);
      }
      await eventually(async () => (await timelineOf(stack, id)).at(-1)?.type === 'step-opened');
    }
  });

  it('while the person is referred anew: one of the two happens, the other is refused', async () => {
    const { by, body: referral } = example('referral');
    const winners = new Set<string>();
    for (let round = 0; round < 6; round += 1) {
      const vNumber = `27900500${10 + round}`;
      const id = await ended(stack, ['withdraw'], { vNumber });
      const later = async (ms: number, call: () => Promise<Answer>) => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        return call();
      };
      const [again, anew] = await Promise.all([
        later(round % 3 === 0 ? 8 : 0, () => reopen(stack, id)),
        later(round % 3 === 1 ? 8 : 0, () => stack.post(by, '/v1/trajectories', { ...(referral as object), vNumber })),
      ]);
      const what = JSON.stringify([again.body, anew.body]);
      assert.ok((again.status === 200) !== (anew.status === 201), what);
      assert.equal(
        again.status === 200 ? anew.body['code'] : again.body['code'],
        again.status === 200 ? 'trajectory-already-open' : 'conflict',
        what,
      );
      winners.add(again.status === 200 ? 'reopened' : 'referred');
    }
    assert.ok(winners.size > 0);
  });

  it('made on an older version is refused with 412; on the current one it is done', async () => {
    const id = await ended(stack, ['withdraw']);
    const stale = await reopen(stack, id, { 'if-match': '"2"' });
    assert.deepEqual([stale.status, stale.body['code']], [412, 'stale-version']);
    const { headers } = await stack.get(director, `/v1/trajectories/${id}`);
    assert.equal((await reopen(stack, id, { 'if-match': headers.get('etag')! })).status, 200);
  });

  it('is refused by the rules of the decider, and for who may not, as on an open one', async () => {
    const id = await ended(stack, ['intake', 'withdraw']);
    const wrong = await reopen(stack, id, {}, { with: ['legal-review'] });
    assert.deepEqual([wrong.status, wrong.body['errors'][0].pointer], [400, '/with/0']);
    assert.equal((await reopen(stack, id, {}, {}, 'ngo:legal')).status, 403);
    assert.equal((await reopen(stack, id, {}, {}, `${director}@groningen`)).status, 404);
    assert.equal((await reopen(stack, id, {}, {}, national)).status, 403);
    assert.equal((await stack.get(director, `/v1/trajectories/${id}`)).body['status'], 'closed');
    const open = await refer(stack);
    assert.deepEqual([(await reopen(stack, open)).status, (await reopen(stack, open)).body['code']], [409, 'conflict']);
    assert.equal((await reopen(stack, `${'0'.repeat(26)}.1`)).status, 404);
  });

  it('is refused when the person has a later episode, which is named to who may know of it and to nobody else', async () => {
    const { by, body: referral } = example('referral');
    for (const [municipality, isNamed] of [
      ['utrecht', true],
      ['groningen', false],
    ] as const) {
      const vNumber = isNamed ? '2790050101' : '2790050102';
      const id = await ended(stack, ['withdraw'], { vNumber });
      const second = await stack.post(`${by}@${municipality}`, '/v1/trajectories', {
        ...(referral as object),
        vNumber,
      });
      const later = second.body['id'] as string;
      assert.equal(later, id.replace(/1$/, '2'));
      await eventually(async () => (await timelineOf(stack, later)).length > 0);
      // While it is open and after it: the first one is no longer the person's last.
      for (const when of ['open', 'closed'] as const) {
        const refused = await reopen(stack, id);
        assert.deepEqual([refused.status, refused.body['code']], [409, 'conflict'], when);
        assert.equal(JSON.stringify(refused.body).includes(later), isNamed, when);
        assert.equal(refused.body['detail'].includes(`which is ${when}`), isNamed);
        if (when === 'closed') continue;
        await act(stack, later, 'withdraw', example('withdraw').body, {}, `${director}@${municipality}`);
        await hasEnded(stack, later);
      }
      assert.equal((await reopen(stack, later, {}, {}, `${director}@${municipality}`)).status, 200);
    }
  });

  it('is refused when the person has another open trajectory by the number that became known later', async () => {
    const vNumber = '2790050201';
    const id = await refer(stack);
    await act(stack, id, 'add-v-number', { vNumber, reason: 'Found in the register.' });
    const confirmed = { verdict: 'confirmed', vNumber, reason: 'Read from the letter.' };
    assert.equal((await perform(stack, id, 'v-number-check', { body: confirmed })).status, 200);
    await act(stack, id, 'withdraw');
    await hasEnded(stack, id);
    const other = await refer(stack, { vNumber });
    await eventually(async () => (await timelineOf(stack, other)).length > 0);
    const refused = await reopen(stack, id);
    assert.deepEqual([refused.status, refused.body['laterTrajectory']], [409, other]);
  });

  it('is possible when the engine has long forgotten it', async () => {
    const play = new Play('7'.repeat(26));
    for (const name of wholeWay) play.perform(name);
    await record(stack.register, recordingOf(play), 7);
    const { id } = play.state;
    await assert.rejects(workflowOf(stack, id).describe(), WorkflowNotFoundError);
    const answer = await reopen(stack, id);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    await through(stack, id, 'outcome-registration');
    await hasEnded(stack, id);
    const events = await timelineOf(stack, id);
    assert.deepEqual(
      events.map(({ sequence }) => sequence),
      events.map((_event, i) => i + 1),
    );
    assert.equal(events.at(-1)?.type, 'trajectory-closed');
  });

  it('waits for a record that is not complete: the closing, or all that came after an earlier reopening', async () => {
    const id = await ended(stack, ['withdraw']);
    const set = (status: string) =>
      stack.register.query({ text: `update trajectories set status = '${status}' where id = '${id}'` });
    await set('open');
    // Nobody takes it up, so it goes on recording.
    const closing = await stack.client.workflow.start(workflowNames.deliver, {
      workflowId: `deliver/${id}`,
      taskQueue: 'of-nobody',
      args: [{ notificationId: 'none' }],
    });
    const early = await reopen(stack, id);
    assert.deepEqual([early.status, early.body['code'], early.headers.get('retry-after')], [503, 'not-confirmed', '2']);
    await closing.terminate();
    const lost = await reopen(stack, id);
    assert.deepEqual([lost.status, lost.body['code']], [409, 'record-behind'], 'nothing records it any more');
    await set('closed');
    // A run that started by a command that the register has not: its events are on their way.
    await stack.client.workflow.execute(workflowNames.deliver, {
      workflowId: workflowIdOf(id.split('.')[0]!),
      taskQueue: stack.taskQueue,
      args: [{ notificationId: 'none' }],
      memo: { id, episode: 1, commandId: 'not-recorded-yet', bodyHash: 'hash' },
    });
    const behind = await reopen(stack, id);
    assert.deepEqual([behind.status, behind.body['code']], [503, 'not-confirmed']);
  });
});

describe('While the register is down, reopening', () => {
  let postgres: PostgresServer | null;
  let stack: Stack;
  before(async function () {
    if (!(await sharedPostgres())) this.skip();
    postgres = await startPostgres();
    stack = await startStack({ databaseUrl: await postgres!.createDatabase() });
  });
  after(async () => {
    await stack?.stop();
    await postgres?.stop();
  });

  it('is refused with 503 and changes nothing; sent again afterwards it is done', async function () {
    this.timeout(120_000);
    const id = await ended(stack, ['withdraw']);
    const headers = { 'idempotency-key': 'once' };
    await postgres!.halt();
    const refused = await reopen(stack, id, headers);
    assert.deepEqual([refused.status, refused.body['code']], [503, 'register-unavailable']);
    await postgres!.resume();
    const done = await eventually(async () => {
      const answer = await reopen(stack, id, headers);
      return answer.status === 200 && answer;
    });
    assert.equal(done.body['status'], 'open');
    // Down again: what is open goes on, and is read from its workflow.
    await eventually(async () => (await timelineOf(stack, id)).at(-1)?.type === 'step-opened');
    await postgres!.halt();
    await through(stack, id, 'intake');
    assert.equal((await reopen(stack, id, headers)).status, 200, 'a repeat is answered by the trajectory itself');
    await postgres!.resume();
    const { version } = (await stack.get(director, `/v1/trajectories/${id}`)).body;
    await eventually(async () => (await timelineOf(stack, id)).length === version, 45_000);
  });
});

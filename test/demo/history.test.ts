import assert from 'node:assert/strict';
import { playHistory } from '../../src/cli/demo.js';
import { packageRoot } from '../../src/cli/settings.js';
import { Engine } from '../../src/api/engine.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { readBatches } from '../../src/register/timeline.js';
import { verifyEvents } from '../../src/register/verifyEvents.js';
import { standardActions } from '../../src/steps/index.js';
import { personIn, workflowIdOf } from '../../src/trajectory/contract.js';
import { evolve } from '../../src/trajectory/evolve.js';
import { nextWakeAt, nothingYet } from '../../src/trajectory/state.js';
import { startQuickStack } from '../support/quickStack.js';
import type { Stack } from '../support/stack.js';

describe('The history of the demo, on the real parts', () => {
  let stack: Stack;
  let open: { id: string; municipality: string; version: number }[];
  const history = () =>
    playHistory({
      configuration: readConfiguration(`${packageRoot}/config/bestendig.yaml`, stack.env),
      register: stack.register,
      client: stack.client,
      taskQueue: stack.taskQueue,
      commandsPerRun: 500,
      people: 12,
      say: () => {},
    });
  before(async function () {
    this.timeout(90_000);
    stack = await startQuickStack();
    assert.ok((await history()) >= 10);
    const { body } = await stack.get('municipality:coordinator@', '/v1/trajectories?status=open&limit=100');
    open = body['items'];
  });
  after(() => stack.stop());

  it('has workflows and a register that agree, and a chain that verifies', async () => {
    assert.ok(open.length >= 3, `${open.length} are open`);
    const engine = new Engine(stack.client, stack.taskQueue);
    for (const { id } of open) {
      const reading = await engine.read(personIn(id));
      const recorded = (await readBatches(stack.register, id)).reduce(evolve, nothingYet);
      assert.deepEqual(reading?.state, recorded);
    }
    const faults: unknown[] = [];
    await verifyEvents(stack.register, { onFault: (fault) => faults.push(fault) });
    assert.deepEqual(faults, []);
  });

  it('can be gone on with at once: an open trajectory takes its next command, and it is recorded', async () => {
    const { id, municipality, version } = open[0]!;
    const { example } = standardActions.find(({ name }) => name === 'add-contact')!;
    const body = { ...(example as object), on: new Date().toISOString().slice(0, 10) };
    const by = `municipality:case-director@${municipality}`;
    const answer = await stack.post(by, `/v1/trajectories/${id}/actions/add-contact`, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.ok(answer.body['version'] > version);
  });

  it('has its timers ahead: the workflow sleeps until the next moment of its state', async () => {
    const engine = new Engine(stack.client, stack.taskQueue);
    for (const { id } of open) {
      const wake = nextWakeAt((await engine.read(personIn(id)))!.state);
      if (wake === null) continue;
      const { events = [] } = await stack.client.workflow.getHandle(workflowIdOf(personIn(id))).fetchHistory();
      const timers = (events ?? []).flatMap((event) => {
        const lasts = event.timerStartedEventAttributes?.startToFireTimeout;
        return lasts && event.eventTime ? [(Number(event.eventTime.seconds) + Number(lasts.seconds)) * 1_000] : [];
      });
      const nearest = Math.min(...timers.map((at) => Math.abs(at - Date.parse(wake))));
      assert.ok(
        nearest < 5_000,
        `${id} wakes ${wake}; its timers ring ${timers.map((at) => new Date(at).toISOString()).join()}`,
      );
    }
  });

  it('has messages of the past that stand as sent or failed, and none that is still to be sent', async () => {
    const rows = await stack.register.query<{ status: string; count: number }>({
      name: 'demo-messages',
      text: "select status, count(*)::integer as count from notifications where created_at < now() - interval '1 day' group by status",
    });
    const counts = Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    assert.ok(counts['sent']! > 50 && counts['failed']! > 0 && counts['pending'] === undefined, JSON.stringify(counts));
  });

  it('is there once: a second demo adds nothing', async () => {
    assert.equal(await history(), 0);
  });
});

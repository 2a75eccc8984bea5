import assert from 'node:assert/strict';
import { Engine } from '../../../src/api/engine/engine.js';
import { playHistory, type HistoryOptions } from '../../../src/cli/demoHistory.js';
import { readConfiguration, type Configuration } from '../../../src/programmes/configuration.js';
import { openStates } from '../../../src/register/trajectories/openStates.js';
import { findTrajectory } from '../../../src/register/trajectories/trajectories.js';
import { verifyRegister } from '../../../src/register/integrity/verifyRegister.js';
import { lvv, standardSteps } from '../../../src/lvv/index.js';
import { workflowIdOf } from '../../../src/trajectory/replayed/contract.js';
import { nextWakeAt, type TrajectoryState } from '../../../src/trajectory/replayed/state.js';
import { startQuickStack } from '../../support/quickStack.js';
import { eventually, type Stack } from '../../support/stack.js';

const people = 4;
const director = 'municipality:case-director';

describe('The history of the demo', () => {
  let stack: Stack;
  let configuration: Configuration;
  let options: HistoryOptions;
  let states: TrajectoryState[];
  before(async function () {
    this.timeout(120_000);
    stack = await startQuickStack();
    configuration = readConfiguration(stack.env['BESTENDIG_CONFIG']!, stack.env, lvv);
    options = {
      programmes: configuration.programmes,
      directory: configuration.directory,
      register: stack.register,
      engine: new Engine(stack.client, stack.taskQueue),
      commandsPerRun: 500,
      people,
      say: () => {},
    };
    assert.equal(await playHistory(options), people * configuration.municipalities.length);
    states = [];
    for await (const state of openStates(stack.register)) states.push(state);
  });
  after(() => stack?.stop());

  it('is in the register with figures and messages, and all of it verifies', async () => {
    const onFault = (fault: object) => assert.fail(JSON.stringify(fault));
    const faulty = { onFault, onAccessFault: onFault, onDeedFault: onFault };
    const { events: verified, rows } = await verifyRegister(stack.register, { hasKeys: true, ...faulty });
    assert.equal(rows?.trajectories, verified.trajectories);
    assert.equal(verified.trajectories, people * configuration.municipalities.length);
    const list = await stack.get('municipality:coordinator@', '/v1/trajectories?limit=200');
    assert.equal(list.body['items'].length, people * configuration.municipalities.length);
    const [messages] = await stack.register.query<{ sent: number; early: number }>({
      text: `select count(*) filter (where status = 'sent')::integer as sent,
        count(*) filter (where sent_at < now() - interval '30 days')::integer as early from notifications`,
    });
    assert.ok(messages!.sent > 50 && messages!.early > 50, 'what was told long ago was sent long ago');
  });

  it('goes on: each open trajectory is a workflow with the state of its record, and a timer to its next moment', async () => {
    assert.ok(states.length >= 3, `${states.length} are open`);
    for (const state of states) {
      const handle = stack.client.workflow.getHandle(workflowIdOf(state.personRef));
      const reading = await eventually(() => options.engine.read(state.personRef));
      assert.deepEqual(reading.state, state);
      const wakeAt = nextWakeAt(state);
      if (wakeAt === null) continue;
      const { events } = await handle.fetchHistory();
      const timer = events?.find(({ timerStartedEventAttributes }) => timerStartedEventAttributes);
      const seconds = Number(timer?.timerStartedEventAttributes?.startToFireTimeout?.seconds ?? 0);
      const rings = Number(timer?.eventTime?.seconds ?? 0) + seconds;
      assert.ok(Math.abs(rings - Date.parse(wakeAt) / 1000) < 15, `${state.id} rings at ${rings}, not ${wakeAt}`);
    }
  });

  it('takes the next step of a caseworker at once, and records it after what went before', async () => {
    const state = states.find(({ openSteps }) => openSteps.some(({ step }) => step === 'periodic-review'))!;
    const { example } = standardSteps.find(({ name }) => name === 'periodic-review')!;
    const as = `${director}@${state.municipality}`;
    const answer = await stack.post(as, `/v1/trajectories/${state.id}/steps/periodic-review`, example);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.ok(answer.body['version'] > state.version);
    await eventually(async () => (await findTrajectory(stack.register, state.id))?.version === answer.body['version']);
    const onFault = (fault: object) => assert.fail(JSON.stringify(fault));
    await verifyRegister(stack.register, { hasKeys: true, onFault, onAccessFault: onFault, onDeedFault: onFault });
  });

  it('is played once: again it adds nothing, also when an open trajectory had not been started', async () => {
    const [state] = states;
    const workflowExecution = { workflowId: workflowIdOf(state!.personRef) };
    await stack.client.workflowService.deleteWorkflowExecution({ namespace: 'default', workflowExecution });
    await eventually(async () => (await options.engine.read(state!.personRef)) === null, 30_000);
    assert.equal(await playHistory(options), 0);
    const reading = await eventually(() => options.engine.read(state!.personRef));
    assert.equal(reading.state.id, state!.id);
    const list = await stack.get('municipality:coordinator@', '/v1/trajectories?limit=200');
    assert.equal(list.body['items'].length, people * configuration.municipalities.length);
  });
});

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { packageRoot } from '../../src/cli/settings.js';
import { standardSteps } from '../../src/lvv/index.js';
import { signalNames, workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { seconds } from '../../src/trajectory/terms/deadlines.js';
import { recovered } from '../recovery/recovering.js';
import { keepKeys } from '../support/goldenKeys.js';
import { stopSharedParts } from '../support/shared.js';
import { eventually, startStack, type Stack, type StackOptions } from '../support/stack.js';
import { example, inDays, perform, refer, through, wholeWay } from '../support/walk.js';
import '../support/hooks.js';

/**
 * Records the golden histories that are not there yet: `npm run golden`, or `npm run golden name …` for those that are named.
 * A history that has been recorded is the past of some open trajectory, so it is kept for good (README.md): a kernel that
 * cannot replay it needs a patch, and no new recording. Add a scenario when the kernel learns something.
 */

interface Scenario {
  options?: () => StackOptions | Promise<StackOptions>;
  /** Leads a trajectory to where its history is worth keeping. */
  play(stack: Stack): Promise<string>;
  /** Also the history of the run before the last. */
  earlierRun?: true;
}

const again = { ...(example('legal-review').body as object), reviewAgainOn: inDays(90) };
const closed = (stack: Stack, id: string) =>
  eventually(async () => (await handleOf(stack, id).describe()).status.name === 'COMPLETED', 300_000);
const settled = () => new Promise((resolve) => setTimeout(resolve, 1_500));

const scenarios: Record<string, Scenario> = {
  'straight-through': {
    async play(stack) {
      const id = await refer(stack);
      await through(stack, id, ...wholeWay);
      await closed(stack, id);
      return id;
    },
  },
  'repeated-steps': {
    async play(stack) {
      const id = await refer(stack);
      await through(stack, id, 'intake', 'admission');
      for (let round = 0; round < 3; round += 1) await perform(stack, id, 'legal-review', { body: again });
      const session = { ...(example('return-counselling').body as object), nextSessionOn: inDays(45) };
      for (let round = 0; round < 2; round += 1) await perform(stack, id, 'return-counselling', { body: session });
      await settled();
      return id;
    },
  },
  'at-once': {
    async play(stack) {
      const id = await refer(stack);
      await Promise.all(Array.from({ length: 5 }, () => perform(stack, id, 'intake')));
      await through(stack, id, 'admission');
      await Promise.all([perform(stack, id, 'legal-review'), perform(stack, id, 'return-counselling')]);
      await through(stack, id, 'outcome-registration');
      await closed(stack, id);
      return id;
    },
  },
  refused: {
    async play(stack) {
      const id = await refer(stack);
      await through(stack, id, 'intake', 'admission');
      const wrong = { ...(example('outcome-registration').body as object), evidenceKind: 'ind-decision' };
      await perform(stack, id, 'outcome-registration', { body: wrong });
      await through(stack, id, 'outcome-registration');
      await closed(stack, id);
      return id;
    },
  },
  recovered: {
    async play(stack) {
      const id = await refer(stack);
      await through(stack, id, 'intake');
      await settled();
      await stack.register.query({
        text: `update notifications set status = 'pending', sent_at = null where channel = 'mail'`,
      });
      await handleOf(stack, id).terminate('lost');
      await recovered(stack);
      await through(stack, id, 'admission');
      await settled();
      return id;
    },
  },
  'continue-as-new': {
    options: () => ({ env: { BESTENDIG_COMMANDS_PER_RUN: '3' } }),
    earlierRun: true,
    async play(stack) {
      const id = await refer(stack);
      await through(stack, id, 'intake', 'admission');
      for (let round = 0; round < 2; round += 1) await perform(stack, id, 'legal-review', { body: again });
      await settled();
      await through(stack, id, 'return-counselling');
      await settled();
      return id;
    },
  },
  'waiting-with-a-deadline': {
    options: () => ({
      steps: standardSteps.map((step) =>
        step.name === 'intake'
          ? { ...step, terms: { target: seconds(1), fatal: seconds(2), remind: [seconds(1)], escalate: seconds(3) } }
          : step,
      ),
    }),
    async play(stack) {
      const id = await refer(stack);
      await settled();
      await handleOf(stack, id).signal(signalNames.refresh);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      await through(stack, id, 'intake');
      await settled();
      return id;
    },
  },
  // Search attributes of commands in quick succession share an upsert, by a timer and before the end.
  'at-pace': {
    async play(stack) {
      const id = await refer(stack);
      await through(stack, id, 'intake', 'admission');
      await new Promise((resolve) => setTimeout(resolve, 6_000));
      await through(stack, id, 'legal-review', 'return-counselling', 'outcome-registration');
      await closed(stack, id);
      return id;
    },
  },
  // The clock stops and runs again, and the trajectory moves to another municipality, where it ends by two people.
  transferred: {
    async play(stack) {
      const id = await refer(stack);
      await through(stack, id, 'intake', 'admission');
      for (const name of ['suspend', 'extend-term', 'resume', 'offer-transfer']) await act(stack, id, name);
      await act(stack, id, 'accept-transfer', 'groningen');
      await act(stack, id, 'withdraw', 'groningen', { saidOn: inDays(0) });
      const check = { by: `${example('outcome-check').by}@groningen` };
      assert.equal((await perform(stack, id, 'outcome-check', check)).status, 200);
      await closed(stack, id);
      return id;
    },
  },
  // What the API decided is taken, also of two that come at once: the kernel decides nothing itself.
  proposed: {
    async play(stack) {
      const id = await refer(stack);
      await through(stack, id, 'intake', 'admission');
      const [reviewed] = await Promise.all([perform(stack, id, 'legal-review'), act(stack, id, 'add-contact')]);
      assert.equal(reviewed.status, 200);
      await through(stack, id, 'return-counselling');
      await settled();
      return id;
    },
  },
  // The run that a reopening starts: with a state, and with events that are not recorded yet.
  reopened: {
    async play(stack) {
      const id = await refer(stack);
      await through(stack, id, ...wholeWay);
      await closed(stack, id);
      await act(stack, id, 'reopen', 'utrecht', { with: ['legal-review'] });
      await through(stack, id, 'legal-review', 'outcome-registration');
      await closed(stack, id);
      return id;
    },
  },
  // A refusal, and every step at a time of its own.
  encrypted: {
    async play(stack) {
      const id = await refer(stack);
      await through(stack, id, 'intake', 'admission');
      const wrong = { ...(example('outcome-registration').body as object), evidenceKind: 'ind-decision' };
      await perform(stack, id, 'outcome-registration', { body: wrong });
      await through(stack, id, 'legal-review', 'return-counselling', 'outcome-registration');
      await closed(stack, id);
      return id;
    },
  },
  'slow-agency-at-the-end': {
    options: async () => ({ env: { BESTENDIG_WEBHOOK_BASE: await hanging() } }),
    async play(stack) {
      const id = await refer(stack);
      await through(stack, id, ...wholeWay);
      await closed(stack, id);
      return id;
    },
  },
  'continue-as-new-with-a-slow-agency': {
    options: async () => ({ env: { BESTENDIG_WEBHOOK_BASE: await hanging(), BESTENDIG_COMMANDS_PER_RUN: '2' } }),
    earlierRun: true,
    async play(stack) {
      const id = await refer(stack);
      const { runId: first } = await handleOf(stack, id).describe();
      await through(stack, id, 'intake', 'admission');
      for (let round = 0; round < 2; round += 1) await perform(stack, id, 'legal-review', { body: again });
      await eventually(async () => (await handleOf(stack, id).describe()).runId !== first, 100_000);
      await settled();
      return id;
    },
  },
};

/** Performs an action with its example; it must be accepted, for what is refused leaves no history. */
async function act(stack: Stack, id: string, name: string, municipality = 'utrecht', more: object = {}): Promise<void> {
  const { by, body } = example(name);
  const input = { ...(body as object), ...more };
  const answer = await stack.post(`${by}@${municipality}`, `/v1/trajectories/${id}/actions/${name}`, input);
  assert.equal(answer.status, 200, `${name}: ${JSON.stringify(answer.body)}`);
}

function handleOf(stack: Stack, id: string, runId?: string) {
  return stack.client.workflow.getHandle(workflowIdOf(id.split('.')[0]!), runId);
}

/** The address of a receiver that never answers. */
async function hanging(): Promise<string> {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
}

async function record(name: string, { options, play, earlierRun }: Scenario): Promise<void> {
  const stack = await startStack((await options?.()) ?? {});
  try {
    const id = await play(stack);
    const history = await handleOf(stack, id).fetchHistory();
    await write(name, history);
    await keepKeys(name, stack.privacy, id.split('.')[0]!);
    const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
    const before = started?.continuedExecutionRunId;
    if (earlierRun && !before) throw new Error(`${name} did not continue as new`);
    if (earlierRun) await write(`${name}.first-run`, await handleOf(stack, id, before!).fetchHistory());
  } finally {
    await stack.stop();
  }
}

function pathOf(name: string): string {
  return join(packageRoot, 'test', 'histories', `${name}.json`);
}

async function write(name: string, history: Parameters<typeof historyToJSON>[0]): Promise<void> {
  await writeFile(pathOf(name), `${historyToJSON(history)}\n`);
  process.stdout.write(`${name}: ${history.events?.length} events\n`);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in scenarios));
if (unknown.length > 0) {
  process.stderr.write(`There is no scenario ${unknown.join(', ')}; there are ${Object.keys(scenarios).join(', ')}.\n`);
  process.exit(1);
}
for (const [name, scenario] of Object.entries(scenarios)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (existsSync(pathOf(name))) process.stdout.write(`${name}: kept\n`);
  else await record(name, scenario);
}
await stopSharedParts();
process.exit(0);

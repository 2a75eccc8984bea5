import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPrivacy } from '../../src/cli/privacy.js';
import { readSettings } from '../../src/cli/settings.js';
import { payloadCodec } from '../../src/privacy/payloadCodec.js';
import { workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { assertEncrypted } from '../support/payloads.js';
import { runProgram } from '../support/process.js';
import { startQuickStack } from '../support/quickStack.js';
import type { Stack } from '../support/stack.js';
import { perform, refer, through, wholeWay } from '../support/walk.js';

describe('The master key', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const keys = async (...args: string[]) => {
    const { code, output } = await runProgram(['keys', ...args], stack.env);
    assert.equal(code, 0, output);
    return output.trim();
  };

  it('is replaced while trajectories run and steps are performed; the old one is then not needed by anyone', async function () {
    this.timeout(120_000);
    const file = join(stack.env['BESTENDIG_DATA']!, 'keys', 'masters');
    const early = await refer(stack);
    await through(stack, early, 'intake');

    let going = true;
    const done: string[] = [];
    const people = [1, 2, 3].map(async () => {
      while (going) {
        const id = await refer(stack);
        await through(stack, id, ...wholeWay);
        done.push(id);
      }
    });
    const [old, fresh] = [(await readFile(file, 'utf8')).trim(), await keys('new-master')];
    const freshId = fresh.split(':')[0]!;
    await writeFile(file, `${fresh}\n${old}\n`);
    assert.match(await keys('rotate', '--dry-run'), /would be wrapped anew/);
    assert.match(await keys('list'), /local wraps \d+/);
    await keys('rotate');
    // Within ten seconds the processes have seen that there is a new one; what was made before that, the next run finds.
    await new Promise((resolve) => setTimeout(resolve, 10_500));
    await keys('rotate');
    const listed = await keys('list');
    assert.match(listed, new RegExp(`The current master key is ${freshId}`));
    assert.doesNotMatch(listed, /local wraps|Still needed/);
    assert.ok(!listed.includes(fresh.split(':')[1]!));
    await writeFile(file, `${fresh}\n`);
    stack.privacy.keys.forget();
    await stack.stopWorker();
    await stack.startWorker();
    going = false;
    await Promise.all(people);
    assert.ok(done.length >= 3, `${done.length} went the whole way meanwhile`);

    const afterwards = openPrivacy(readSettings(stack.env));
    for (const id of [early, done[0]!, done.at(-1)!]) {
      const workflowId = workflowIdOf(id.split('.')[0]!);
      const { events } = await stack.client.workflow.getHandle(workflowId).fetchHistory();
      const payloads = assertEncrypted(events, workflowId).map(({ payload }) => payload);
      assert.equal((await payloadCodec(afterwards.keys).decode(payloads)).length, payloads.length);
    }
    await afterwards.close();
    assert.equal((await perform(stack, early, 'admission')).status, 200);
  });
});

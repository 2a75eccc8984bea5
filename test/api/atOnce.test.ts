import assert from 'node:assert/strict';
import { give, summaryOf } from '../support/crowd.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example } from '../support/walk.js';

const clients = 24;

describe('More commands at the same time than a process takes', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack({ env: { BESTENDIG_COMMANDS_IN_FLIGHT: '8' } })));
  after(() => stack.stop());

  it('are told at once to come back, with Retry-After, and then each is done once; reading goes on meanwhile', async () => {
    const token = await stack.token('municipality:case-director');
    const reading = async () => {
      const read = await stack.get('municipality:coordinator@', '/v1/trajectories');
      assert.equal(read.status, 200);
    };
    const all = Array.from({ length: clients }, (_one, i) =>
      give(
        {
          url: stack.url,
          token,
          path: '/v1/trajectories',
          body: { ...(example('referral').body as object), vNumber: String(2790200000 + i * 11) },
          key: `at-once-${i}`,
        },
        60_000,
      ),
    );
    const [served] = await Promise.all([Promise.all(all), reading()]);
    const { line, codes, tries } = summaryOf(served);
    assert.ok(
      served.every(({ status }) => status === 201),
      line,
    );
    assert.ok((codes['too-busy'] ?? 0) >= clients - 12, line);
    assert.ok(tries <= clients * 6, line);
    const ids = new Set(served.map(({ body }) => String(body['id'])));
    assert.equal(ids.size, clients);
    await eventually(async () => {
      const { body } = await stack.get('municipality:coordinator@', '/v1/trajectories?limit=200');
      return (body['items'] as { id: string }[]).filter(({ id }) => ids.has(id)).length === clients;
    });
    const { body } = await stack.get('municipality:coordinator@', '/v1/trajectories?limit=200');
    assert.equal((body['items'] as unknown[]).length, clients, 'one was done twice');
  });

  it('stand in the access log, each time that they were sent away, and nothing was asked for them', async () => {
    const { body } = await stack.get('municipality:auditor@', '/v1/access-log?limit=200&outcome=failed');
    const busy = (body['items'] as { problem: string; name: string; subjects: unknown[] }[]).filter(
      ({ problem }) => problem === 'too-busy',
    );
    assert.ok(busy.length > 0);
    assert.ok(busy.every(({ name, subjects }) => name === 'refer' && subjects.length === 0));
  });
});

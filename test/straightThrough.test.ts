import assert from 'node:assert/strict';
import { sharedPostgres } from './support/shared.js';
import { eventually, startStack, type Stack } from './support/stack.js';
import { refer, through, wholeWay } from './support/walk.js';

for (const kind of ['PGlite', 'PostgreSQL'] as const) {
  describe(`A trajectory, end to end, with its register in ${kind}`, () => {
    let stack: Stack;

    before(async function () {
      const postgres = kind === 'PostgreSQL' ? await sharedPostgres() : undefined;
      if (postgres === null) return this.skip();
      stack = await startStack(postgres ? { databaseUrl: await postgres.createDatabase() } : {});
    });
    after(() => stack?.stop());

    it('is led to an outcome by the examples of the catalogue, and state, list and timeline agree', async () => {
      const id = await refer(stack);
      const last = await through(stack, id, ...wholeWay);
      assert.equal(last['status'], 'closed');
      assert.equal(last['outcome'], 'RETURNED_INDEPENDENT');
      assert.deepEqual(last['openSteps'], []);

      const director = 'municipality:case-director';
      const { body: timeline } = await eventually(async () => {
        const answer = await stack.get(director, `/v1/trajectories/${id}/timeline`);
        return answer.body['items']?.length === last['version'] && answer;
      });
      const items = timeline['items'] as { sequence: number; type: string; step: string }[];
      assert.deepEqual(
        items.map(({ sequence }) => sequence),
        items.map((_item, i) => i + 1),
      );
      const completed = items.filter(({ type }) => type === 'step-completed').map(({ step }) => step);
      assert.deepEqual(completed, wholeWay);
      assert.equal(items.at(-1)?.type, 'trajectory-closed');

      const { body: list } = await stack.get(director, '/v1/trajectories?status=closed');
      const listed = list['items'].find((item: { id: string }) => item.id === id);
      const { source: _source, ...state } = (await stack.get(director, `/v1/trajectories/${id}`)).body;
      // A list says of the person only what tells one from another.
      assert.deepEqual(state['person'], { languages: ['ti'], interpreterNeeded: true });
      assert.deepEqual(listed, { ...state, person: {}, figures: { admission: 'admitted' } });
    });

    it('tells each responsible agency by mail or signed webhook, once, and says nothing of who it is', async () => {
      const id = await refer(stack, { vNumber: '27 1234 5678' });
      await through(stack, id, ...wholeWay);
      const director = 'municipality:case-director';
      const { body } = await eventually(async () => {
        const answer = await stack.get(director, `/v1/notifications?trajectoryId=${id}`);
        const items = answer.body['items'] as { status: string }[];
        return items.length === 11 && items.every(({ status }) => status === 'sent') && answer;
      });
      const sent = body['items'] as { id: string; channel: string; agency: string }[];
      const mails = stack.mail.items().filter(({ messageId }) => messageId.startsWith(id));
      const hooks = stack.webhooks.items().filter(({ webhookId }) => webhookId.startsWith(id));
      const arrived = [
        ...mails.map(({ messageId }) => messageId.split('@')[0]),
        ...hooks.map(({ webhookId }) => webhookId),
      ];
      assert.deepEqual(arrived.toSorted(), sent.map((message) => message.id).toSorted());
      assert.ok(hooks.every(({ verified }) => verified));
      assert.ok(!JSON.stringify([mails, hooks]).replaceAll(/[ .-]/g, '').includes('2712345678'));
      assert.deepEqual(new Set(sent.map(({ agency }) => agency)), new Set(['municipality', 'ngo', 'dtv', 'ind']));
    });
  });
}

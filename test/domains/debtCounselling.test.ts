import assert from 'node:assert/strict';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';
import { eventually, startStack, type Answer, type Stack } from '../support/stack.js';
import { wordsOfTheLvv } from '../support/lvvWords.js';
import { debtCounselling } from './debtCounselling/index.js';

const director = 'municipality:case-director@zwolle';
const adviser = 'creditBank:adviser@zwolle';
const clerk = 'court:clerk@zwolle';

describe('Another domain than the LVV, on the same engine', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack({
      domain: debtCounselling,
      config: join(packageRoot, 'test', 'domains', 'debtCounselling', 'bestendig.yaml'),
    });
  });
  after(() => stack.stop());

  const begin = async (clientNumber: string): Promise<string> => {
    const { status, body } = await stack.post(director, '/v1/trajectories', { clientNumber, note: 'At the desk.' });
    assert.equal(status, 201, JSON.stringify(body));
    return body['id'] as string;
  };
  const does = async (
    who: string,
    id: string,
    kind: 'steps' | 'actions',
    name: string,
    input: object,
  ): Promise<Answer> => stack.post(who, `/v1/trajectories/${id}/${kind}/${name}`, { note: 'As agreed.', ...input });
  const done = async (...command: Parameters<typeof does>): Promise<Answer['body']> => {
    const { status, body } = await does(...command);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const openIn = ({ openSteps }: Answer['body']) => (openSteps as { step: string }[]).map(({ step }) => step);

  it('goes from referral to outcome, with its own agencies, roles, steps and rules', async () => {
    const id = await begin('1111 2222');
    assert.deepEqual(openIn(await done(director, id, 'steps', 'application', { creditors: 7 })), ['budget-plan']);
    // The programme of this municipality settles it, under a name that the engine does not know.
    const tooLong = await does(adviser, id, 'steps', 'budget-plan', { months: 36 });
    assert.equal(tooLong.status, 409, JSON.stringify(tooLong.body));
    await done(adviser, id, 'steps', 'budget-plan', { months: 18 });
    const refused = await done(adviser, id, 'steps', 'settlement', { agreed: false });
    assert.deepEqual(openIn(refused), ['conclusion']);
    assert.equal((await does(director, id, 'steps', 'conclusion', { outcome: 'DEBTS_SETTLED' })).status, 409);
    assert.equal((await does(adviser, id, 'actions', 'force-settlement', {})).status, 403);
    await done(clerk, id, 'actions', 'force-settlement', {});
    const closed = await done(director, id, 'steps', 'conclusion', { outcome: 'DEBTS_SETTLED' });
    assert.deepEqual([closed['status'], closed['outcome']], ['closed', 'DEBTS_SETTLED']);

    const timeline = await eventually(async () => {
      const { body } = await stack.get(director, `/v1/trajectories/${id}/timeline`);
      return body['items']?.length === closed['version'] && body;
    });
    const types = (timeline['items'] as { type: string; step: string | null }[]).map(
      ({ type, step }) => `${type} ${step}`,
    );
    assert.ok(types.includes('force-settlement null'), types.join(', '));
    const { body: list } = await stack.get(adviser, '/v1/trajectories?status=closed');
    assert.ok((list['items'] as { id: string }[]).some((item) => item.id === id));
  });

  it('tells its agencies by their own channels, under its own name, and finds a person by its own number', async () => {
    const id = await begin('3333 4444');
    await done(director, id, 'steps', 'application', { creditors: 2 });
    const hooks = await eventually(() => {
      const own = stack.webhooks.items().filter(({ webhookId }) => webhookId.startsWith(id));
      return own.length > 0 && own;
    });
    assert.ok(hooks.every(({ verified, body }) => verified && JSON.stringify(body).includes('nl.debts.trajectory.')));
    const { body: work } = await stack.get(adviser, '/v1/tasks');
    assert.ok((work['items'] as { trajectoryId: string }[]).some(({ trajectoryId }) => trajectoryId === id));
    const found = await stack.post(director, '/v1/searches', { clientNumber: '33334444' });
    assert.deepEqual(
      (found.body['items'] as { id: string }[]).map((item) => item.id),
      [id],
    );
    assert.equal((await stack.post(director, '/v1/searches', { vNumber: '2790046133' })).status, 400);
    assert.equal(
      (await stack.post(director, '/v1/trajectories', { clientNumber: '33334444', note: 'Again.' })).status,
      409,
    );
    // Who has no part in it knows nothing of it, and an agency of another domain is none here.
    assert.equal((await stack.get(clerk, `/v1/trajectories/${id}`)).status, 404);
    assert.equal((await stack.get(director, '/v1/tasks?responsible=ngo')).status, 400);
  });

  it('has a catalogue, an OpenAPI document and a register of processing without a word of the LVV', async () => {
    const paths = ['/v1/steps', '/v1/actions', '/v1/programmes', '/v1/who-sees-what', '/v1/processing-register'];
    for (const path of paths) {
      const { status, body } = await stack.get(director, path);
      assert.equal(status, 200);
      assert.deepEqual(wordsOfTheLvv(JSON.stringify(body)), [], path);
    }
    const document = await (await fetch(`${stack.url}/v1/openapi.json`)).text();
    assert.deepEqual(wordsOfTheLvv(document), []);
    assert.match(document, /"enum":\["municipality","creditBank","court"\]/);
    assert.match(document, /budget-plan/);
    // The control: such words are seen where they are.
    assert.deepEqual(wordsOfTheLvv('Send it to DT&V after the case-conference.'), ['DT&V', 'case-conference']);
  });
});

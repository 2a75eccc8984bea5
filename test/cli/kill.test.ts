import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestToken } from '../../src/dev/requestToken.js';
import { freePort } from '../../src/temporal/freePort.js';
import { Program, runProgram } from '../support/process.js';
import { eventually } from '../support/stack.js';
import { isThorough } from '../support/thorough.js';
import { example, wholeWay } from '../support/walk.js';

describe('npm start', () => {
  let folder: string;
  let url: string;
  let env: Record<string, string>;
  let program: Program | undefined;
  const tokens = new Map<string, Promise<string>>();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bestendig-start-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    env = { PORT: String(port), BESTENDIG_DATA: folder };
  });
  after(async () => {
    await program?.killGroup();
    await rm(folder, { recursive: true, force: true });
  });

  afterEach(function () {
    // What the program said is the first thing that one wants to know.
    if (this.currentTest?.state === 'failed') console.log(program?.child.exitCode, program?.output);
  });

  const start = async () => {
    program = new Program(['start'], env);
    await program.prints(`Bestendig is ready: ${url}`);
  };
  const call = async (as: string, path: string, body?: unknown) => {
    if (!tokens.has(as)) {
      const [agency = '', role = ''] = as.split(':');
      tokens.set(as, requestToken({ issuer: `${url}/dev/identity`, municipality: 'utrecht', agency, roles: [role] }));
    }
    const response = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${await tokens.get(as)}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, any> };
  };
  const arrived = async () => {
    const [mail, webhooks] = await Promise.all(
      ['mail', 'webhooks'].map(async (kind) => (await (await fetch(`${url}/dev/${kind}`)).json()) as { items: any[] }),
    );
    return [
      ...mail!.items.map(({ messageId }) => (messageId as string).split('@')[0]),
      ...webhooks!.items.map(({ webhookId }) => webhookId as string),
    ];
  };

  it('goes on where it was killed, again and again: each accepted step once and in order, each message arrives', async function () {
    this.timeout(180_000);
    await start();
    const director = 'municipality:case-director';
    const referral = example('referral');
    const { body: first } = await call(referral.by, '/v1/trajectories', referral.body);
    const id = first['id'] as string;
    for (const step of wholeWay) {
      const { by, body } = example(step);
      const answer = await call(by, `/v1/trajectories/${id}/steps/${step}`, body);
      assert.equal(answer.status, 200, `${step}: ${JSON.stringify(answer.body)}`);
      // At the very moment of the answer: before its message is sent, and mostly before it is recorded.
      if (isThorough || step === 'admission' || step === wholeWay.at(-1)) {
        await program!.killGroup();
        await start();
      }
    }
    const items = await eventually(async () => {
      const { body } = await call(director, `/v1/trajectories/${id}/timeline`);
      const events = (body['items'] ?? []) as { sequence: number; type: string; step: string }[];
      return events.at(-1)?.type === 'trajectory-closed' && events;
    }, 30_000);
    assert.deepEqual(
      items.map(({ sequence }) => sequence),
      items.map((_item, i) => i + 1),
    );
    const completed = items.filter(({ type }) => type === 'step-completed').map(({ step }) => step);
    assert.deepEqual(completed, wholeWay);
    const messages = await eventually(async () => {
      const { body } = await call(director, `/v1/notifications?trajectoryId=${id}`);
      const all = (body['items'] ?? []) as { id: string; status: string }[];
      return all.length === 11 && all.every(({ status }) => status === 'sent') && all;
    }, 30_000);
    const got = new Set(await arrived());
    for (const message of messages) assert.ok(got.has(message.id), `${message.id} has arrived`);
  });

  it('has a trajectory that was reopened, though it was killed at the answer: open, recorded once, each message sent', async function () {
    if (!isThorough) return this.skip();
    this.timeout(120_000);
    const director = 'municipality:case-director';
    const act = (id: string, name: string) =>
      call(director, `/v1/trajectories/${id}/actions/${name}`, example(name).body);
    const referral = example('referral');
    const { body: first } = await call(referral.by, '/v1/trajectories', referral.body);
    const id = first['id'] as string;
    assert.equal((await act(id, 'withdraw')).status, 200);
    const reopened = await eventually(async () => {
      const answer = await act(id, 'reopen');
      return answer.status === 200 && answer;
    }, 30_000);
    await program!.killGroup();
    await start();
    // The register has it as closed until the workflow, that knows better, has recorded the rest.
    await eventually(async () => {
      const { body: now } = await call(director, `/v1/trajectories/${id}`);
      return now['status'] === 'open' && now['version'] === reopened.body['version'];
    }, 30_000);
    assert.equal((await act(id, 'withdraw')).status, 200);
    await program!.killGroup();
    await start();
    const items = await eventually(async () => {
      const { body } = await call(director, `/v1/trajectories/${id}/timeline`);
      const events = (body['items'] ?? []) as { sequence: number; type: string }[];
      return events.at(-1)?.type === 'trajectory-closed' && events.length > reopened.body['version'] && events;
    }, 30_000);
    assert.deepEqual(
      items.map(({ sequence }) => sequence),
      items.map((_item, i) => i + 1),
    );
    assert.equal(items.filter(({ type }) => type === 'trajectory-reopened').length, 1);
    const messages = await eventually(async () => {
      const { body } = await call(director, `/v1/notifications?trajectoryId=${id}`);
      const all = (body['items'] ?? []) as { id: string; status: string }[];
      return all.every(({ status }) => status === 'sent') && all;
    }, 30_000);
    // The intake twice, as only the municipality takes part: none is missing and none is there two times.
    assert.equal(messages.length, 2);
    const got = new Set(await arrived());
    for (const message of messages) assert.ok(got.has(message.id), `${message.id} has arrived`);
  });

  it('is refused a second time on the same data, by one clear line', async () => {
    const { code, output } = await runProgram(['start'], { ...env, PORT: String(await freePort()) });
    assert.equal(code, 1);
    assert.match(output, /^bestendig: Bestendig already runs at http.*Stop it first\.\n$/);
  });

  it('ends with Ctrl-C, without an error', async () => {
    assert.equal(await program!.interrupt(), 0, program!.output);
    program = undefined;
  });

  it('tells by one line and a non-zero exit what is wrong with its options and settings', async () => {
    const wrong = await runProgram(['start', '--wrong']);
    assert.notEqual(wrong.code, 0);
    assert.match(wrong.output, /unknown option '--wrong'/);
    const port = await runProgram(['start'], { ...env, PORT: 'abc' });
    assert.equal(port.code, 1);
    assert.match(port.output, /^bestendig: .*PORT.*\n$/);
    const file = await runProgram(['start'], { ...env, BESTENDIG_CONFIG: '/nowhere.yaml' });
    assert.equal(file.code, 1);
    assert.match(file.output, /\/nowhere\.yaml: can't be read/);
    const worker = await runProgram(['worker'], { TEMPORAL_ADDRESS: '' });
    assert.equal(worker.code, 1);
    assert.match(worker.output, /^bestendig: bestendig worker needs TEMPORAL_ADDRESS.*\n$/);
    const help = await runProgram(['worker', '--help']);
    assert.equal(help.code, 0);
    assert.match(help.output, /DATABASE_URL/);
  });
});

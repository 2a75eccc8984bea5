import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Payload } from '@temporalio/common';
import { workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { payloadsIn } from '../support/payloads.js';
import { assertProblem, fetched } from '../support/problems.js';
import { accessToken, type AccessRecord } from '../../src/register/access/accessRecord.js';
import { startQuickStack } from '../support/quickStack.js';
import { sharedTemporal, temporalBinary } from '../support/shared.js';
import { eventually, type Stack } from '../support/stack.js';
import { refer, through } from '../support/walk.js';

const run = promisify(execFile);
const ui = 'http://127.0.0.1:8233';
/** A coordinator as well, for whom a token without a municipality is accepted. */
const administrator = ['municipality:coordinator:administrator', null] as const;

describe('The codec server', () => {
  let stack: Stack;
  let id: string;
  let payloads: { metadata: Record<string, string>; data: string }[];
  before(async () => {
    stack = await startQuickStack({ env: { TEMPORAL_UI_ORIGIN: `${ui}/` } });
    id = await refer(stack);
    await through(stack, id, 'intake');
    const { events } = await stack.client.workflow.getHandle(workflowId()).fetchHistory();
    payloads = payloadsIn(events).map(({ payload }) => asJson(payload));
  });
  after(() => stack.stop());

  const workflowId = () => workflowIdOf(id.split('.')[0]!);
  const asJson = ({ metadata, data }: Payload) => ({
    metadata: Object.fromEntries(
      Object.entries(metadata!).map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
    ),
    data: Buffer.from(data!).toString('base64'),
  });
  const text = (base64: string) => Buffer.from(base64, 'base64').toString();
  const ask = async (
    who: readonly [string, string | null] | null,
    body: unknown = { payloads },
    path = '/codec/decode',
    headers: Record<string, string> = {},
  ) =>
    fetched(`${stack.url}${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        ...(who && { authorization: `Bearer ${await stack.token(...who)}` }),
        ...headers,
      },
    });

  it('opens what Temporal keeps for a national administrator', async () => {
    const { status, text: body } = await ask(administrator);
    assert.equal(status, 200, body);
    const { payloads: shown } = JSON.parse(body) as { payloads: typeof payloads };
    assert.equal(shown.length, payloads.length);
    for (const payload of shown) assert.equal(text(payload.metadata['encoding']!), 'json/plain');
    assert.ok(shown.some(({ data }) => text(data).includes('trajectory-opened')));
  });

  it('opens nothing for anyone else, with whatever role', async () => {
    assert.equal(assertProblem(await ask(null))['code'], 'unauthenticated');
    const others: [string, string | null][] = [
      ['municipality:coordinator', null],
      ['municipality:coordinator:administrator', 'utrecht'],
      ['municipality:administrator', 'utrecht'],
      ['municipality:case-director', 'utrecht'],
      ['ngo:legal', 'utrecht'],
      ['ind:administrator', 'utrecht'],
    ];
    for (const who of others) {
      const answer = await ask(who);
      assert.equal(assertProblem(answer, who[0])['code'], 'forbidden');
      assert.ok(!answer.text.includes('trajectory-opened'));
    }
  });

  it('has each read in the access log, with the person whose it was, and each refusal', async () => {
    const traces = { allowed: '0af7651916cd43dd8448eb211c80319a', refused: '0af7651916cd43dd8448eb211c80319b' };
    const traced = (trace: string) => ({ traceparent: `00-${trace}-00f067aa0ba902b7-01` });
    await ask(administrator, { payloads }, '/codec/decode', traced(traces.allowed));
    await ask(['municipality:case-director', 'utrecht'], { payloads }, '/codec/decode', traced(traces.refused));
    const token = await stack.register.sealer.token(id.split('.')[0]!, accessToken);
    for (const [outcome, trace] of Object.entries(traces)) {
      const record = await eventually(async () => {
        const { body } = await stack.get('municipality:auditor@', '/v1/access-log?limit=200');
        return (body['items'] as AccessRecord[]).find(({ traceId }) => traceId === trace);
      });
      assert.deepEqual([record.name, record.outcome], ['decodePayloads', outcome]);
      // Whoever is refused is so before anything that they sent is opened, so nobody is concerned.
      const subjects = outcome === 'allowed' ? [{ token, municipality: null, shown: true }] : [];
      assert.deepEqual(record.subjects, subjects);
    }
  });

  it('encrypts nothing, and says why', async () => {
    const body = assertProblem(await ask(administrator, { payloads: [] }, '/codec/encode'));
    assert.equal(body['status'], 403);
    assert.match(body['detail'], /key of their own/);
  });

  it('gives back as it is what cannot be opened, and opens the rest', async () => {
    const [first, ...rest] = payloads;
    const changed = { ...first!, data: Buffer.from('changed').toString('base64') };
    const plain = { metadata: { encoding: Buffer.from('json/plain').toString('base64') }, data: 'MQ==' };
    const { text: body } = await ask(administrator, { payloads: [changed, plain, rest[0]] });
    const { payloads: shown } = JSON.parse(body) as { payloads: typeof payloads };
    assert.deepEqual(shown.slice(0, 2), [changed, plain]);
    assert.equal(text(shown[2]!.metadata['encoding']!), 'json/plain');
  });

  it('refuses a body that is too large, too long or no such thing, as a problem', async () => {
    const many = Array.from({ length: 2_001 }, () => ({ metadata: {}, data: '' }));
    for (const body of ['{"payloads":1}', '[]', '{', { payloads: many }, { payloads: [{ data: 'not base64!' }] }]) {
      assert.equal(assertProblem(await ask(administrator, body))['code'], 'invalid-input');
    }
    const large = { payloads: [{ data: 'A'.repeat(9_000_000) }] };
    assert.equal(assertProblem(await ask(administrator, large))['code'], 'payload-too-large');
  });

  it("may be asked from the Web UI's own page, and from no other", async () => {
    for (const [origin, allowed] of [
      [ui, ui],
      ['http://evil.example', null],
      ['null', null],
    ] as const) {
      const asked = { origin, 'access-control-request-method': 'POST' };
      const preflight = await fetch(`${stack.url}/codec/decode`, { method: 'OPTIONS', headers: asked });
      assert.equal(preflight.status, 204);
      assert.equal(preflight.headers.get('access-control-allow-origin'), allowed);
      const answer = await ask(administrator, { payloads }, '/codec/decode', { origin });
      assert.equal(answer.headers.get('access-control-allow-origin'), allowed);
      assert.equal(answer.headers.get('access-control-allow-credentials'), null);
    }
  });

  it("shows Temporal's own command line what is in a history with a token, and without one nothing", async () => {
    const [binary, { address }] = [await temporalBinary(), await sharedTemporal()];
    const show = async (...more: string[]) => {
      const args = ['workflow', 'show', '--address', address, '--workflow-id', workflowId(), '--output', 'json'];
      const env = { ...process.env, HOME: '/nonexistent' };
      const { stdout, stderr } = await run(binary, [...args, ...more], { env }).catch(
        (error: { stdout: string; stderr: string }) => error,
      );
      const contents = [...stdout.matchAll(/"data": "([A-Za-z0-9+/=]+)"/g)].map(([, data]) => text(data!));
      return `${stdout}${stderr}${contents.join()}`;
    };
    const closed = await show();
    assert.ok(closed.includes(Buffer.from('binary/encrypted').toString('base64')));
    assert.doesNotMatch(closed, /trajectory-opened/);
    const endpoint = ['--codec-endpoint', `${stack.url}/codec`];
    const token = await stack.token(...administrator);
    assert.match(await show(...endpoint, '--codec-auth', `Bearer ${token}`), /trajectory-opened/);
    const other = await stack.token('municipality:case-director');
    // It tries for some seconds.
    const refused = await Promise.all([show(...endpoint), show(...endpoint, '--codec-auth', `Bearer ${other}`)]);
    for (const shown of refused) assert.doesNotMatch(shown, /trajectory-opened/);
  });
});

import assert from 'node:assert/strict';
import { eventually, startStack, type Stack } from '../support/stack.js';
import { example, perform, refer, through, wholeWay } from '../support/walk.js';

const director = 'municipality:case-director';

describe('A command over the API', () => {
  let stack: Stack;
  before(async () => (stack = await startStack()));
  after(() => stack.stop());

  it('sent twenty times at once under one key has one effect and one answer', async () => {
    const headers = { 'idempotency-key': 'referral-1' };
    const referral = example('referral');
    const referrals = await Promise.all(
      Array.from({ length: 20 }, () => stack.post(referral.by, '/v1/trajectories', referral.body, headers)),
    );
    assert.deepEqual([...new Set(referrals.map(({ status }) => status))], [201]);
    const ids = new Set(referrals.map(({ body }) => body['id'] as string));
    assert.equal(ids.size, 1);
    const [id] = [...ids];
    const steps = await Promise.all(
      Array.from({ length: 20 }, () => perform(stack, id!, 'intake', { headers: { 'idempotency-key': 'intake-1' } })),
    );
    assert.equal(new Set(steps.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size, 1);
    assert.equal(steps[0]?.status, 200);
    assert.equal(steps[0]?.body['version'], 6);
  });

  it('under a key that was used for another request is refused with 422', async () => {
    const headers = { 'idempotency-key': 'reused' };
    const id = await refer(stack);
    assert.equal((await perform(stack, id, 'intake', { headers })).status, 200);
    const body = { ...(example('intake').body as object), vulnerable: true };
    const other = await perform(stack, id, 'intake', { headers, body });
    assert.equal(other.status, 422);
    assert.equal(other.body['code'], 'idempotency-key-reused');
  });

  it('under a key that the same person used for another city is refused with 409, also before it is recorded', async () => {
    const { body } = example('referral');
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'works-for-two-cities' };
    const referIn = async (municipality: string, more: Record<string, unknown> = {}) => {
      const token = await stack.token(director, municipality, 'works-for-two');
      const response = await fetch(`${stack.url}/v1/trajectories`, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${token}` },
        body: JSON.stringify({ ...(body as object), ...more }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, any> };
    };
    const first = await referIn('utrecht');
    assert.equal(first.status, 201);
    for (const wait of [false, true]) {
      if (wait)
        await eventually(
          async () =>
            (await stack.get('municipality:coordinator@', `/v1/trajectories/${first.body['id']}/timeline`)).status ===
            200,
        );
      const elsewhere = await referIn('groningen');
      assert.deepEqual([elsewhere.status, elsewhere.body['code']], [409, 'conflict'], JSON.stringify(elsewhere.body));
      assert.ok(!JSON.stringify(elsewhere.body).includes(first.body['id']));
    }
    const withNumber = await referIn('groningen', { vNumber: '2790555001' });
    assert.deepEqual([withNumber.status, withNumber.body['code']], [422, 'idempotency-key-reused']);
    const path = `/v1/trajectories/${first.body['id']}/steps/intake`;
    const intakeIn = async (municipality: string) => {
      const token = await stack.token(director, municipality, 'works-for-two');
      const intake = JSON.stringify(example('intake').body);
      return (
        await fetch(stack.url + path, {
          method: 'POST',
          headers: { ...headers, 'idempotency-key': 'intake-of-two', authorization: `Bearer ${token}` },
          body: intake,
        })
      ).status;
    };
    assert.deepEqual(
      [await intakeIn('utrecht'), await intakeIn('groningen'), await intakeIn('utrecht')],
      [200, 404, 200],
    );
    const again = await referIn('utrecht');
    assert.deepEqual([again.status, again.body['id']], [201, first.body['id']]);
  });

  it('under a key that somebody else used too is their own', async () => {
    const { body } = example('referral');
    const headers = { 'idempotency-key': 'the-same-of-two' };
    const vNumber = '2790555002';
    const first = await stack.post(director, '/v1/trajectories', { ...(body as object), vNumber }, headers);
    const other = await stack.post(
      `${director}@groningen`,
      '/v1/trajectories',
      { ...(body as object), vNumber },
      headers,
    );
    assert.deepEqual([first.status, other.status, other.body['code']], [201, 409, 'trajectory-already-open']);
  });

  it('given by two caseworkers at once is accepted once and refused once', async () => {
    const id = await refer(stack);
    const answers = await Promise.all([perform(stack, id, 'intake'), perform(stack, id, 'intake')]);
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
  });

  it('made on an older version is refused with 412 and changes nothing', async () => {
    const id = await refer(stack);
    const stale = await perform(stack, id, 'intake', { headers: { 'if-match': '"1"' } });
    assert.equal(stale.status, 412);
    const { headers, body } = await stack.get(director, `/v1/trajectories/${id}`);
    assert.equal(body['version'], 2);
    assert.equal((await perform(stack, id, 'intake', { headers: { 'if-match': headers.get('etag')! } })).status, 200);
  });

  it('that closed the trajectory is answered again when it is repeated; another is refused', async () => {
    const id = await refer(stack);
    await through(stack, id, ...wholeWay.slice(0, -1));
    const headers = { 'idempotency-key': 'the-last' };
    const first = await perform(stack, id, 'outcome-registration', { headers });
    assert.equal(first.status, 200);
    await eventually(async () => (await stack.get(director, `/v1/trajectories/${id}`)).body['source'] === 'register');
    const repeated = await perform(stack, id, 'outcome-registration', { headers });
    assert.equal(repeated.status, 200, JSON.stringify(repeated.body));
    assert.equal(repeated.body['version'], first.body['version']);
    const other = await perform(stack, id, 'outcome-registration');
    assert.equal(other.status, 409);
    assert.equal(other.body['code'], 'trajectory-closed');
  });

  it('that refers a person with an open trajectory is refused, in any municipality; who comes back gets a new episode', async () => {
    const vNumber = '2712345001';
    const id = await refer(stack, { vNumber });
    const { by, body } = example('referral');
    for (const municipality of ['utrecht', 'groningen']) {
      const second = await stack.post(`${by}@${municipality}`, '/v1/trajectories', { ...(body as object), vNumber });
      assert.equal(second.status, 409);
      assert.equal(second.body['code'], 'trajectory-already-open');
      assert.ok(!JSON.stringify(second.body).includes(id.split('.')[0]!));
    }
    await stack.post(director, `/v1/trajectories/${id}/actions/withdraw`, example('withdraw').body);
    const back = await eventually(async () => {
      const answer = await stack.post(`${by}@groningen`, '/v1/trajectories', { ...(body as object), vNumber });
      return answer.status === 201 && answer;
    });
    assert.equal(back.body['id'], id.replace(/\.1$/, '.2'));
  });

  it('that is not valid is refused with every error at its place, and changes nothing', async () => {
    const id = await refer(stack);
    const path = `/v1/trajectories/${id}/steps/intake`;
    const wrong = await perform(stack, id, 'intake', { body: { heldOn: 'yesterday', regionalTie: 'yes', extra: 1 } });
    assert.equal(wrong.status, 400);
    assert.match(wrong.headers.get('content-type') ?? '', /^application\/problem\+json/);
    const pointers = wrong.body['errors'].map(({ pointer }: { pointer: string }) => pointer);
    for (const pointer of ['/heldOn', '/regionalTie', '/extra', '/safeCountry'])
      assert.ok(pointers.includes(pointer), pointer);
    const token = await stack.token(director);
    const raw = (body: string, type = 'application/json') =>
      fetch(stack.url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        body,
      });
    assert.equal((await raw('{"heldOn":')).status, 400);
    assert.equal((await raw('null')).status, 400);
    assert.equal((await raw('')).status, 400);
    assert.equal((await raw('{}', 'text/plain')).status, 415);
    assert.equal((await raw(JSON.stringify({ heldOn: 'x'.repeat(100_000) }))).status, 413);
    for (const bad of ['nobody', '../etc', '%00', '%E0%A4%A', `${id}9`]) {
      const answer = await fetch(`${stack.url}/v1/trajectories/${bad}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      assert.ok(answer.status >= 400 && answer.status < 500, `${bad}: ${answer.status}`);
    }
    assert.equal((await stack.get(director, '/v1/trajectories?colour=red&limit=0')).body['errors'].length, 2);
    assert.equal((await stack.get(director, '/v1/trajectories?cursor=abc')).status, 400);
    assert.equal((await stack.get(director, `/v1/trajectories/${id}`)).body['version'], 2);
  });

  it('needs a token of this issuer, the right role, and a part in the trajectory', async () => {
    const id = await refer(stack);
    const url = `${stack.url}/v1/trajectories/${id}`;
    const token = await stack.token(director);
    const forged = `${token.split('.').slice(0, 2).join('.')}.${'A'.repeat(86)}`;
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;
    for (const bad of [undefined, 'garbage', forged, none]) {
      const answer = await fetch(url, bad === undefined ? {} : { headers: { authorization: `Bearer ${bad}` } });
      assert.equal(answer.status, 401);
      assert.ok(answer.headers.get('api-version'));
    }
    assert.equal((await perform(stack, id, 'intake', { by: 'ngo:legal' })).status, 403);
    assert.equal((await stack.get('ngo:legal', `/v1/trajectories/${id}`)).status, 404);
    assert.equal((await stack.get(`${director}@groningen`, `/v1/trajectories/${id}`)).status, 404);
    assert.equal((await perform(stack, id, 'intake', { by: `${director}@groningen` })).status, 404);
    assert.equal((await stack.get('municipality:coordinator@', `/v1/trajectories/${id}`)).status, 200);
    await through(stack, id, 'intake');
    assert.equal((await stack.get('ind:liaison', `/v1/trajectories/${id}`)).status, 200);
    assert.equal((await stack.get('avim:liaison', `/v1/trajectories/${id}`)).status, 404);
  });
});

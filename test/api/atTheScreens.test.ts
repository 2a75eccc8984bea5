import assert from 'node:assert/strict';
import { draftKeyOf } from '../../src/api/signingIn/draftKeys.js';
import { Browser } from '../support/browser.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';
const claimed = { step: 'legal-review' };
interface Node {
  step: string;
  state: string;
}

describe('At the screens', () => {
  let stack: Stack;
  let id = '';
  before(async () => {
    stack = await startQuickStack();
    id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
  });
  after(() => stack.stop());

  const act = (as: string, name: string, body: unknown) =>
    stack.post(as, `/v1/trajectories/${id}/actions/${name}`, body);
  const claimIn = async (as: string, path: string) => {
    const { body } = await stack.get(as, path);
    const rows = (body['items'] ?? [body]) as { id?: string; openSteps: { step: string; claim?: unknown }[] }[];
    return rows.find((row) => row.id === id)?.openSteps.find(({ step }) => step === claimed.step)?.claim;
  };

  it('a step that is taken up is so for colleagues and who directs at once, in the work list within a second, and for no other agency', async () => {
    assert.equal((await act('ngo:legal', 'claim', claimed)).status, 200);
    const { by, at, ...more } = (await claimIn('ngo:legal', `/v1/trajectories/${id}`)) as Record<string, string>;
    assert.deepEqual([typeof by, typeof at, more], ['string', 'string', { mine: true }]);
    assert.deepEqual(await claimIn('ngo:counsellor', `/v1/trajectories/${id}`), { mine: false, by, at });
    const tasks = async (as: string, filter: string) =>
      (await stack.get(as, `/v1/tasks?step=legal-review&${filter}`)).body['items'] as Record<string, unknown>[];
    const [task] = await eventually(async () => {
      const mine = await tasks('ngo:legal', 'claimed=mine');
      return mine.length === 1 && mine;
    }, 1_000);
    assert.deepEqual([task!['trajectoryId'], task!['claim']], [id, { mine: true, by, at }]);
    assert.equal((await tasks('ngo:counsellor', 'claimed=others')).length, 1);
    assert.equal((await tasks('ngo:counsellor', 'claimed=free')).length, 0);
    assert.deepEqual(await claimIn(director, '/v1/trajectories'), { mine: false, by, at });
    for (const path of ['/v1/trajectories', `/v1/trajectories/${id}`]) {
      assert.equal(await claimIn('dtv:departure-officer', path), undefined, path);
    }
    const again = await act(director, 'claim', claimed);
    assert.equal(again.body['code'], 'conflict');
    assert.ok(!JSON.stringify(again.body).includes(by!));
    assert.equal((await act('ngo:legal', 'release', claimed)).status, 200);
    assert.equal(await claimIn('ngo:legal', `/v1/trajectories/${id}`), undefined);
  });

  it('what one can do is read from the trajectory as it is, with the version to send it with', async () => {
    const moves = async (as: string) => (await stack.get(as, `/v1/trajectories/${id}/moves`)).body;
    const offered = (body: Record<string, any>, name: string) =>
      (body['items'] as { name: string; possible: boolean }[]).find((move) => move.name === name)?.possible;
    const before = await moves(director);
    assert.deepEqual(
      ['suspend', 'resume', 'legal-review', 'dossier-ind', 'reopen'].map((name) => offered(before, name)),
      [true, false, true, true, false],
    );
    const suspended = await stack.post(director, `/v1/trajectories/${id}/actions/suspend`, example('suspend').body, {
      'if-match': `"${before['version']}"`,
    });
    assert.equal(suspended.status, 200);
    const after = await moves(director);
    assert.deepEqual(
      ['suspend', 'resume'].map((name) => offered(after, name)),
      [false, true],
    );
    assert.equal(offered(await moves('ngo:legal'), 'suspend'), undefined);
    await act(director, 'resume', example('resume').body);
  });

  it('the picture shows what was taken away, and hides a step from who may not know of it', async () => {
    await act(director, 'raise-blocker', {
      ...(example('raise-blocker').body as object),
      blocker: 'medical',
      owner: 'ngo',
    });
    const picture = async (as: string) => {
      const { body } = await stack.get(as, `/v1/trajectories/${id}/picture`);
      return (name: string) => (body['nodes'] as Node[]).find(({ step }) => step === name)?.state;
    };
    assert.equal((await picture('ngo:legal'))('medical'), 'open');
    assert.equal((await picture('dtv:departure-officer'))('medical'), undefined);
    await through(stack, id, 'outcome-registration');
    await eventually(async () => (await picture(director))('legal-review') === 'withdrawn');
    const ended = await picture(director);
    assert.deepEqual(['referral', 'intake', 'outcome-registration', 'follow-up'].map(ended), [
      'done',
      'done',
      'done',
      'not-yet',
    ]);
    const { body } = await stack.get(director, `/v1/trajectories/${id}/moves`);
    const possible = (body['items'] as { name: string; possible: boolean }[]).filter((move) => move.possible);
    assert.deepEqual(possible.map(({ name }) => name).toSorted(), ['correct', 'reopen']);
  });

  it("saved views are of one person, hold no text but their name, and are not kept over another screen's", async () => {
    const view = { id: 'v1', name: 'Haast', page: 'work', query: { overdue: 'true', municipality: 'utrecht' } };
    const kept = await stack.post(director, '/v1/me/settings', { savedViews: [view], language: 'en' });
    assert.deepEqual([kept.status, kept.headers.get('etag')], [200, '"1"']);
    assert.deepEqual(kept.body, { version: 1, savedViews: [view], language: 'en', lastVisit: null });
    assert.deepEqual((await stack.get(director, '/v1/me/settings')).body, kept.body);
    assert.deepEqual((await stack.get('ngo:legal', '/v1/me/settings')).body['savedViews'], []);
    // Sent again it is the same; sent on another version it is not kept.
    const ifMatch = { 'if-match': '"0"' };
    const same = await stack.post(director, '/v1/me/settings', { savedViews: [view], language: 'en' }, ifMatch);
    assert.deepEqual([same.status, same.body['version']], [200, 1]);
    const stale = await stack.post(director, '/v1/me/settings', { savedViews: [] }, ifMatch);
    assert.deepEqual([stale.status, stale.body['code']], [412, 'stale-version']);
    for (const wrong of [
      { ...view, query: { q: 'Jansen' } },
      { ...view, query: { municipality: 'mevrouw Jansen' } },
      { ...view, page: '/trajectories/x' },
    ]) {
      assert.equal((await stack.post(director, '/v1/me/settings', { savedViews: [wrong] })).status, 400);
    }
    const many = Array.from({ length: 51 }, (_one, i) => ({ ...view, id: `v${i}` }));
    assert.equal((await stack.post(director, '/v1/me/settings', { savedViews: many })).status, 400);
    assert.equal((await stack.post(director, '/v1/me/settings', { savedViews: [view, view] })).status, 400);
  });

  it('says when one was here last, and the answer stays the same while one works', async () => {
    for (let mark = 0; mark < 2; mark += 1) {
      const { status, body } = await stack.call('ngo:legal', 'POST', '/v1/me/visit');
      assert.deepEqual([status, body], [200, { previous: null }]);
    }
  });

  it('drafts have a key of the person: the same at each sign-in, another for anyone else, and none for a token', async () => {
    const keyOf = async (subject: string) => {
      const browser = new Browser(stack.url);
      await browser.signIn({ subject });
      const { status, headers, json } = await browser.go('/v1/me/draft-key');
      assert.equal(status, 200);
      assert.match(headers.get('cache-control') ?? '', /no-store/);
      return json()['key'] as string;
    };
    const [first, second, other] = [await keyOf('k.jansen'), await keyOf('k.jansen'), await keyOf('m.peters')];
    assert.equal(first, second);
    assert.notEqual(first, other);
    assert.equal(Buffer.from(first, 'base64url').length, 32);
    const { status, body } = await stack.get(director, '/v1/me/draft-key');
    assert.deepEqual([status, body['code']], [403, 'forbidden']);
    // Of another installation it is another one.
    assert.notEqual(draftKeyOf('a'.repeat(32), 'k.jansen'), draftKeyOf('b'.repeat(32), 'k.jansen'));
  });
});

import assert from 'node:assert/strict';
import pg from 'pg';
import { startQuickStack } from '../support/quickStack.js';
import { sharedPostgres } from '../support/shared.js';
import { eventually, startStack, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';
const national = 'municipality:coordinator@';
const steps = ['intake', 'admission', 'legal-review', 'return-counselling', 'outcome-registration'];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const act = (stack: Stack, id: string, name: string, municipality = 'utrecht') => {
  const { by, body } = example(name);
  const kind = steps.includes(name) ? 'steps' : 'actions';
  return stack.post(`${by}@${municipality}`, `/v1/trajectories/${id}/${kind}/${name}`, body);
};
const read = (stack: Stack, id: string, query = '', as = national) => stack.get(as, `/v1/trajectories/${id}${query}`);
const isRecorded = (stack: Stack, id: string) =>
  eventually(async () => {
    const { version } = (await read(stack, id)).body;
    return (await read(stack, id, '/timeline?limit=500')).body['items'].length === version;
  });

describe('A trajectory as it was', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  /** Ways through a trajectory in which all that can change does: steps, terms, municipality, outcome, and open again. */
  const ways = [
    [...steps, 'reopen', 'outcome-registration'],
    'intake suspend admission resume legal-review plan-step change-direction outcome-registration reopen'.split(' '),
    ['intake', 'admission', 'place-court-hold', 'outcome-registration', 'lift-court-hold', 'outcome-registration'],
    ['flag', 'intake', 'share', 'unflag', 'correct', 'withdraw', 'reopen', 'admission'],
  ];

  /** What else of it can be read as it was. */
  const alsoThen = ['/situation', '/picture', '/terms', '/who-sees-what'];

  const answered = async (id: string, part: string) => {
    const { status, body } = await read(stack, id, part);
    return status === 200 && body;
  };

  it('is for each moment what was read at that moment, whatever came after it', async () => {
    const snapshots: { id: string; at: string; view: Record<string, unknown>; parts: object[] }[] = [];
    const play = async (way: string[]) => {
      const id = await refer(stack);
      const look = async () => {
        // What an organisation calls it is no part of it, and has no past.
        const { ownReference: _own, ...view } = (await read(stack, id)).body;
        // Pictures and parties are from the record.
        await isRecorded(stack, id);
        const parts = await Promise.all(alsoThen.map((part) => eventually(() => answered(id, part))));
        snapshots.push({ id, at: new Date().toISOString(), view, parts });
        await pause(2);
      };
      await look();
      for (const name of way) {
        if (name === 'reopen') await eventually(async () => (await act(stack, id, name)).status === 200);
        else await act(stack, id, name);
        await look();
      }
      await isRecorded(stack, id);
    };
    await Promise.all(ways.map(play));
    assert.ok(snapshots.some(({ view }) => view['status'] === 'closed'));
    for (const { id, at, view, parts } of snapshots) {
      const was = await read(stack, id, `?asOf=${at}`);
      assert.deepEqual(was.body, { ...view, source: 'register', asOf: at });
      assert.equal(was.headers.get('etag'), `"${String(view['version'])}"`);
      for (const [i, part] of alsoThen.entries()) {
        const then = await read(stack, id, `${part}?asOf=${at}`);
        assert.deepEqual(then.body, { ...parts[i], asOf: at }, part);
      }
      const whole = (await read(stack, id, '/timeline?limit=500')).body['items'] as { corrected?: { by: number[] } }[];
      const { body: timeline } = await read(stack, id, `/timeline?asOf=${at}&limit=500`);
      // An entry stays as it is; what was corrected later was not known then.
      const version = view['version'] as number;
      const items = whole.slice(0, version).map(({ corrected, ...entry }) => {
        return corrected?.by.some((by) => by <= version) ? { ...entry, corrected } : entry;
      });
      assert.deepEqual(timeline, { items, nextCursor: null, asOf: at });
    }
  });

  it('is told in whatever time zone the moment is said, and its timeline in pages', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake');
    const { updatedAt, version } = (await read(stack, id)).body;
    await pause(2);
    await through(stack, id, 'admission');
    await isRecorded(stack, id);
    const shifted = new Date(Date.parse(updatedAt) + 7_200_000).toISOString().replace('Z', '+02:00');
    const was = await read(stack, id, `?asOf=${encodeURIComponent(shifted)}`);
    assert.deepEqual([was.body['version'], was.body['asOf']], [version, updatedAt]);
    const pages: number[] = [];
    let cursor = '0';
    for (let page = 0; cursor !== null && page < 10; page += 1) {
      const { body } = await read(stack, id, `/timeline?asOf=${updatedAt}&limit=1&cursor=${cursor}`);
      pages.push(...body['items'].map(({ sequence }: { sequence: number }) => sequence));
      cursor = body['nextCursor'];
    }
    assert.deepEqual(
      pages,
      Array.from({ length: version }, (_event, i) => i + 1),
    );
  });

  it('before it was there is not found; a moment that is still to come is refused', async () => {
    const id = await refer(stack);
    await isRecorded(stack, id);
    const { openedAt } = (await read(stack, id)).body;
    const before = new Date(Date.parse(openedAt) - 1).toISOString();
    for (const path of ['', '/timeline', ...alsoThen]) {
      assert.equal((await read(stack, id, `${path}?asOf=${openedAt}`)).status, 200);
      const early = await read(stack, id, `${path}?asOf=${before}`);
      assert.deepEqual([early.status, early.body['code']], [404, 'not-found']);
      const late = await read(stack, id, `${path}?asOf=2199-01-01T00:00:00Z`);
      assert.deepEqual([late.status, late.body['errors'][0].parameter], [400, 'asOf']);
      assert.equal((await read(stack, id, `${path}?asOf=yesterday`)).status, 400);
    }
  });

  it('is seen by who may see it now: who has let go of it no longer, who has taken it over from its first day', async () => {
    const id = await refer(stack);
    await isRecorded(stack, id);
    const { openedAt } = (await read(stack, id)).body;
    for (const name of ['offer-transfer', 'accept-transfer']) {
      assert.equal((await act(stack, id, name, name === 'accept-transfer' ? 'groningen' : 'utrecht')).status, 200);
    }
    await isRecorded(stack, id);
    for (const path of ['', '/timeline']) {
      const query = `${path}?asOf=${openedAt}`;
      assert.equal((await read(stack, id, query, director)).status, 404);
      assert.equal((await read(stack, id, query, `${director}@groningen`)).status, 200);
      assert.equal((await read(stack, id, query, 'avim:liaison@groningen')).status, 404);
    }
    const was = await read(stack, id, `?asOf=${openedAt}`, `${director}@groningen`);
    assert.equal(was.body['municipality'], 'utrecht');
  });
});

describe('While the record is behind, a trajectory as it was', () => {
  let stack: Stack;
  let register: pg.Client;
  before(async function () {
    const postgres = await sharedPostgres();
    if (!postgres) return this.skip();
    const databaseUrl = await postgres.createDatabase();
    stack = await startStack({ databaseUrl });
    register = new pg.Client({ connectionString: databaseUrl });
    await register.connect();
  });
  after(async () => {
    await register?.end();
    await stack?.stop();
  });

  it('is refused with 503, and never told as less than it was', async () => {
    const id = await refer(stack);
    await isRecorded(stack, id);
    const earlier = (await read(stack, id)).body['updatedAt'] as string;
    await pause(2);
    // Nothing can be recorded, and all can be read.
    await register.query('begin; lock table events in exclusive mode');
    await through(stack, id, 'intake');
    const { version } = (await read(stack, id)).body;
    const asOf = new Date().toISOString();
    for (const path of ['', '/timeline']) {
      const behind = await read(stack, id, `${path}?asOf=${asOf}`);
      assert.deepEqual([behind.status, behind.body['code']], [503, 'not-confirmed']);
    }
    await register.query('commit');
    const told: number[] = [];
    await eventually(async () => {
      const { status, body } = await read(stack, id, `?asOf=${asOf}`);
      if (status === 200) told.push(body['version'] as number);
      return status === 200;
    });
    assert.deepEqual(told, [version]);
    assert.equal((await read(stack, id, `?asOf=${earlier}`)).status, 200);
  });
});

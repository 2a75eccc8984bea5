import assert from 'node:assert/strict';
import { fetched } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer } from '../support/walk.js';
import { here, keepsOwn, knows, marks, maySee, ownMarks, readers, there, type Reader } from './maySee.js';

interface Seen {
  status: number;
  headers: string;
  body: string;
}

const national = 'municipality:coordinator@';
/** The id of nobody, in the form of an id. */
const nobody = `${'0'.repeat(26)}.1`;
/** What differs from one answer to the next, whatever it is about. */
const restless = /^(date|ratelimit|ratelimit-policy|connection|keep-alive)$/;
/** So many readers at once. */
const concurrency = 8;

describe('Nothing leaks', () => {
  let stack: Stack;
  /** The trajectory that not everyone may know of, which comes after one of another municipality. */
  let id = '';
  let paths: string[];
  const earlier = new Map<string, Seen>();

  const call = async (as: string, path: string, method = 'GET'): Promise<Seen> => {
    const [agencyRole = '', municipality = ''] = as.split('@');
    const token = await stack.token(agencyRole, municipality === '' ? null : municipality);
    const response = await fetch(stack.url + path, { method, headers: { authorization: `Bearer ${token}` } });
    const headers = [...response.headers].filter(([name]) => !restless.test(name)).toSorted();
    return { status: response.status, headers: JSON.stringify(headers), body: await response.text() };
  };
  const each = async (work: (reader: Reader) => Promise<void>) => {
    const waiting = [...readers];
    const worker = async () => {
      for (let reader = waiting.pop(); reader; reader = waiting.pop()) await work(reader);
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  };
  const asksOf = (path: string) => ['', ...(maySee[path]?.asks ?? [])].map((query) => path + query);
  const on = (ask: string, which: string, now: string) =>
    ask
      .replace(/\{\w+\}/, which)
      .replace('ID', which)
      .replace('NOW', now);
  /** Without moments, which differ; and without the id that was asked for, when nothing else may tell it apart. */
  const plain = ({ status, headers, body }: Seen, which = nobody): Seen => ({
    status,
    headers: headers.replaceAll(which, 'ID'),
    body: body
      .replaceAll(which, 'ID')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'MOMENT')
      .replaceAll(/"traceId":"\w+"/g, ''),
  });
  const bodies: Record<string, object> = {
    intake: { legalRepresentative: 'MARK-LAWYER' },
    admission: { motivation: 'MARK-MOTIVATION', mandate: 'MARK-MANDATE' },
  };
  const admitted = async (municipality: string, marked: boolean) => {
    const of = await refer(stack, {}, municipality);
    for (const name of ['intake', 'admission']) {
      const { by, body } = example(name);
      const more = marked ? bodies[name] : {};
      const path = `/v1/trajectories/${of}/steps/${name}`;
      const { status, body: answer } = await stack.post(`${by}@${municipality}`, path, {
        ...(body as object),
        ...more,
      });
      assert.equal(status, 200, JSON.stringify(answer));
    }
    // All told and recorded, so that nothing moves while we look.
    await eventually(async () => {
      const { version } = (await stack.get(national, `/v1/trajectories/${of}`)).body;
      const row = (await stack.get(national, '/v1/trajectories?limit=200')).body['items'].find(
        (one: any) => one.id === of,
      );
      const pending = (await stack.get(national, '/v1/notifications?status=pending')).body['items'];
      return row?.version === version && pending.length === 0;
    });
    return of;
  };

  before(async function () {
    this.timeout(180_000);
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: '100000' } });
    const document = JSON.parse((await fetched(`${stack.url}/v1/openapi.json`)).text) as {
      paths: Record<string, Record<string, unknown>>;
    };
    paths = Object.keys(document.paths).filter((path) => 'get' in document.paths[path]!);
    await admitted(there, false);
    await each(async (reader) => {
      for (const ask of paths.filter((path) => !path.includes('{')).flatMap(asksOf)) {
        if (!ask.includes('ID')) earlier.set(`${reader.as} ${ask}`, await call(reader.as, ask));
      }
    });
    id = await admitted(here, true);
    for (const [mark, by] of Object.entries(ownMarks)) {
      const own = { reference: mark, label: `${mark} label` };
      const kept = await stack.put(by, `/v1/trajectories/${id}/own-reference`, own);
      assert.equal(kept.status, 200, JSON.stringify(kept.body));
    }
  });
  after(() => stack.stop());

  it('through a route that was forgotten: each path that is read has a row in maySee.ts', () => {
    for (const path of paths) {
      assert.ok(
        maySee[path],
        `test/api/maySee.ts has no row for GET ${path}: say who gets an answer, and what it shows.`,
      );
    }
    for (const path of Object.keys(maySee))
      assert.ok(paths.includes(path), `GET ${path} is not in the document any more`);
  });

  it('from a trajectory: who may not know of it gets the very same as for one that never was', async function () {
    this.timeout(120_000);
    await each(async (reader) => {
      const now = new Date().toISOString();
      for (const path of paths.filter((one) => maySee[one] && one.includes('{'))) {
        for (const ask of asksOf(path)) {
          const [its, nobodys] = await Promise.all([
            call(reader.as, on(ask, id, now)),
            call(reader.as, on(ask, nobody, now)),
          ]);
          const what = `${reader.as} ${ask}: ${its.status} ${its.body.slice(0, 300)}`;
          if (maySee[path]!.ofOther) {
            assert.deepEqual(plain(its, id), plain(nobodys), what);
            continue;
          }
          assert.equal(nobodys.status, 404, what);
          if (maySee[path]!.answers(reader)) {
            // Before it was there, it is not there.
            assert.equal(its.status, ask.includes('asOf=2026-01-01') ? 404 : 200, what);
          } else if (knows(reader)) assert.equal(its.status, 403, what);
          else assert.deepEqual(plain(its, id), plain(nobodys), what);
        }
        const [its, nobodys] = await Promise.all(
          [id, nobody].map((which) => call(reader.as, on(path, which, now), 'HEAD')),
        );
        if (!knows(reader)) assert.deepEqual(plain(its!, id), plain(nobodys!), `${reader.as} HEAD ${path}`);
      }
    });
  });

  it('from a list, a filter, an order, a count, a figure or an export: it is for them as it was before there was one', async function () {
    this.timeout(120_000);
    await each(async (reader) => {
      for (const path of paths.filter((one) => maySee[one] && !one.includes('{'))) {
        const { answers, shows, grows } = maySee[path]!;
        for (const ask of asksOf(path)) {
          const was = earlier.get(`${reader.as} ${ask}`);
          const is = await call(reader.as, on(ask, id, ''));
          const what = `${reader.as} ${ask}: ${is.status} ${is.body.slice(0, 300)}`;
          if (!answers(reader)) assert.ok(is.status === 403 || is.status === 400, what);
          // What takes a query needs one; what is of another municipality is refused.
          else if (!/statistics$|municipality=/.test(ask)) assert.equal(is.status, 200, what);
          if (ask === path && shows(reader)) assert.ok(is.body.includes(id), what);
          if (knows(reader)) continue;
          if (was && !grows) assert.deepEqual(plain(is), plain(was), what);
          if (ask.includes('ID') && !grows) {
            assert.deepEqual(plain(is, id), plain(await call(reader.as, on(ask, nobody, ''))), what);
          }
        }
      }
    });
  });

  it('of what was filled in, to an agency that is not in the audience of the field; to those that are it is shown', async function () {
    this.timeout(120_000);
    const found = new Set<string>();
    const foundOwn = new Set<string>();
    await each(async (reader) => {
      const now = new Date().toISOString();
      for (const ask of paths.filter((one) => maySee[one]).flatMap(asksOf)) {
        const { body, headers } = await call(reader.as, on(ask, id, now));
        const text = body + headers;
        if (!knows(reader) && !ask.includes('ID') && !ask.includes('{'))
          assert.ok(!text.includes(id.split('.')[0]!), `${reader.as} ${ask}`);
        for (const [mark, audience] of Object.entries(marks)) {
          const may = knows(reader) && audience.includes(reader.agency);
          if (text.includes(mark)) assert.ok(may, `${reader.as} is shown ${mark} by ${ask}`);
          if (text.includes(mark)) found.add(`${mark} ${reader.agency}`);
        }
        for (const mark of Object.keys(ownMarks)) {
          if (!text.includes(mark)) continue;
          assert.ok(knows(reader) && keepsOwn(reader, mark), `${reader.as} is shown ${mark} by ${ask}`);
          foundOwn.add(mark);
        }
      }
    });
    const shown = Object.entries(marks).flatMap(([mark, audience]) => audience.map((agency) => `${mark} ${agency}`));
    assert.deepEqual([...found].toSorted(), shown.toSorted());
    assert.deepEqual([...foundOwn].toSorted(), Object.keys(ownMarks).toSorted());
  });

  it('to an agency of the time before it had a part; the municipality sees that as well', async () => {
    const { items } = (await stack.get(national, `/v1/trajectories/${id}/timeline`)).body;
    const { at: asOf } = items.find(({ type }: { type: string }) => type === 'trajectory-opened');
    for (const path of ['', '/timeline', '/situation', '/terms', '/picture', '/who-sees-what']) {
      const ask = `/v1/trajectories/${id}${path}?asOf=${asOf}`;
      for (const [as, expected] of [
        ['municipality:case-director', 200],
        [national, 200],
        ['ngo:legal', 404],
        ['dtv:departure-officer', 404],
      ] as const) {
        const its = await call(as === national ? as : `${as}@${here}`, ask);
        assert.equal(its.status, expected, `${as} ${ask}`);
        if (expected === 200) continue;
        const nobodys = await call(`${as}@${here}`, ask.replace(id, nobody));
        assert.deepEqual(plain(its, id), plain(nobodys), `${as} ${ask}`);
      }
    }
  });

  it('through what needs no token: the document, the measurements and the health of the service', async () => {
    for (const path of ['/v1/openapi.json', '/metrics', '/health/live', '/health/ready', `/v1/trajectories/${id}`]) {
      const { text, headers } = await fetched(stack.url + path);
      const all = text + JSON.stringify([...headers]);
      for (const secret of [id.split('.')[0]!, ...Object.keys(marks), ...Object.keys(ownMarks)])
        assert.ok(!all.includes(secret), path);
    }
  });
});

import assert from 'node:assert/strict';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Answer, type Stack } from '../support/stack.js';
import { isThorough } from '../support/thorough.js';
import { example, refer, through } from '../support/walk.js';
import { commands, mayDo } from './mayDo.js';

const director = 'municipality:case-director';
const national = 'municipality:coordinator@';
/** The id of nobody, in the form of an id. */
const nobody = `${'0'.repeat(26)}.1`;

describe('Access', () => {
  let stack: Stack;
  /** By name: referred by the municipality; referred by the NGO; admitted; ended; and admitted in another city. */
  const ids = { fresh: '', byNgo: '', admitted: '', ended: '', elsewhere: '' };
  type Name = keyof typeof ids;
  const versions: { id: string; version: number }[] = [];

  before(async () => {
    stack = await startQuickStack();
    ids.fresh = await refer(stack);
    const { body } = await stack.post('ngo:counsellor', '/v1/trajectories', example('referral').body);
    ids.byNgo = body['id'];
    ids.admitted = await refer(stack);
    ids.ended = await refer(stack);
    for (const id of [ids.admitted, ids.ended]) await through(stack, id, 'intake', 'admission');
    await through(stack, ids.ended, 'outcome-registration');
    ids.elsewhere = await refer(stack, {}, 'groningen');
    for (const step of ['intake', 'admission']) {
      const { by, body: worked } = example(step);
      const done = await stack.post(`${by}@groningen`, `/v1/trajectories/${ids.elsewhere}/steps/${step}`, worked);
      assert.equal(done.status, 200);
    }
    for (const id of Object.values(ids)) {
      const { version } = (await stack.get(national, `/v1/trajectories/${id}`)).body;
      versions.push({ id, version });
    }
    await eventually(async () => {
      const told = (await stack.get(national, '/v1/notifications?status=pending')).body['items'] as unknown[];
      return told.length === 0 && isUnchanged();
    });
  });
  after(() => stack.stop());

  /** Whether the list has each of them at the version at which it was made. */
  const isUnchanged = async () => {
    const list = await items(national, '/v1/trajectories?limit=200');
    return versions.every(({ id, version }) => list.some((item) => item.id === id && item.version === version));
  };
  const items = async (as: string, path: string): Promise<any[]> => {
    const { status, body } = await stack.get(as, path);
    assert.equal(status, 200, `${as} ${path}: ${JSON.stringify(body)}`);
    return body['items'];
  };
  /** The same answer but for the id that was asked for: whoever gets it can't tell which of the two exists. */
  const isTheSame = (one: Answer, id: string, other: Answer, otherId: string, what: string) => {
    const shown = ({ status, headers, body }: Answer, own: string) => ({
      status,
      headers: [...headers.keys()].filter((name) => !name.startsWith('ratelimit')).toSorted(),
      body: JSON.parse(JSON.stringify(body).replaceAll(own, 'ID')) as unknown,
    });
    assert.deepEqual(shown(one, id), shown(other, otherId), what);
  };

  const sees: [as: string, names: Name[]][] = [
    ['municipality:case-director', ['fresh', 'byNgo', 'admitted', 'ended']],
    ['municipality:coordinator', ['fresh', 'byNgo', 'admitted', 'ended']],
    ['municipality:intake-officer', ['fresh', 'byNgo', 'admitted', 'ended']],
    ['ngo:legal', ['byNgo', 'admitted', 'ended']],
    ['ngo:counsellor', ['byNgo', 'admitted', 'ended']],
    ['dtv:departure-officer', ['admitted', 'ended']],
    ['ind:liaison', ['admitted', 'ended']],
    ['avim:liaison', []],
    ['municipality:case-director@groningen', ['elsewhere']],
    ['ngo:legal@groningen', ['elsewhere']],
    ['municipality:coordinator@rotterdam', []],
    [national, ['fresh', 'byNgo', 'admitted', 'ended', 'elsewhere']],
  ];
  for (const [as, names] of sees) {
    it(`${as} sees ${names.join(', ') || 'nothing'}: in the list, by id, in the timeline and in messages, and no more`, async () => {
      const listed = (await items(as, '/v1/trajectories?limit=200')).map(({ id }) => id as string);
      assert.deepEqual(listed.toSorted(), names.map((name) => ids[name]).toSorted());
      for (const [name, id] of Object.entries(ids)) {
        const expected = names.includes(name as Name) ? 200 : 404;
        for (const path of ['', '/timeline']) {
          const answer = await stack.get(as, `/v1/trajectories/${id}${path}`);
          assert.equal(answer.status, expected, `${name}${path}`);
          if (expected === 200) continue;
          const of = await stack.get(as, `/v1/trajectories/${nobody}${path}`);
          isTheSame(answer, id, of, nobody, `${name}${path}`);
        }
      }
      const [agency] = as.split(':');
      const seen = await items(as, '/v1/notifications?limit=200');
      for (const { trajectoryId, agency: told } of seen) {
        assert.ok(
          names.some((name) => ids[name] === trajectoryId),
          `a message of ${trajectoryId}`,
        );
        if (agency !== 'municipality') assert.equal(told, agency);
      }
      const told = names.filter((name) => name === 'admitted' || name === 'elsewhere');
      if (agency !== 'avim')
        for (const name of told)
          assert.ok(
            seen.some((one) => one.trajectoryId === ids[name]),
            name,
          );
      for (const id of Object.values(ids)) {
        const of = await items(as, `/v1/notifications?trajectoryId=${id}`);
        assert.deepEqual(
          of,
          seen.filter(({ trajectoryId }) => trajectoryId === id),
        );
      }
    });
  }

  it('to nothing at all for who looks after the system, or has a role that their agency does not have', async () => {
    for (const as of [
      'municipality:auditor',
      'municipality:administrator',
      'municipality:auditor@',
      'ngo:coordinator',
    ]) {
      const paths = [
        '/v1/trajectories',
        '/v1/tasks',
        '/v1/agenda',
        '/v1/notifications',
        '/v1/statistics?view=period&from=2026-01-01&to=2026-01-31',
      ];
      for (const path of paths) assert.equal((await stack.get(as, path)).status, 403, `${as} ${path}`);
      if (as === 'ngo:coordinator') continue;
      for (const id of Object.values(ids)) {
        const answer = await stack.get(as, `/v1/trajectories/${id}`);
        isTheSame(answer, id, await stack.get(as, `/v1/trajectories/${nobody}`), nobody, as);
        assert.equal(answer.status, 404, as);
      }
    }
  });

  it('to the work list: an agency sees its own open steps, a coordinator those of all agencies of the city', async () => {
    const tasks = async (as: string) =>
      (await items(as, '/v1/tasks')).map(({ trajectoryId, step }) => {
        const [name] = Object.entries(ids).find(([, id]) => id === trajectoryId)!;
        return `${name} ${step}`;
      });
    const municipal = ['outcome-registration', 'periodic-review'].map((step) => `admitted ${step}`);
    municipal.push('byNgo intake', 'fresh intake');
    const others = ['legal-review', 'return-counselling', 'dossier-ind', 'dossier-dtv'];
    const here = [...municipal, ...others.map((step) => `admitted ${step}`)];
    const there = [...others, 'outcome-registration', 'periodic-review'].map((step) => `elsewhere ${step}`);
    for (const [as, expected] of [
      [director, municipal],
      ['municipality:intake-officer', municipal],
      ['ngo:legal', ['admitted legal-review']],
      ['dtv:departure-officer', ['admitted return-counselling', 'admitted dossier-dtv']],
      ['dtv:departure-officer@groningen', ['elsewhere return-counselling', 'elsewhere dossier-dtv']],
      ['ind:liaison', ['admitted dossier-ind']],
      ['avim:liaison', []],
      ['municipality:coordinator', here],
      [national, [...here, ...there]],
    ] as [string, string[]][]) {
      assert.deepEqual((await tasks(as)).toSorted(), expected.toSorted(), as);
    }
  });

  it('to each step and action: the roles that may perform it get as far as the trajectory, all others get 403', async () => {
    // Made on a version that never was, so that who may perform it is refused for that (412), and nothing happens.
    const headers = { 'if-match': '"999"' };
    const tried = async ([as, allowed]: [string, string[]]) => {
      for (const [kind, name] of commands as [string, string][]) {
        const path = (id: string) => `/v1/trajectories/${id}/${kind}/${name}`;
        const { body } = example(name);
        const answer = await stack.post(as, path(ids.admitted), body, headers);
        // Nobody asked the aliens police anything here, so they may not know of it.
        const mayKnowOfIt = as.startsWith('avim') ? 404 : 412;
        const expected = allowed.includes(name) ? mayKnowOfIt : 403;
        assert.equal(answer.status, expected, `${as} ${name}: ${answer.body['detail']}`);
        // Elsewhere the same people can't tell a trajectory that is not theirs from one that never was.
        if (!isThorough && !allowed.includes(name)) continue;
        for (const id of [ids.elsewhere, ...(as.startsWith('municipality') ? [] : [ids.fresh])]) {
          const other = await stack.post(as, path(id), body);
          assert.equal(other.status, allowed.includes(name) ? 404 : 403, `${as} ${name}: ${other.body['detail']}`);
          isTheSame(other, id, await stack.post(as, path(nobody), body), nobody, `${as} ${name}`);
        }
      }
    };
    const waiting = Object.entries(mayDo);
    const some = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await tried(next);
    };
    await Promise.all([some(), some(), some()]);
    assert.ok(await isUnchanged());
  });

  it('to a trajectory that has ended: who may not know of it is not told that it has', async () => {
    const headers = { 'if-match': '"999"' };
    const { body } = example('legal-review');
    const path = (id: string) => `/v1/trajectories/${id}/steps/legal-review`;
    assert.equal((await stack.post('ngo:legal', path(ids.ended), body, headers)).body['code'], 'trajectory-closed');
    const other = await stack.post('ngo:legal@groningen', path(ids.ended), body, headers);
    isTheSame(other, ids.ended, await stack.post('ngo:legal@groningen', path(nobody), body, headers), nobody, 'ended');
  });

  it('to referring: for the own municipality only, by the roles that may, and for no other', async () => {
    const { body } = example('referral');
    for (const [as, allowed] of Object.entries(mayDo)) {
      const expected = allowed.includes('referral') ? 201 : 403;
      const answer = await stack.post(`${as}@eindhoven`, '/v1/trajectories', body);
      assert.equal(answer.status, expected, `${as}: ${answer.body['detail']}`);
      if (expected === 201) assert.equal(answer.body['municipality'], 'eindhoven');
      const other = await stack.post(as, '/v1/trajectories', { ...(body as object), municipality: 'groningen' });
      assert.equal(other.status, 403, as);
    }
    assert.equal((await stack.post(national, '/v1/trajectories', body)).status, 403);
  });

  it('to sending again: who directs or watches over the city may; an agency may not, and another city sees no message', async () => {
    const [message] = await items('ngo:legal', `/v1/notifications?trajectoryId=${ids.admitted}`);
    const path = (id: string) => `/v1/notifications/${id}/redeliver`;
    for (const as of [director, 'municipality:coordinator', national]) {
      assert.equal((await stack.call(as, 'POST', path(message.id))).status, 202, as);
    }
    for (const as of ['municipality:intake-officer', 'ngo:legal', 'ngo:coordinator', 'ind:case-director']) {
      assert.equal((await stack.call(as, 'POST', path(message.id))).status, 403, as);
    }
    const other = await stack.call(`${director}@groningen`, 'POST', path(message.id));
    assert.equal(other.status, 404);
    const none = `${nobody}-1-ngo-mail`;
    isTheSame(other, message.id, await stack.call(`${director}@groningen`, 'POST', path(none)), none, 'redeliver');
  });

  it('to the fields of the timeline is cut by their audience, and what is cut is nowhere in the answer', async () => {
    const filledIn = async (as: string) => {
      const events = await items(as, `/v1/trajectories/${ids.admitted}/timeline`);
      const withData = events.filter(({ data }) => data !== null);
      return Object.fromEntries(withData.map(({ step, data }) => [step, Object.keys(data).toSorted()]));
    };
    const forAll = { referral: ['channel', 'receivedOn'], admission: ['decidedOn', 'decision', 'direction'] };
    const screening = ['dublinClaim', 'heldOn', 'otherShelterRight', 'proceduresFinished', 'safeCountry'];
    const forNgo = {
      referral: ['channel', 'interpreterNeeded', 'languages', 'receivedOn'],
      intake: [...screening, 'legalRepresentative', 'needs', 'regionalTie', 'vulnerable'].toSorted(),
      admission: ['decidedOn', 'decision', 'direction', 'ground', 'motivation'],
    };
    assert.deepEqual(await filledIn('dtv:departure-officer'), { ...forAll, intake: screening });
    const forInd = { ...forAll, intake: [...screening, 'legalRepresentative'].toSorted() };
    assert.deepEqual(await filledIn('ind:liaison'), forInd);
    assert.deepEqual(await filledIn('ngo:legal'), forNgo);
    const forCity = { ...forNgo, admission: [...forNgo.admission, 'mandate'].toSorted() };
    for (const as of [director, national]) assert.deepEqual(await filledIn(as), forCity);
    for (const [as, hidden] of [
      ['ngo:legal', ['MANDATE-2025-03']],
      ['ind:liaison', ['MANDATE-2025-03', 'DEC-2026-0188', 'meets-criteria', 'legal-aid']],
      ['dtv:departure-officer', ['MANDATE-2025-03', 'DEC-2026-0188', 'LAW-2026-0417', 'vulnerable']],
    ] as [string, string[]][]) {
      const pages = ['', '/timeline'].map((path) => stack.get(as, `/v1/trajectories/${ids.admitted}${path}`));
      const text = JSON.stringify((await Promise.all(pages)).map(({ body }) => body));
      for (const value of hidden) assert.ok(!text.includes(value), `${as} is shown ${value}`);
    }
  });
});

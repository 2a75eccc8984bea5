import assert from 'node:assert/strict';
import { verifyRows } from '../../src/register/integrity/verifyRows.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, through } from '../support/walk.js';

const director = 'municipality:case-director';
const number = '2790046188';
const given = {
  calledBy: 'Zelam Vrouwenveld',
  birthYear: 1994,
  birthYearIsAbout: true,
  languages: ['ti', 'Amhaars'],
  interpreterNeeded: true,
  reach: { kind: 'phone', value: '0611223399', notWhen: 'Na zes uur' },
  representative: 'Kantoor Zwartveld',
};

describe('Whom a trajectory is about, through the API', () => {
  let stack: Stack;
  let id: string;
  let other: string;

  before(async () => {
    stack = await startQuickStack();
    id = await referred({ ...given, vNumber: `V-${number}` });
    other = await referred({ languages: undefined, interpreterNeeded: undefined });
    const intake = example('intake');
    for (const one of [id, other]) {
      const { status } = await stack.post(intake.by, `/v1/trajectories/${one}/steps/intake`, intake.body);
      assert.equal(status, 200);
    }
    // IND and DT&V take part from the intake on, as soon as it is recorded.
    await eventually(async () => (await listed('ind:liaison', id)) && (await listed('ind:liaison', other)));
  });
  after(() => stack.stop());

  const referred = async (more: object): Promise<string> => {
    const body = { ...(example('referral').body as object), ...more };
    const answer = await stack.post('ngo:counsellor', '/v1/trajectories', body);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body['id'];
  };
  const read = async (as: string, which = id, more = '') => {
    const { status, body } = await stack.get(as, `/v1/trajectories/${which}${more}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body['person'] as Record<string, unknown>;
  };
  const listed = async (as: string, which = id) => {
    const { body } = await stack.get(as, '/v1/trajectories?limit=200');
    return (body['items'] as any[]).find((one) => one.id === which);
  };
  const recordedAll = (which: string) =>
    eventually(async () => {
      const { version } = (await stack.get(director, `/v1/trajectories/${which}`)).body;
      const { items } = (await stack.get(director, `/v1/trajectories/${which}/timeline?limit=200`)).body;
      return items.length === version;
    });
  const describePerson = (body: object, as = director, which = id) =>
    stack.post(as, `/v1/trajectories/${which}/actions/describe-person`, body);

  it('is shown to each agency by the audience of each field: the IND sees the number and not the name', async () => {
    assert.deepEqual(await read(director), { ...given, vNumber: number });
    const { representative } = given;
    assert.deepEqual(await read('ngo:counsellor'), given);
    assert.deepEqual(await read('ind:liaison'), { vNumber: number, representative });
    assert.deepEqual(await read('dtv:departure-officer'), { vNumber: number, birthYear: 1994, birthYearIsAbout: true });
  });

  it('stands in lists and work lists by the same audience, and never more than lists show', async () => {
    const inLists = { calledBy: given.calledBy, birthYear: 1994, birthYearIsAbout: true, vNumber: number };
    assert.deepEqual((await listed(director)).person, inLists);
    assert.deepEqual((await listed('ind:liaison')).person, { vNumber: number });
    const { body } = await stack.get('ind:liaison', '/v1/tasks?limit=200');
    const task = (body['items'] as any[]).find(({ trajectoryId }) => trajectoryId === id);
    assert.deepEqual(task.person, { vNumber: number });
    const found = await stack.post('ind:liaison', '/v1/searches', { vNumber: number });
    assert.deepEqual(found.body['items'][0].person, { vNumber: number });
  });

  it('stands on the agenda of the meeting by the same audience', async () => {
    await through(stack, id, 'dossier-ind', 'dossier-dtv', 'rest-period');
    const agenda = async (as: string) => {
      const { items } = (await stack.get(as, '/v1/agenda?limit=200')).body as { items: any[] };
      return items.find(({ trajectoryId }) => trajectoryId === id)?.person;
    };
    assert.deepEqual(await eventually(() => agenda(director)), {
      calledBy: given.calledBy,
      birthYear: 1994,
      birthYearIsAbout: true,
      vNumber: number,
    });
    assert.deepEqual(await agenda('ind:liaison'), { vNumber: number });
  });

  it('is nothing where nothing is known, and says nothing by being so', async () => {
    for (const as of [director, 'ind:liaison']) {
      assert.deepEqual(await read(as, other), {});
      assert.deepEqual((await listed(as, other)).person, {});
    }
  });

  it('is in nothing that an agency gets whose audience it is not', async () => {
    const hidden = [given.calledBy, given.reach.value, given.reach.notWhen, 'Amhaars'];
    for (const path of ['', '/timeline', '/situation', '/moves', '/picture', '/who-sees-what', '/terms']) {
      const { status, body } = await stack.get('ind:liaison', `/v1/trajectories/${id}${path}`);
      assert.ok(status === 200 || status === 403, path);
      for (const text of hidden) assert.ok(!JSON.stringify(body).includes(text), `${path}: ${text}`);
    }
    const ngo = await stack.get('ngo:counsellor', `/v1/trajectories/${id}/timeline`);
    assert.ok(!JSON.stringify(ngo.body).includes(number));
    assert.ok(JSON.stringify(ngo.body).includes(given.calledBy));
  });

  it('is changed at once for who reads it, and was what it was', async () => {
    const before = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { status, body } = await describePerson({ calledBy: 'Zelam', noLonger: ['representative'] });
    assert.equal(status, 200, JSON.stringify(body));
    const now = await read(director);
    assert.equal(now['calledBy'], 'Zelam');
    assert.equal(now['representative'], undefined);
    await eventually(async () => (await listed(director)).person.calledBy === 'Zelam');
    const asItWas = await eventually(async () => {
      const answer = await stack.get(director, `/v1/trajectories/${id}?asOf=${before}`);
      return answer.status === 200 && answer.body['person'];
    });
    assert.equal(asItWas.calledBy, given.calledBy);
    assert.equal(asItWas.representative, given.representative);
  });

  it('follows a correction of what was filled in, in the row of the register as well', async () => {
    const wrong = await describePerson({ birthYear: 1949 });
    assert.equal(wrong.status, 200, JSON.stringify(wrong.body));
    const sequence = wrong.body['version'] as number;
    await eventually(async () => (await listed(director)).person.birthYear === 1949);
    const changes = { birthYear: 1994, birthYearIsAbout: true };
    const path = `/v1/trajectories/${id}/actions/correct`;
    const corrected = await stack.post(director, path, { sequence, changes, reason: 'Two digits were exchanged.' });
    assert.equal(corrected.status, 200, JSON.stringify(corrected.body));
    assert.equal((await read(director))['birthYear'], 1994);
    const inList = await eventually(async () => {
      const { person } = await listed(director);
      return person.birthYear === 1994 && person;
    });
    assert.equal(inList.birthYearIsAbout, true);
  });

  it('is taken away without a word to who did not know of it', async () => {
    const twins = await Promise.all([referred({ ...given, vNumber: '2790046166' }), referred(given)]);
    const seen: string[] = [];
    for (const twin of twins) {
      const done = await describePerson({ noLonger: ['vNumber', 'representative'] }, director, twin);
      assert.equal(done.status, 200, JSON.stringify(done.body));
      const items = await eventually(async () => {
        const { body } = await stack.get('ngo:counsellor', `/v1/trajectories/${twin}/timeline`);
        const found = body['items'] as any[];
        return found.some(({ type }) => type === 'describe-person') && found;
      });
      seen.push(JSON.stringify(items.map(({ at: _at, ...item }) => item)).replaceAll(twin, 'ID'));
    }
    assert.equal(seen[0], seen[1]);
  });

  it('is corrected as it is filled in: what is typed is made plain, and the same number is the same', async () => {
    const which = await referred({ ...given, vNumber: number.replace('88', '55') });
    const correct = (changes: object) =>
      stack.post(director, `/v1/trajectories/${which}/actions/correct`, { sequence: 1, changes, reason: 'Misread.' });
    await recordedAll(which);
    const same = await correct({ vNumber: `V-nr. ${number.replace('88', '55')}` });
    assert.deepEqual([same.status, same.body['because']], [400, 'says-so-already']);
    const done = await correct({ calledBy: '  Ze\u202elam\u2028 V ', vNumber: 'V 279.004.6166' });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    await recordedAll(which);
    const plain = { calledBy: 'Zelam V', vNumber: '2790046166' };
    const { items } = (await stack.get(director, `/v1/trajectories/${which}/timeline`)).body as { items: any[] };
    assert.deepEqual(items[0].corrected.data, plain);
    assert.deepEqual(items.at(-1).data.changes, plain);
    assert.deepEqual(await read(director, which), { ...given, ...plain });
  });

  it('says by no correction whether an entry has an answer that the agency may not see, and is all taken back by one', async () => {
    const answers = await Promise.all(
      [{ languages: ['nl'] }, { languages: ['nl'], vNumber: number }].map(async (body) => {
        const which = await referred({ calledBy: 'Twin' });
        const { version } = (await describePerson(body, director, which)).body;
        await recordedAll(which);
        const correction = { sequence: version, changes: { languages: null }, reason: 'About another person.' };
        const path = `/v1/trajectories/${which}/actions/correct`;
        const { status, body: said } = await stack.post('ngo:counsellor', path, correction);
        await recordedAll(which);
        return [status, said['version'], await read('ngo:counsellor', which)];
      }),
    );
    assert.deepEqual(answers[0]![2], { calledBy: 'Twin', languages: ['ti'], interpreterNeeded: true });
    assert.deepEqual(answers[1], answers[0]);
  });

  it('says by no line of who-sees-what that there is an answer that the agency may not see', async () => {
    const seen = await Promise.all(
      [{ languages: ['nl'] }, { languages: ['nl'], vNumber: number }].map(async (body) => {
        const which = await referred({});
        const { version: sequence } = (await describePerson(body, director, which)).body;
        await recordedAll(which);
        const changes = { ...body, languages: ['en'], ...('vNumber' in body && { vNumber: '2790046144' }) };
        const path = `/v1/trajectories/${which}/actions/correct`;
        const { status } = await stack.post(director, path, { sequence, changes, reason: 'Misread.' });
        assert.equal(status, 200);
        // From here on the IND has work, and is given what was filled in before.
        await through(stack, which, 'intake', 'admission');
        await recordedAll(which);
        const asked = await stack.get('ngo:counsellor', `/v1/trajectories/${which}/who-sees-what`);
        const items = asked.body['items'] as { agency: string; activities: { name: string }[] }[];
        const theirs = await stack.get('ind:liaison', `/v1/trajectories/${which}/who-sees-what`);
        const own = theirs.body['items'].find((one: { agency: string }) => one.agency === 'ind');
        const names = own.activities.map(({ name }: { name: string }) => name);
        assert.equal(names.includes('describe-person') && names.includes('correct'), 'vNumber' in body);
        return items.map(({ agency, activities }) => ({ agency, activities }));
      }),
    );
    assert.deepEqual(seen[1], seen[0]);
  });

  it('is there when it has ended, from the record, by the same audience', async () => {
    const withdrawn = example('withdraw');
    const { status } = await stack.post(withdrawn.by, `/v1/trajectories/${other}/actions/withdraw`, withdrawn.body);
    assert.equal(status, 200);
    const ended = await referred({ ...given, vNumber: '2790046199' });
    assert.equal(
      (await stack.post(withdrawn.by, `/v1/trajectories/${ended}/actions/withdraw`, withdrawn.body)).status,
      200,
    );
    const ofEnded = async (as: string) => (await stack.get(as, `/v1/trajectories/${ended}`)).body;
    const whole = await eventually(async () => {
      const body = await ofEnded(director);
      return body['source'] === 'register' && body['status'] === 'closed' && body;
    });
    assert.deepEqual(whole['person'], { ...given, vNumber: '2790046199' });
    assert.deepEqual((await ofEnded('ngo:counsellor'))['person'], given);
    // The same person, with the number in another form, is found by it.
    const found = await stack.post(director, '/v1/searches', { vNumber: 'V-nr. 279.004.6199' });
    assert.deepEqual(
      found.body['items'].map((one: { id: string }) => one.id),
      [ended],
    );
  });

  it('is described once by a referral that is sent again under its key, in whatever form its number is written', async () => {
    const key = { 'idempotency-key': 'the-same-referral' };
    const body = { ...(example('referral').body as object), calledBy: 'Once', vNumber: '2790046177' };
    const first = await stack.post('ngo:counsellor', '/v1/trajectories', body, key);
    const again = await stack.post('ngo:counsellor', '/v1/trajectories', { ...body, vNumber: 'V 2790046177' }, key);
    assert.deepEqual([first.status, again.status, again.body['id']], [201, 201, first.body['id']]);
    const another = { ...body, vNumber: '2790046178' };
    const refused = await stack.post('ngo:counsellor', '/v1/trajectories', another, key);
    assert.notEqual(refused.status, 201);
    assert.ok(!JSON.stringify(refused.body).includes('27900461'));
  });

  it('is what /v1/me says that lists show, to each agency what it may see', async () => {
    const shown = async (as: string) => (await stack.get(as, '/v1/me')).body['person'];
    assert.equal((await shown(director)).name, 'calledBy');
    assert.deepEqual(
      (await shown('ind:liaison')).facts.map(({ fact }: { fact: string }) => fact),
      ['vNumber'],
    );
    assert.equal((await shown('ind:liaison')).name, null);
  });

  it('is the same in the register as its events make it, and what is changed there is found', async () => {
    const { register } = stack;
    assert.deepEqual((await verified()).faults, []);
    const [row] = await register.query<{ person: Record<string, unknown> }>(
      { text: 'select person from trajectories where id = $1' },
      [id],
    );
    assert.ok(!JSON.stringify(row).includes('Zelam'));
    await register.query({ text: `update trajectories set person = person - 'vNumber' where id = $1` }, [id]);
    assert.match((await verified()).faults.join(), /whom it is about/);
    await register.query({ text: 'update trajectories set person = $2 where id = $1' }, [id, row!.person]);
    assert.deepEqual((await verified()).faults, []);
  });

  const verified = async () => {
    const faults: string[] = [];
    await verifyRows(stack.register, {
      onFault: ({ fault }) => faults.push(fault),
    });
    return { faults };
  };
});

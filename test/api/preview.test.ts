import assert from 'node:assert/strict';
import type { Text } from '../../src/trajectory/language.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, perform, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';

describe('What will be told, before it is done', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const preview = (as: string, id: string, what: string, body: unknown) =>
    stack.post(as, `/v1/trajectories/${id}/${what}/preview`, body);
  const like = (name: string, changes: object = {}) => ({ ...(example(name).body as object), ...changes });
  const versionOf = async (id: string) => (await stack.get(director, `/v1/trajectories/${id}`)).body['version'];

  it('is what comes of it when it is done: the same events, messages and open steps', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake');
    const before = await versionOf(id);
    const { status, body } = await preview(director, id, 'steps/admission', example('admission').body);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body['version'], before);
    assert.equal(await versionOf(id), before, 'nothing was changed');
    const done = await perform(stack, id, 'admission', { headers: { 'if-match': `"${body['version']}"` } });
    assert.equal(done.status, 200);
    const opens = body['opens'].map(({ title: _title, ...open }: Record<string, unknown>) => open);
    for (const open of opens) {
      const { step, responsible, targetDate, fatalDate } = done.body['openSteps'].find(
        (one: { step: string }) => one.step === open.step,
      );
      assert.deepEqual({ step, responsible, targetDate, fatalDate }, open);
    }
    assert.ok(opens.length >= 2);
    assert.deepEqual(body['closes'], ['admission']);
    // The register follows within a moment.
    const items = await eventually(async () => {
      const { body: timeline } = await stack.get(director, `/v1/trajectories/${id}/timeline`);
      const all = timeline['items'] as { sequence: number; type: string; step: string | null; tells: string[] }[];
      return all.at(-1)?.sequence === done.body['version'] && all;
    });
    const recorded = items
      .filter(({ sequence }) => sequence > before)
      .map(({ type, step, tells }) => ({ type, step, tells }));
    assert.deepEqual(body['events'], recorded);
    const sent = (await stack.get(director, `/v1/notifications?trajectoryId=${id}&limit=200`)).body['items'] as {
      entry: number;
      agency: string;
      channel: string;
      subject: string;
    }[];
    const fresh = sent.filter((one) => one.entry > before);
    const told = (body['told'] as { agency: string; channels: string[]; subject: Text }[]).flatMap(
      ({ agency, channels, subject }) => channels.map((channel) => ({ agency, channel, subject: subject.en })),
    );
    const sorted = (list: object[]) => list.map((one) => JSON.stringify(one)).toSorted();
    assert.deepEqual(sorted(told), sorted(fresh.map(({ agency, channel, subject }) => ({ agency, channel, subject }))));
  });

  it('of a referral is what comes of referring, starts and writes nothing, and does not tell who is known here', async () => {
    const vNumber = '3141592653';
    const known = await refer(stack, { vNumber });
    const body = like('referral', { vNumber });
    const everything = async () => [
      (await stack.get(director, '/v1/trajectories?limit=200')).body['items'],
      (await stack.get(director, '/v1/notifications?limit=200')).body['items'].length,
      (await stack.get(director, '/v1/events?after=0')).body['items'].length,
    ];
    await eventually(async () => JSON.stringify(await everything()).includes(known));
    const before = await everything();
    const foreseen = await stack.post('ngo:counsellor', '/v1/referrals/preview', body);
    assert.equal(foreseen.status, 200, JSON.stringify(foreseen.body));
    assert.ok(!JSON.stringify(foreseen.body).includes(vNumber));
    assert.deepEqual(await everything(), before);
    const unknown = await stack.post('ngo:counsellor', '/v1/referrals/preview', { ...body, vNumber: '2718281829' });
    assert.deepEqual(unknown.body, foreseen.body);

    const done = await stack.post('ngo:counsellor', '/v1/trajectories', example('referral').body);
    assert.equal(done.status, 201);
    const { id, openSteps, parties } = done.body;
    assert.deepEqual(
      foreseen.body['opens'].map(({ step, responsible, fatalDate }: Record<string, unknown>) => [
        step,
        responsible,
        fatalDate,
      ]),
      openSteps.map(({ step, responsible, fatalDate }: Record<string, unknown>) => [step, responsible, fatalDate]),
    );
    assert.deepEqual(
      (foreseen.body['seen'] as { agency: string }[]).map(({ agency }) => agency).toSorted(),
      parties.toSorted(),
    );
    const sent = await eventually(async () => {
      const { items } = (await stack.get(director, `/v1/notifications?trajectoryId=${id}`)).body;
      return items.length > 0 && (items as { agency: string; channel: string; subject: string }[]);
    });
    assert.deepEqual(
      (foreseen.body['told'] as { agency: string; channels: string[]; subject: Text }[]).flatMap(
        ({ agency, channels, subject }) => channels.map((channel) => [agency, channel, subject.en].join()),
      ),
      sent.map(({ agency, channel, subject }) => [agency, channel, subject].join()),
    );
    const { audience } = foreseen.body['fields'].find(({ field }: { field: string }) => field === 'vNumber');
    assert.deepEqual(audience, ['municipality', 'ind', 'dtv', 'avim']);
    for (const [as, sentBody, status] of [
      ['ind:liaison', body, 403],
      [director, { ...body, municipality: 'groningen' }, 403],
      [director, { ...body, receivedOn: 'yesterday' }, 400],
    ] as const) {
      const refused = await stack.post(as, '/v1/referrals/preview', sentBody);
      assert.equal(refused.status, status, JSON.stringify(refused.body));
      assert.equal((await stack.post(as, '/v1/trajectories', sentBody)).status, status);
    }
  });

  it('says of each party which of the filled in fields it will see, and who becomes a party by it', async () => {
    const id = await refer(stack);
    const { body } = await preview(director, id, 'actions/share', like('share', { with: 'avim' }));
    const seen = Object.fromEntries(body['seen'].map(({ agency, ...more }: { agency: string }) => [agency, more]));
    assert.deepEqual(seen['avim'], { newParty: true, fields: ['with', 'question', 'reason'] });
    assert.deepEqual(seen['municipality'], { newParty: false, fields: ['with', 'question', 'reason'] });
    assert.ok(body['fields'].every(({ purpose }: { purpose: { nl: string } }) => purpose.nl.startsWith('Om ')));
    const intake = (await preview(director, id, 'steps/intake', example('intake').body)).body;
    const { ind } = Object.fromEntries(
      intake['seen'].map(({ agency, fields }: { agency: string; fields: string[] }) => [agency, fields]),
    );
    assert.ok(ind.includes('heldOn') && !ind.includes('vulnerable') && !ind.includes('needs'), ind);
  });

  it('leaves every agency outside a compartment out of who will see it', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    for (const agency of ['ind', 'dtv', 'avim']) {
      await stack.post(director, `/v1/trajectories/${id}/actions/share`, like('share', { with: agency }));
    }
    const body = like('raise-blocker', { blocker: 'medical', owner: 'ngo' });
    const { body: foreseen } = await preview(director, id, 'actions/raise-blocker', body);
    for (const { agency, fields } of foreseen['seen'] as { agency: string; fields: string[] }[]) {
      assert.equal(fields.length > 0, ['municipality', 'ngo'].includes(agency), agency);
    }
    assert.deepEqual(
      (foreseen['told'] as { agency: string }[]).map(({ agency }) => agency),
      ['ngo'],
    );
    assert.deepEqual(foreseen['opens'][0].knownTo, ['municipality', 'ngo']);
  });

  it('is refused as doing it would be: by role, by input, by state, and for who may not know of it', async () => {
    const id = await refer(stack);
    const admission = example('admission').body;
    for (const [as, what, body, status] of [
      ['ngo:legal', 'steps/admission', admission, 403],
      [director, 'steps/intake', { heldOn: 'yesterday' }, 400],
      [director, 'steps/admission', admission, 409],
      [director, 'actions/lift-court-hold', example('lift-court-hold').body, 409],
      [`${director}@groningen`, 'steps/intake', example('intake').body, 404],
      ['dtv:departure-officer', 'actions/share', example('share').body, 404],
    ] as const) {
      const foreseen = await preview(as, id, what, body);
      const done = await stack.post(as, `/v1/trajectories/${id}/${what}`, body);
      assert.equal(foreseen.status, status, JSON.stringify(foreseen.body));
      assert.deepEqual([done.status, done.body['code']], [status, foreseen.body['code']], what);
    }
    assert.equal((await preview(director, id, 'steps/nothing', {})).status, 404);
  });

  it('of a reopening is told from the record, and of an offer to who may answer it no more than what comes of the answer', async () => {
    const id = await refer(stack);
    await stack.post(director, `/v1/trajectories/${id}/actions/withdraw`, example('withdraw').body);
    // Until its record is complete it is not known to have ended.
    const closed = await eventually(async () => {
      const answer = await preview(director, id, 'actions/reopen', example('reopen').body);
      return answer.status === 200 && answer;
    });
    assert.ok(closed.body['opens'].some(({ step }: { step: string }) => step === 'intake'));
    const offered = await refer(stack);
    await stack.post(director, `/v1/trajectories/${offered}/actions/offer-transfer`, example('offer-transfer').body);
    const { status, body } = await preview(
      `${director}@groningen`,
      offered,
      'actions/refuse-transfer',
      example('refuse-transfer').body,
    );
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body['version'], body['opens'], body['seen'], body['events']], [0, [], [], []]);
    assert.deepEqual(
      body['told'].map(({ agency, municipality }: Record<string, string>) => [agency, municipality]),
      [['municipality', 'utrecht']],
    );
  });
});

import assert from 'node:assert/strict';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Answer, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';
const coordinator = 'municipality:coordinator';
const reason = 'The letter was read wrongly.';

interface Item {
  sequence: number;
  type: string;
  step: string | null;
  data: Record<string, unknown> | null;
  corrected?: { data: Record<string, unknown>; by: number[] };
}

describe('A correction', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const items = async (id: string, as = director, query = ''): Promise<Item[]> =>
    (await stack.get(as, `/v1/trajectories/${id}/timeline${query}`)).body['items'] as Item[];
  const entryOf = (id: string, name: string, as = director): Promise<Item> =>
    eventually(async () =>
      (await items(id, as)).find(({ type, step }) => (step ?? type) === name && type !== 'step-opened'),
    );
  const correct = (id: string, sequence: number, changes: object, as = director, headers = {}): Promise<Answer> =>
    stack.post(as, `/v1/trajectories/${id}/actions/correct`, { sequence, changes, reason }, headers);
  const fact = async (id: string, name: string, as = director, query = '') => {
    const { body } = await stack.get(as, `/v1/trajectories/${id}/situation${query}`);
    return (body['facts'] as { fact: string; value: unknown; corrected?: true }[]).find((one) => one.fact === name);
  };
  const recorded = (id: string, version: unknown) =>
    eventually(async () => (await items(id)).some(({ sequence }) => sequence === version));

  it('shows in the situation and at its entry what counts now, and as it was what was believed', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const { sequence } = await entryOf(id, 'admission');
    const then = new Date().toISOString();
    const done = await correct(id, sequence, { decidedOn: '2026-11-10' });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    await recorded(id, done.body['version']);
    assert.deepEqual(await fact(id, 'admittedOn'), {
      fact: 'admittedOn',
      title: { en: 'Start date', nl: 'Ingangsdatum' },
      value: '2026-11-10',
      words: {},
      corrected: true,
    });
    assert.equal((await fact(id, 'admittedOn', director, `?asOf=${then}`))?.value, '2026-11-16');
    const { data, corrected } = await entryOf(id, 'admission');
    assert.equal(data?.['decidedOn'], '2026-11-16');
    assert.deepEqual(corrected, { data: { decidedOn: '2026-11-10' }, by: [done.body['version']] });
    const earlier = (await items(id, director, `?asOf=${then}`)).find((one) => one.sequence === sequence);
    assert.equal(earlier?.corrected, undefined);
  });

  it('happens once, whoever else does something meanwhile', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const { sequence } = await entryOf(id, 'intake');
    const headers = { 'idempotency-key': 'correct-once' };
    const flag = () => stack.post(director, `/v1/trajectories/${id}/actions/add-contact`, example('add-contact').body);
    const answers = await Promise.all([
      correct(id, sequence, { heldOn: '2026-11-04' }, director, headers),
      flag(),
      flag(),
      correct(id, sequence, { heldOn: '2026-11-04' }, director, headers),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    const found = await eventually(async () => {
      const all = (await items(id)).filter(({ type }) => type === 'correct' || type === 'add-contact');
      return all.length >= 3 && all;
    });
    assert.equal(found.filter(({ type }) => type === 'correct').length, 1);
  });

  it('is made of a closed trajectory too, also beside a later one of the same person, and leaves both as they are', async function () {
    this.timeout(120_000);
    const vNumber = '2791187465';
    const id = await refer(stack, { vNumber });
    await through(stack, id, 'intake', 'admission', 'outcome-registration');
    const { sequence } = await entryOf(id, 'outcome-registration');
    const closed = async () => (await stack.get(director, `/v1/trajectories/${id}`)).body;
    await eventually(async () => (await closed())['status'] === 'closed' && (await closed())['source'] === 'register');
    const { closedAt } = await closed();
    const again = async (occurredOn: string) => {
      const done = await eventually(async () => {
        const answer = await correct(id, sequence, { occurredOn });
        return answer.status === 503 ? false : answer;
      }, 20_000);
      assert.equal(done.status, 200, JSON.stringify(done.body));
      await recorded(id, done.body['version']);
      const { status, closedAt: then, outcome } = await closed();
      assert.deepEqual([status, then, outcome], ['closed', closedAt, 'RETURNED_INDEPENDENT']);
      const { corrected } = await entryOf(id, 'outcome-registration');
      assert.equal(corrected?.data['occurredOn'], occurredOn);
    };
    await again('2026-11-20');
    const later = await eventually(async () => {
      const { by, body } = example('referral');
      const answer = await stack.post(by, '/v1/trajectories', { ...(body as object), vNumber });
      return answer.status === 201 && (answer.body['id'] as string);
    }, 20_000);
    await again('2026-11-21');
    const { status, version } = (await stack.get(director, `/v1/trajectories/${later}`)).body;
    assert.deepEqual([status, version], ['open', 2]);
  });

  it('of a closed trajectory is taken at the version that an agency saw, which is not told what it may not know of', async () => {
    const counsellor = 'ngo:counsellor';
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const contact = example('add-contact').body as object;
    await stack.post(counsellor, `/v1/trajectories/${id}/actions/add-contact`, contact);
    // Known to the municipality alone.
    await stack.post(director, `/v1/trajectories/${id}/actions/claim`, { step: 'outcome-registration' });
    await through(stack, id, 'outcome-registration');
    const seen = () => stack.get(counsellor, `/v1/trajectories/${id}`);
    await eventually(
      async () => (await seen()).body['source'] === 'register' && (await seen()).body['status'] === 'closed',
    );
    const version = Number((await seen()).body['version']);
    assert.ok(version < Number((await stack.get(director, `/v1/trajectories/${id}`)).body['version']));
    const { sequence } = await entryOf(id, 'add-contact', counsellor);
    const at = (seenVersion: number) =>
      eventually(async () => {
        const headers = { 'if-match': `"${seenVersion}"` };
        const answer = await correct(id, sequence, { how: 'visit' }, counsellor, headers);
        return answer.status !== 503 && answer;
      }, 20_000);
    assert.equal((await at(version - 1)).status, 412);
    const asked = { sequence, changes: { how: 'visit' }, reason };
    const preview = await stack.post(counsellor, `/v1/trajectories/${id}/actions/correct/preview`, asked);
    assert.deepEqual([preview.status, preview.body['version']], [200, version], JSON.stringify(preview.body));
    const done = await at(version);
    assert.equal(done.status, 200, JSON.stringify(done.body));
  });

  it('is tried by an agency with the same answer, whatever hidden work it does not fit with; only doing it is refused', async () => {
    const officer = 'dtv:departure-officer';
    const start = (id: string, procedure: string, lodgedOn: string) =>
      stack.post(director, `/v1/trajectories/${id}/actions/start-procedure`, {
        procedure,
        lodgedOn,
        reference: 'REF-2026-1',
        reason,
      });
    const ended = { result: 'issued', decidedOn: '2026-11-10' };
    const tried: unknown[] = [];
    const done: number[] = [];
    for (const isHidden of [false, true]) {
      const id = await refer(stack);
      await through(stack, id, 'intake', 'admission');
      assert.equal((await start(id, 'laissez-passer', '2026-11-03')).status, 200);
      const path = `/v1/trajectories/${id}`;
      assert.equal((await stack.post(officer, `${path}/steps/procedure-laissez-passer`, ended)).status, 200);
      if (isHidden) assert.equal((await start(id, 'human-trafficking', '2026-11-15')).status, 200);
      const { version } = (await stack.get(director, path)).body;
      await recorded(id, version);
      const { sequence } = await entryOf(id, 'procedure-laissez-passer', officer);
      const changes = { result: 'no-answer' };
      const { status, body } = await stack.post(officer, `${path}/actions/correct/preview`, {
        sequence,
        changes,
        reason,
      });
      assert.equal(status, 200, JSON.stringify(body));
      tried.push({ ...body, id: '' });
      done.push((await correct(id, sequence, changes, officer)).status);
    }
    assert.deepEqual(tried[0], tried[1]);
    assert.deepEqual(done, [200, 409]);
  });

  it('of a refusal holds when a colleague has looked, and says until then that it waits', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake');
    const { direction: _none, ...decided } = example('admission').body as Record<string, unknown>;
    const refused = { ...decided, decision: 'refused', ground: 'outside-target-group' };
    await stack.post(director, `/v1/trajectories/${id}/steps/admission`, refused);
    await stack.post(coordinator, `/v1/trajectories/${id}/steps/admission-check`, example('admission-check').body);
    const { sequence } = await entryOf(id, 'admission');
    const proposed = await correct(id, sequence, { decidedOn: '2026-11-10' });
    assert.equal(proposed.status, 200, JSON.stringify(proposed.body));
    await recorded(id, proposed.body['version']);
    assert.equal((await entryOf(id, 'admission')).corrected, undefined);
    const waits = (await fact(id, 'correctionProposal'))?.value as { proposal: number };
    const verdict = { sequence: waits.proposal, verdict: 'confirmed', reason };
    const confirm = (as: string) => stack.post(as, `/v1/trajectories/${id}/actions/confirm-correction`, verdict);
    assert.equal((await confirm(director)).status, 403);
    const done = await confirm(coordinator);
    assert.equal(done.status, 200, JSON.stringify(done.body));
    await recorded(id, done.body['version']);
    assert.deepEqual((await entryOf(id, 'admission')).corrected?.data, { decidedOn: '2026-11-10' });
  });

  it('shows an agency only the fields that it may see, and nothing of one with none of them', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const share = { with: 'ind', question: 'Q-1', reason: 'To look along.' };
    await stack.post(director, `/v1/trajectories/${id}/actions/share`, share);
    const asIt = { by: 'phone', reference: 'POST-2026-9' };
    const body = { ...(example('register-received').body as object), ...asIt };
    await stack.post(director, `/v1/trajectories/${id}/actions/register-received`, body);
    const { sequence } = await entryOf(id, 'register-received');
    const look = async () =>
      JSON.stringify([await items(id, 'ind:liaison'), await fact(id, 'admission', 'ind:liaison')]);
    await entryOf(id, 'register-received', 'ind:liaison');
    const before = await look();
    const hidden = await correct(id, sequence, { reference: 'POST-2026-10' });
    await recorded(id, hidden.body['version']);
    assert.equal(await look(), before);
    const partly = await correct(id, sequence, { reference: 'POST-2026-11', by: 'e-mail' });
    await recorded(id, partly.body['version']);
    const { corrected } = await entryOf(id, 'register-received', 'ind:liaison');
    assert.deepEqual(corrected?.data, { by: 'e-mail' });
    const last = (await items(id, 'ind:liaison')).at(-1);
    assert.deepEqual([last?.type, last?.data?.['changes']], ['correct', { by: 'e-mail' }]);
  });
});

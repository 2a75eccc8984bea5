import assert from 'node:assert/strict';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, perform, refer, through } from '../support/walk.js';

const here = 'municipality:case-director';
const there = `${here}@groningen`;

describe('A transfer, over the API', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const act = (as: string, id: string, name: string) =>
    stack.post(as, `/v1/trajectories/${id}/actions/${name}`, example(name).body);
  const read = async (as: string, id: string) => (await stack.get(as, `/v1/trajectories/${id}`)).status;
  const subjects = async (as: string) =>
    ((await stack.get(as, '/v1/notifications?limit=200')).body['items'] as { subject: string }[]).map(
      ({ subject }) => subject,
    );

  /** What stands beside the newest message of an offer of this trajectory. */
  const offerOf = async (as: string, id: string) => {
    const { items } = (await stack.get(as, `/v1/notifications?trajectoryId=${id}`)).body;
    const offered = (items as { subject: string; offer: { answer: string | null; answeredAt: string | null } }[]).find(
      ({ subject }) => subject.includes('was offered to you'),
    );
    return offered?.offer;
  };

  it('has its answer beside the message that asked for it, each time that it is offered', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    for (const [name, by, answer] of [
      ['revoke-transfer', here, 'revoked'],
      ['refuse-transfer', there, 'refused'],
      ['accept-transfer', there, 'accepted'],
    ] as const) {
      assert.equal((await act(here, id, 'offer-transfer')).status, 200);
      await eventually(async () => (await offerOf(there, id))?.answer === null);
      assert.equal((await act(by, id, name)).status, 200);
      await eventually(async () => (await offerOf(there, id))?.answer === answer);
      assert.match((await offerOf(there, id))?.answeredAt ?? '', /^\d{4}-.*Z$/);
    }
    const { items } = (await stack.get(there, `/v1/notifications?trajectoryId=${id}`)).body;
    const answers = (items as { offer: { answer: string } | null }[]).flatMap(({ offer }) =>
      offer ? [offer.answer] : [],
    );
    assert.deepEqual([...new Set(answers)], ['accepted', 'refused', 'revoked']);
    assert.equal(await offerOf(here, id), undefined);
  });

  it('tells the other municipality of the offer and shows it nothing; once accepted, it is theirs and no longer ours', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    assert.equal((await act(here, id, 'offer-transfer')).status, 200);
    await eventually(async () => (await subjects(there)).some((subject) => subject.includes('was offered to you')));
    assert.deepEqual([await read(here, id), await read(there, id)], [200, 404]);
    assert.equal(
      (await stack.post(there, `/v1/trajectories/${id}/steps/legal-review`, example('legal-review').body)).status,
      404,
    );

    const accepted = await act(there, id, 'accept-transfer');
    assert.equal(accepted.status, 200, JSON.stringify(accepted.body));
    assert.equal(accepted.body['municipality'], 'groningen');
    assert.deepEqual([await read(here, id), await read(there, id)], [404, 200]);
    await eventually(async () => (await subjects(here)).some((subject) => subject.includes('has been transferred')));
    const list = async (as: string) =>
      ((await stack.get(as, '/v1/trajectories?limit=200')).body['items'] as { id: string }[]).some(
        (item) => item.id === id,
      );
    await eventually(async () => (await list(there)) && !(await list(here)));
    assert.equal((await perform(stack, id, 'legal-review', { by: 'ngo:legal' })).status, 404);
    assert.equal((await perform(stack, id, 'legal-review', { by: 'ngo:legal@groningen' })).status, 200);
  });

  it('leaves the old agencies what they saw as it stood at the transfer', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const seen = async () => {
      const { items } = (await stack.get('ngo:legal', `/v1/notifications?trajectoryId=${id}`)).body;
      const changes = (await stack.get('ngo:legal', '/v1/events?after=0')).body['items'] as { trajectoryId: string }[];
      return { items, changes: changes.filter(({ trajectoryId }) => trajectoryId === id) };
    };
    await eventually(async () => (await seen()).items.some((one: any) => one.asks && one.status === 'sent'));
    assert.equal((await act(here, id, 'offer-transfer')).status, 200);
    const accepted = await act(there, id, 'accept-transfer');
    assert.equal(accepted.status, 200, JSON.stringify(accepted.body));
    await eventually(async () => (await stack.get(there, '/v1/trajectories')).body['items'].length > 0);
    const before = await eventually(async () => {
      const now = await seen();
      return now.items.every((one: any) => !one.asks || one.settledAt !== null) && now;
    });
    assert.equal((await perform(stack, id, 'legal-review', { by: 'ngo:legal@groningen' })).status, 200);
    // The register has it when the new NGO's own message says that nothing waits any more.
    await eventually(async () => {
      const { items } = (await stack.get(there, `/v1/trajectories/${id}/timeline?limit=500`)).body;
      return items.some((one: any) => one.type === 'step-completed' && one.step === 'legal-review');
    });
    assert.deepEqual(await seen(), before);
    for (const path of ['', '/timeline', '/who-sees-what', '/situation']) {
      assert.equal((await stack.get('ngo:legal', `/v1/trajectories/${id}${path}`)).status, 404, path);
    }
  });

  it('that is refused shows nothing of the trajectory to who refuses it, and tells who offered it', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    await act(here, id, 'offer-transfer');
    const { version } = (await stack.get(here, `/v1/trajectories/${id}`)).body as { version: number };
    const path = `/v1/trajectories/${id}/actions/refuse-transfer`;
    const by = (number: number) =>
      stack.post(there, path, example('refuse-transfer').body, { 'if-match': `"${number}"` });
    // How much there is to it can't be found out by trying: the right version is as wrong as any other.
    const [right, wrong] = [await by(version), await by(version + 1)];
    assert.deepEqual([right.status, right.body['currentVersion']], [412, 0]);
    assert.equal(right.body['detail'], wrong.body['detail']);
    const refused = await by(0);
    assert.equal(refused.status, 200);
    assert.deepEqual([refused.body['openSteps'], refused.body['parties'], refused.body['direction']], [[], [], null]);
    await eventually(async () => (await subjects(here)).some((subject) => subject.includes('Transfer refused')));
    assert.deepEqual([await read(here, id), await read(there, id)], [200, 404]);
    assert.equal((await act(there, id, 'accept-transfer')).status, 404);
  });
});

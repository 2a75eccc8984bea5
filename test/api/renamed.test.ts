import assert from 'node:assert/strict';
import { commandOf } from '../../src/api/trajectories/commandRoutes.js';
import type { Services } from '../../src/api/serving/services.js';
import { standardSteps } from '../../src/lvv/index.js';
import { decisionsFor } from '../support/decisions.js';
import { actor } from '../support/play.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const legal = 'ngo:legal';
const director = 'municipality:case-director';
const [older, newer] = ['legal-review', 'legal-check'];
const renamings: Record<string, string> = { [older]: newer, escalation: 'ladder', 'case-conference': 'conference' };
const renamed = standardSteps.map((step) => {
  const name = renamings[step.name];
  return name === undefined ? step : { ...step, name, formerly: [step.name] };
});

describe('A step that got another name, while it is open and stored under the earlier one', () => {
  let stack: Stack;
  let ids: string[];

  before(async () => {
    stack = await startQuickStack({ steps: renamed, withoutWorker: true });
    await stack.startWorker(standardSteps);
    ids = await Promise.all([1, 2, 3].map(() => refer(stack)));
    await Promise.all(ids.map((id) => through(stack, id, 'intake', 'admission')));
    assert.equal((await act(ids[0]!, 'claim', { step: older })).status, 200);
    await through(stack, ids[0]!, 'dossier-ind', 'dossier-dtv', 'rest-period');
    const { by, body } = example('escalate');
    assert.equal((await act(ids[0]!, 'escalate', body as object, by)).status, 200);
    await eventually(async () => {
      const rows = await stack.register.query<{ claimed: boolean }>({
        text: `select claimed_by is not null as claimed from open_steps where step = '${older}'`,
      });
      return rows.length === ids.length && rows.some(({ claimed }) => claimed);
    });
    await stack.stopWorker();
    await stack.startWorker(renamed);
  });
  after(() => stack.stop());

  const act = (id: string, name: string, body: object, as = legal) =>
    stack.post(as, `/v1/trajectories/${id}/actions/${name}`, body);
  const items = async (as: string, path: string) => (await stack.get(as, path)).body['items'] as any[];

  it('is in the work list and the lists of trajectories under its name of now, and found by either', async () => {
    for (const asked of [older, newer]) {
      const tasks = await items(legal, `/v1/tasks?step=${asked}`);
      assert.deepEqual(
        tasks.map(({ step, trajectoryId }) => [step, trajectoryId]).toSorted(),
        ids.map((id) => [newer, id]).toSorted(),
      );
      const listed = await items(legal, `/v1/trajectories?openStep=${asked}`);
      assert.deepEqual(listed.map(({ id }) => id).toSorted(), ids.toSorted());
      for (const { openSteps } of listed) {
        const names = openSteps.map(({ step }: { step: string }) => step);
        assert.ok(names.includes(newer) && !names.includes(older), names.join());
      }
    }
    const found = (await stack.post(legal, '/v1/searches', { id: ids[0] })).body['items'] as any[];
    assert.ok(found[0].openSteps.some(({ step, claim }: any) => step === newer && claim.mine));
  });

  it('is counted and on the agenda by what it is, whatever it is called', async () => {
    const coordinator = 'municipality:coordinator';
    const listed = await items(coordinator, '/v1/trajectories?escalated=true');
    assert.deepEqual(
      listed.map(({ id }) => id),
      [ids[0]],
    );
    const none = await items(coordinator, '/v1/trajectories?escalated=false');
    assert.deepEqual(none.map(({ id }) => id).toSorted(), ids.slice(1).toSorted());
    const { figures } = (await stack.get(coordinator, '/v1/overview')).body as { figures: any[] };
    const cell = figures.find(({ figure }) => figure === 'escalated').cells.at(-1);
    assert.equal(cell.value, 1);
    const agenda = await items(coordinator, '/v1/agenda');
    assert.deepEqual(
      agenda.map(({ trajectoryId }) => trajectoryId),
      [ids[0]],
    );
  });

  it('can be looked ahead at and performed by either name, and a request that is sent again happens once', async () => {
    const { body } = example(older);
    for (const [id, first] of [
      [ids[1]!, older],
      [ids[2]!, newer],
    ] as const) {
      for (const name of [older, newer]) {
        const path = `/v1/trajectories/${id}/steps/${name}/preview`;
        assert.equal((await stack.post(legal, path, body)).status, 200, name);
      }
      const key = { 'idempotency-key': `renamed-${first}` };
      const perform = (name: string, more: object = {}) =>
        stack.post(legal, `/v1/trajectories/${id}/steps/${name}`, { ...(body as object), ...more }, key);
      const done = await perform(first);
      assert.equal(done.status, 200, JSON.stringify(done.body));
      for (const again of [older, newer]) {
        const repeat = await perform(again);
        assert.deepEqual([repeat.status, repeat.body['version']], [200, done.body['version']], again);
      }
      assert.equal((await perform(newer, { note: 'another' })).body['code'], 'invalid-input');
      const timeline = await eventually(async () => {
        const all = await items(director, `/v1/trajectories/${id}/timeline`);
        return all.some(({ type, step }) => type === 'step-completed' && step === newer) && all;
      });
      assert.equal(timeline.filter(({ type, step }) => type === 'step-completed' && step === newer).length, 1);
    }
  });

  it('makes no other request of one that was sent before the renaming and is sent again after it', () => {
    const call = {
      actor: actor(legal),
      access: decisionsFor(actor(legal)),
      params: { id: ids[0]! },
      language: 'en' as const,
      query: {},
      body: {},
      headers: {},
    };
    const [asItWas, asItIs] = [standardSteps, renamed].map((steps) => {
      const definition = steps.find(({ name }) => name === older || name === newer)!;
      return commandOf({} as Services, definition, call);
    });
    assert.deepEqual([asItWas!.name, asItIs!.name], [older, newer]);
    assert.equal(asItIs!.bodyHash, asItWas!.bodyHash);
  });

  it('keeps who has taken it up, and is put back and taken up again by either name', async () => {
    const id = ids[0]!;
    const flagged = await act(id, 'flag', example('flag').body as object, director);
    assert.equal(flagged.status, 200);
    const task = async (version: number) =>
      eventually(async () => {
        const listed = (await items(legal, '/v1/trajectories')).find((one) => one.id === id);
        const isThere = (await stack.get(director, `/v1/trajectories/${id}`)).body['version'] >= version;
        const rows = await stack.register.query<{ step: string; version: number }>(
          { text: 'select step, version from open_steps where trajectory_id = $1 and step = $2' },
          [id, newer],
        );
        return listed && isThere && rows[0] && rows[0].version >= version && listed;
      });
    const mine = (listed: any) => listed.openSteps.find(({ step }: any) => step === newer).claim?.mine ?? false;
    assert.equal(mine(await task(flagged.body['version'])), true);
    const released = await act(id, 'release', { step: older });
    assert.equal(released.status, 200, JSON.stringify(released.body));
    assert.equal((await act(id, 'claim', { step: older })).status, 200);
    assert.equal((await act(id, 'release', { step: newer })).status, 200);
  });
});

import assert from 'node:assert/strict';
import { WorkflowNotFoundError } from '@temporalio/client';
import { KeyDestroyed } from '../../src/privacy/errors.js';
import { familyOf } from '../../src/privacy/keyStore.js';
import type { Sealed } from '../../src/privacy/sealer.js';
import { places } from '../../src/register/database/sealing.js';
import { decideErasure } from '../../src/register/erasure/erasures.js';
import { readTimeline } from '../../src/register/trajectories/timeline.js';
import { verifyEvents } from '../../src/register/integrity/verifyEvents.js';
import {
  approve,
  as,
  declared,
  endedTrajectory,
  eraseAll,
  everythingIn,
  hasEnded,
  propose,
  startErasingStack,
} from '../support/erasing.js';
import { asDuplicate } from '../support/duplicates.js';
import { eventually, type Stack } from '../support/stack.js';
import { perform, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';
const refOf = (id: string) => id.split('.')[0]!;
const held = { reason: 'An appeal is pending.', reference: 'AWB 26/1234' };

const dueIds = async (stack: Stack): Promise<string[]> => {
  const { body } = await as(stack, 'admin-1', 'GET', '/v1/erasures/due?limit=200');
  return (body['items'] as { id: string }[]).map(({ id }) => id);
};

describe('Erasing a person', () => {
  let stack: Stack;
  before(async () => (stack = await startErasingStack()));
  after(() => stack?.stop());

  it('leaves nothing that leads to them: by no address, in no list, in the engine nor in the register', async () => {
    const id = await endedTrajectory(stack, { vNumber: '2700000011' });
    const other = await endedTrajectory(stack);
    assert.equal((await stack.post(director, `/v1/trajectories/${id}/hold`, held)).status, 200);
    assert.equal((await stack.post(director, `/v1/trajectories/${id}/release`, held)).status, 200);
    const own = { reference: '2026/77', label: 'Tuesday' };
    assert.equal((await stack.put(director, `/v1/trajectories/${id}/own-reference`, own)).status, 200);
    const kept = await stack.register.query<Sealed & { organisation: string }>({
      text: `select key_id as "keyId", sealed, organisation from own_references where trajectory_id = '${id}'`,
    });
    assert.equal(kept.length, 1);
    assert.ok((await dueIds(stack)).includes(id));
    const described = `select count(*)::integer as rows from trajectories where person <> '{}' and `;
    const count = (where: string) => stack.register.query<{ rows: number }>({ text: described + where });
    assert.deepEqual(await count(`id = '${id}'`), [{ rows: 1 }]);
    const declaration = await eraseAll(stack, [id]);
    assert.deepEqual(await count('erased_on is not null'), [{ rows: 0 }]);
    assert.deepEqual(
      [declaration['destroyed']['persons'], declaration['destroyed']['trajectories'], declaration['destroyed']['keys']],
      [1, 1, 1],
    );
    for (const path of ['', '/timeline', '/situation', '/terms', '/file', '/holds']) {
      assert.equal((await stack.get(director, `/v1/trajectories/${id}${path}`)).status, 404, path);
    }
    assert.deepEqual((await stack.get(director, `/v1/notifications?trajectoryId=${id}`)).body['items'], []);
    const { body: list } = await stack.get(director, '/v1/trajectories?limit=200');
    const listed = (list['items'] as { id: string }[]).map((one) => one.id);
    assert.ok(listed.includes(other) && !listed.some((one) => one === id || one.startsWith('erased')));
    assert.ok(!(await everythingIn(stack.register)).includes(refOf(id)));
    assert.deepEqual(await stack.register.query({ text: 'select * from own_references' }), []);
    // A row that a backup brings back can't be read any more.
    stack.privacy.keys.forget();
    const place = places.ownReference(id, kept[0]!.organisation);
    await assert.rejects(stack.privacy.sealer.unseal(place, kept[0]!), KeyDestroyed);
    assert.equal((await stack.put(director, `/v1/trajectories/${id}/own-reference`, own)).status, 404);
    assert.deepEqual((await stack.post(director, '/v1/searches', { query: '2026/77' })).body['items'], []);
    assert.ok(!JSON.stringify(declaration).includes(refOf(id)));
    const workflows: string[] = [];
    const query = `WorkflowId STARTS_WITH 'person/${refOf(id)}' OR WorkflowId STARTS_WITH 'deliver/${refOf(id)}'`;
    for await (const { workflowId } of stack.client.workflow.list({ query })) workflows.push(workflowId);
    assert.deepEqual(workflows, []);
    await assert.rejects(stack.client.workflow.getHandle(`person/${refOf(id)}`).describe(), WorkflowNotFoundError);
    const faults: unknown[] = [];
    await verifyEvents(stack.register, { onFault: (fault) => faults.push(fault) });
    assert.deepEqual(faults, []);
  });

  it('lets them come back as someone who was never here: episode 1, a new key, and what was stays unreadable', async () => {
    const id = await endedTrajectory(stack, { vNumber: '2700000012' });
    const [before] = await stack.privacy.store.read(familyOf(refOf(id)));
    const stored = await stack.register.query<{ keyId: string; sealed: string }>({
      text: `select key_id as "keyId", encode(sealed, 'base64') as sealed from events where trajectory_id = '${id}'`,
    });
    await eraseAll(stack, [id]);
    // As every process has within a minute, which the pause of an erasure outlasts: here it is a second.
    stack.privacy.keys.forget();
    const again = await refer(stack, { vNumber: '2700000012' });
    assert.equal(again, id, 'the same pseudonym, and the first episode');
    await through(stack, again, 'intake');
    await eventually(async () => (await readTimeline(stack.register, again, 0, 100)).length > 2);
    const generations = await stack.privacy.store.read(familyOf(refOf(id)));
    assert.deepEqual(
      generations.map(({ id: key, state }) => [key, state]),
      [
        [before!.id, 'destroyed'],
        [before!.id.replace(/1$/, '2'), 'in-use'],
      ],
    );
    stack.privacy.keys.forget();
    for (const event of stored) await assert.rejects(stack.privacy.sealer.unseal(`event/${id}/1`, event), KeyDestroyed);
    assert.equal((await stack.get(director, `/v1/trajectories/${again}`)).body['status'], 'open');
  });

  /** What those did who looked, as the person reads it, once all is logged that came before. */
  async function readersIn(id: string): Promise<string[]> {
    const copied = 'Maakte een kopie van het dossier voor u';
    return eventually(async () => {
      const { body } = await stack.get(director, `/v1/trajectories/${id}/file`);
      const titles = (body['readers'] as { title: { nl: string } }[]).map(({ title }) => title.nl);
      return titles.includes(copied) && titles;
    });
  }

  it('takes two people: who proposed it cannot approve; others than administrators can do neither', async () => {
    const id = await endedTrajectory(stack);
    const body = { trajectoryIds: [id], motivation: 'The terms are over.', reference: '8.1' };
    const asDirector = await stack.post(director, '/v1/erasures', body);
    assert.equal(asDirector.status, 403);
    const erasure = await propose(stack, [id]);
    const own = await as(stack, 'admin-1', 'POST', `/v1/erasures/${erasure}/approve`);
    assert.equal(own.status, 403);
    assert.match(String(own.body['detail']), /second person/);
    const auditor = await as(
      stack,
      'auditor-1',
      'POST',
      `/v1/erasures/${erasure}/approve`,
      undefined,
      'municipality:auditor',
    );
    assert.equal(auditor.status, 403);
    const elsewhere = await as(
      stack,
      'admin-3',
      'POST',
      `/v1/erasures/${erasure}/approve`,
      undefined,
      'municipality:administrator',
      'groningen',
    );
    assert.equal(elsewhere.status, 404);
    assert.equal(
      (await as(stack, 'a', 'GET', `/v1/erasures/${erasure}`, undefined, 'municipality:auditor')).status,
      200,
    );
    assert.equal((await stack.get(director, `/v1/trajectories/${id}`)).status, 200, 'nothing has happened yet');
    const rejected = await as(stack, 'admin-2', 'POST', `/v1/erasures/${erasure}/reject`, { reason: 'Not yet.' });
    assert.deepEqual([rejected.body['status'], rejected.body['trajectories']], ['rejected', []]);
    const late = await as(stack, 'admin-2', 'POST', `/v1/erasures/${erasure}/approve`);
    assert.equal(late.status, 409);
    // The person reads in their own file what became of it, and not that they may be erased.
    const done = await readersIn(id);
    assert.ok(
      done.includes('Stelde voor om het dossier te wissen') && done.includes('Besloot om het dossier niet te wissen'),
    );
    assert.ok(!done.includes('Besloot om het dossier te wissen'));
    await stack.register.query({
      text: `update erasures set lapses_at = now() where id = '${await propose(stack, [id])}'`,
    });
    const { body: list } = await as(stack, 'admin-2', 'GET', '/v1/erasures');
    const [lapsed] = list['items'] as { id: string; status: string }[];
    assert.ok(lapsed);
    assert.equal(lapsed.status, 'lapsed');
    assert.equal((await as(stack, 'admin-2', 'POST', `/v1/erasures/${lapsed.id}/approve`)).status, 409);
    await propose(stack, [id]);
  });

  it('that was approved and not begun is begun by asking again, also by another administrator', async () => {
    const erasure = await propose(stack, [await endedTrajectory(stack)]);
    const by = { subject: 'admin-2', agency: 'municipality', municipality: 'utrecht' } as const;
    const at = new Date().toISOString();
    assert.ok(await decideErasure(stack.register, erasure, { approve: true, by, at, reason: null }));
    await approve(stack, erasure, 'admin-3');
    assert.equal((await declared(stack, erasure))['destroyed']['persons'], 1);
  });

  it('is refused for what is not due, goes on, is held or is proposed already, with one answer for all', async () => {
    const open = await refer(stack);
    const duplicate = await refer(stack);
    await asDuplicate(stack, duplicate, open);
    await hasEnded(stack, duplicate);
    const kept = await endedTrajectory(stack);
    assert.equal((await stack.post(director, `/v1/trajectories/${kept}/hold`, held)).status, 200);
    const proposed = await endedTrajectory(stack);
    await propose(stack, [proposed]);
    const nowhere = `${'0'.repeat(26)}.1`;
    const wrong = [open, duplicate, kept, proposed, nowhere];
    const free = await endedTrajectory(stack);
    const answer = await as(stack, 'admin-1', 'POST', '/v1/erasures', {
      trajectoryIds: [free, ...wrong],
      motivation: 'The terms are over.',
      reference: '8.1',
    });
    assert.equal(answer.status, 409);
    assert.deepEqual(answer.body['notDue'], wrong);
    const due = await as(stack, 'admin-1', 'GET', '/v1/erasures/due?limit=200');
    const item = (id: string) => due.body['items'].find((one: { id: string }) => one.id === id);
    assert.deepEqual([item(open), item(duplicate)], [undefined, undefined]);
    assert.deepEqual([item(kept).held, item(free).held, item(proposed).proposedIn !== null], [true, false, true]);
    assert.deepEqual(item(free).because, {
      programme: 'utrecht-2025',
      rule: 'default',
      term: { amount: 0, unit: 'second' },
    });
  });

  it('takes all of a person together: while one of their trajectories goes on, none is due', async () => {
    const first = await endedTrajectory(stack, { vNumber: '2700000013' });
    // Referred without a number, which is found later: the same person.
    const second = await refer(stack);
    const named = await stack.post(director, `/v1/trajectories/${second}/actions/add-v-number`, {
      vNumber: '2700000013',
      reason: 'Found in the basic register.',
    });
    assert.equal(named.status, 200);
    const checked = await perform(stack, second, 'v-number-check', {
      body: { verdict: 'confirmed', vNumber: '2700000013', reason: 'Read from the letter.' },
    });
    assert.equal(checked.status, 200);
    await eventually(async () => !(await dueIds(stack)).includes(first));
    await through(stack, second, 'intake', 'admission', 'outcome-registration');
    await hasEnded(stack, second);
    await eventually(async () => (await dueIds(stack)).includes(second));
    const declaration = await eraseAll(stack, [second]);
    assert.deepEqual([declaration['destroyed']['persons'], declaration['destroyed']['trajectories']], [1, 2]);
    assert.equal((await stack.get(director, `/v1/trajectories/${first}`)).status, 404);
  });

  it('leaves out who is held between proposal and approval, and says why', async () => {
    const ids = [await endedTrajectory(stack), await endedTrajectory(stack)];
    const erasure = await propose(stack, ids);
    assert.equal((await stack.post(director, `/v1/trajectories/${ids[0]}/hold`, held)).status, 200);
    await approve(stack, erasure);
    const declaration = await declared(stack, erasure);
    assert.deepEqual([declaration['destroyed']['persons'], declaration['leftOut']], [1, { held: 1 }]);
    assert.equal((await stack.get(director, `/v1/trajectories/${ids[0]}/timeline`)).status, 200);
    assert.equal((await stack.get(director, `/v1/trajectories/${ids[1]}`)).status, 404);
  });

  it('holds the record of what goes on as well, for who directs it; each hold with its reason, sealed', async () => {
    const id = await refer(stack);
    const hold = (by: string, name: string) => stack.post(by, `/v1/trajectories/${id}/${name}`, held);
    await eventually(async () => (await hold(director, 'hold')).status === 200);
    assert.equal((await hold(director, 'hold')).status, 409);
    assert.equal((await hold('municipality:intake-officer', 'release')).status, 403);
    assert.equal((await hold(`${director}@groningen`, 'release')).status, 404);
    assert.ok(!(await everythingIn(stack.register)).includes(held.reference));
    const { body } = await hold(director, 'release');
    assert.deepEqual(
      body['history'].map((one: Record<string, unknown>) => [one['kind'], one['reference']]),
      [
        ['placed', held.reference],
        ['released', held.reference],
      ],
    );
    assert.equal((await hold(director, 'release')).status, 409);
    // Each once: what was refused is no decision to the person who reads who looked.
    const done = await readersIn(id);
    for (const decision of [
      'Besloot om het dossier langer te bewaren',
      'Besloot om het dossier niet langer te bewaren',
    ]) {
      assert.deepEqual(
        done.filter((one) => one === decision),
        [decision],
      );
    }
    await assert.rejects(stack.register.query({ text: `update holds set at = now()` }), /append-only/);
  });
});

describe('While someone is being erased', () => {
  let stack: Stack;
  before(async () => (stack = await startErasingStack({ env: { BESTENDIG_ERASURE_PAUSE: '4' } })));
  after(() => stack?.stop());

  const begun = (id: string) =>
    eventually(async () => {
      const [key] = await stack.privacy.store.read(familyOf(refOf(id)));
      return key?.state === 'retired';
    });

  it('nothing can be done to it any more: it is neither held nor reopened', async () => {
    const id = await endedTrajectory(stack);
    const erasure = await propose(stack, [id]);
    await approve(stack, erasure);
    await begun(id);
    assert.equal((await stack.post(director, `/v1/trajectories/${id}/hold`, held)).status, 409);
    const reopened = await stack.post(director, `/v1/trajectories/${id}/actions/reopen`, {
      ground: 'outcome-was-wrong',
      reason: 'It does not stand.',
    });
    assert.equal(reopened.status, 409, JSON.stringify(reopened.body));
    assert.equal((await declared(stack, erasure))['destroyed']['persons'], 1);
  });

  it('who comes back before the key is destroyed is left out, and keeps everything', async () => {
    const id = await endedTrajectory(stack, { vNumber: '2700000014' });
    const erasure = await propose(stack, [id]);
    await approve(stack, erasure);
    await begun(id);
    const second = await refer(stack, { vNumber: '2700000014' });
    assert.match(second, /\.2$/);
    const declaration = await declared(stack, erasure);
    assert.deepEqual([declaration['destroyed']['persons'], declaration['leftOut']], [0, { 'came-back': 1 }]);
    const { body } = await stack.get(director, `/v1/trajectories/${id}/timeline`);
    assert.ok(body['items'].length > 3);
    const answer = await stack.post(director, `/v1/trajectories/${id}/hold`, held);
    assert.equal(answer.status, 200, 'it can be held again');
    await through(stack, second, 'intake');
  });
});

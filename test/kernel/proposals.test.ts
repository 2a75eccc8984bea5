import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { Engine } from '../../src/api/engine/engine.js';
import { Proposals } from '../../src/api/engine/proposals.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { definitionsMarkOf } from '../../src/programmes/definitionsMark.js';
import { lvv, standardSteps } from '../../src/lvv/index.js';
import { personIn, updateNames, workflowIdOf, type Answer } from '../../src/trajectory/replayed/contract.js';
import type { PersonCommand, Proposal } from '../../src/trajectory/replayed/events.js';
import { bundlePath } from '../../worker/bundle.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { commandTo, example, inDays, perform, refer, through } from '../support/walk.js';
import { withTerms } from '../support/withTerms.js';

const director = 'municipality:case-director';

/** A second process of the API on the same engine, with states of its own. */
function anotherApi(stack: Stack): Engine & { proposals: Proposals } {
  const programmes = withTerms(readConfiguration(stack.env['BESTENDIG_CONFIG']!, stack.env, lvv).programmes);
  const definitions = definitionsMarkOf(programmes);
  const proposals = new Proposals({ programmes, definitions, erasurePauseSeconds: 120 });
  return Object.assign(new Engine(stack.client, stack.taskQueue, proposals), { proposals });
}

describe('A command that was decided by the API', () => {
  let stack: Stack;
  let second: ReturnType<typeof anotherApi>;
  before(async () => {
    stack = await startQuickStack();
    second = anotherApi(stack);
  });
  after(async () => {
    second.proposals.close();
    await stack.stop();
  });

  const contactIn = (id: string): PersonCommand => {
    const input = example('add-contact').body as PersonCommand['input'];
    return { ...commandTo(id, 'intake'), kind: 'action', name: 'add-contact', input };
  };
  const handleOf = (id: string) => stack.client.workflow.getHandle(workflowIdOf(personIn(id)));
  /** How often the kernel decided by itself: each is a marker in the history. */
  const decisionsIn = async (id: string) =>
    (await eventsOf(id)).filter(({ markerRecordedEventAttributes: marker }) => marker).length;
  const eventsOf = async (id: string) => (await handleOf(id).fetchHistory()).events ?? [];
  const counted = async (proposal: string): Promise<number> => {
    const text = await (await fetch(`${stack.url}/metrics`)).text();
    return Number(new RegExp(`bestendig_commands_total\\{proposal="${proposal}"\\} (\\d+)`).exec(text)?.[1]);
  };
  const timelineOf = async (id: string, version: number) =>
    eventually(async () => {
      const { body } = await stack.get(director, `/v1/trajectories/${id}/timeline?limit=200`);
      return body['items']?.length === version && (body['items'] as Record<string, any>[]);
    });
  const send = (command: PersonCommand, proposal: object) =>
    handleOf(command.trajectoryId).executeUpdate<Answer, [PersonCommand]>(updateNames.perform, {
      args: [{ ...command, proposal: proposal as Proposal }],
      updateId: command.commandId,
    });

  it('is taken as it is while the trajectory is what the API has seen: the kernel decides nothing, and a metric tells', async () => {
    const before = await counted('taken');
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission', 'legal-review');
    assert.equal(await decisionsIn(id), 0);
    assert.equal(await counted('taken'), before + 3);
    const { version } = (await second.read(personIn(id)))!.state;
    const completed = (await timelineOf(id, version)).filter(({ type }) => type === 'step-completed');
    assert.deepEqual(
      completed.map(({ step }) => step),
      ['intake', 'admission', 'legal-review'],
    );
  });

  it('is decided by the kernel when another command came between, and by the API again once it has read', async () => {
    const id = await refer(stack);
    await second.read(personIn(id));
    await through(stack, id, 'intake');
    const overtaken = await second.perform(personIn(id), contactIn(id));
    assert.equal(overtaken.decidedBy, 'kernel');
    assert.equal(second.proposals.counts.passedOver, 1);
    assert.equal(second.proposals.propose(personIn(id), contactIn(id)), null);
    assert.equal(await decisionsIn(id), 1);
    await second.read(personIn(id));
    const read = await second.perform(personIn(id), commandTo(id, 'admission'));
    assert.equal(read.decidedBy, 'proposal');
    assert.equal((await timelineOf(id, read.version)).length, read.version);
  });

  it('of two at once is taken once, and the other one decided on what that led to', async () => {
    const id = await refer(stack);
    await second.read(personIn(id));
    const [one, other] = await Promise.all([perform(stack, id, 'intake'), second.perform(personIn(id), contactIn(id))]);
    assert.equal(one.status, 200);
    assert.equal(await decisionsIn(id), 1);
    assert.equal(new Set([one.body['version'], other.version]).size, 2);
    await timelineOf(id, Math.max(one.body['version'], other.version));
  });

  it('is decided by the kernel on a trajectory that was closed and reopened since, under the same id', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake');
    await second.read(personIn(id));
    const act = (name: string) => stack.post(director, `/v1/trajectories/${id}/actions/${name}`, example(name).body);
    assert.equal((await act('withdraw')).status, 200);
    await eventually(async () => (await act('reopen')).status === 200);
    assert.equal((await second.perform(personIn(id), contactIn(id))).decidedBy, 'kernel');
  });

  it('is done as the command says, whatever command, actor, hash or place the proposal names', async () => {
    const id = await refer(stack);
    const command = commandTo(id, 'intake');
    await second.read(personIn(id));
    const { proposal } = second.proposals.propose(personIn(id), command)!;
    const actor = { ...command.actor, subject: 'forged', roles: ['administrator'] };
    const answer = await send(command, { ...proposal, actor, from: 1, commandId: 'forged', bodyHash: 'forged' });
    assert.equal(answer.decidedBy, 'proposal');
    assert.deepEqual([answer.commandId, answer.bodyHash], [command.commandId, command.bodyHash]);
    const { receipts } = (await second.read(personIn(id)))!;
    assert.deepEqual(receipts.at(-1), {
      commandId: command.commandId,
      bodyHash: command.bodyHash,
      version: answer.version,
    });
    const items = await timelineOf(id, answer.version);
    assert.ok(!JSON.stringify(items).includes('forged'));
    assert.deepEqual(
      items.map(({ sequence }) => sequence),
      items.map((_item, i) => i + 1),
    );
  });

  it('is decided by the kernel itself when the proposal rests on another state, other definitions or another time', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const forged = [{ type: 'trajectory-closed', effect: { closed: true } }];
    const reviewAgainOn = inDays(30);
    for (const change of [
      { basedOn: { version: 1 } },
      { basedOn: { at: '2026-01-01T00:00:00.000Z' } },
      { definitions: 'of-another-version' },
      { at: '2030-01-01T00:00:00.000Z' },
      { at: '2020-01-01T00:00:00.000Z' },
    ]) {
      const command = commandTo(id, 'legal-review', { reviewAgainOn });
      await second.read(personIn(id));
      const { proposal } = second.proposals.propose(personIn(id), command)!;
      const { basedOn, ...others } = change as { basedOn?: object };
      const sent = { ...proposal, events: forged, ...others, basedOn: { ...proposal.basedOn, ...basedOn } };
      const answer = await send(command, sent);
      assert.equal(answer.decidedBy, 'kernel', JSON.stringify(change));
      assert.equal(answer.summary.status, 'open');
    }
  });

  it('is refused by the kernel alone, whatever the API knows, and has left no trace', async () => {
    const id = await refer(stack);
    const refused = await perform(stack, id, 'admission');
    assert.equal(refused.status, 409, JSON.stringify(refused.body));
    assert.equal((await perform(stack, id, 'intake', { headers: { 'if-match': '"1"' } })).status, 412);
    const accepted = (await eventsOf(id)).filter(
      ({ workflowExecutionUpdateAcceptedEventAttributes: update }) => update,
    );
    assert.equal(accepted.length, 0);
    await through(stack, id, 'intake');
  });

  it('gets the same receipt when it is repeated, from whichever process, and is done once', async () => {
    const id = await refer(stack);
    const headers = { 'idempotency-key': randomUUID() };
    const first = await perform(stack, id, 'intake', { headers });
    const again = await perform(stack, id, 'intake', { headers });
    assert.deepEqual(again.body, first.body);
    const body = { ...(example('intake').body as object), vulnerable: true };
    assert.equal((await perform(stack, id, 'intake', { headers, body })).status, 422);
    const command = commandTo(id, 'admission');
    await second.read(personIn(id));
    const one = await second.perform(personIn(id), command);
    const third = anotherApi(stack);
    await third.read(personIn(id));
    const { summary, decidedBy: _own, ...receipt } = await third.perform(personIn(id), command);
    assert.deepEqual(receipt, { commandId: one.commandId, bodyHash: one.bodyHash, version: one.version });
    // Past the answers that the engine keeps for its own ids, the trajectory has its receipts.
    const past = await third.perform(personIn(id), command, randomUUID());
    assert.equal(past.version, one.version);
    assert.equal(past.decidedBy, undefined);
    assert.equal(summary.version, one.version);
    third.proposals.close();
    assert.equal((await timelineOf(id, one.version)).filter(({ step }) => step === 'admission').length, 2);
  });

  it('is taken again when its history is replayed by a worker with other definitions, which decides the next one itself', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake');
    await stack.stopWorker();
    await stack.startWorker(standardSteps.filter(({ name }) => name !== 'dossier-ind'));
    const { status } = await perform(stack, id, 'admission');
    assert.equal(status, 200);
    assert.equal(await decisionsIn(id), 1);
    await stack.stopWorker();
    await stack.startWorker();
    const { body } = await stack.get(director, `/v1/trajectories/${id}`);
    assert.equal(body['source'], 'workflow');
    assert.ok(!(body['openSteps'] as { step: string }[]).some(({ step }) => step === 'admission'));
    const history = await handleOf(id).fetchHistory();
    const { dataConverter } = stack.privacy;
    await Worker.runReplayHistory(
      { workflowBundle: { codePath: bundlePath }, dataConverter },
      history,
      workflowIdOf(personIn(id)),
    );
  });
});

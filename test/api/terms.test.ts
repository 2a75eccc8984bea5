import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { attributesPauseMs } from '../../src/api/engine/starting.js';
import { personRefOf } from '../../src/api/http/identifiers.js';
import { addWorkingDays } from '../../src/trajectory/terms/calendar.js';
import { workflowIdOf, workflowNames, type KernelInput } from '../../src/trajectory/replayed/contract.js';
import { Play } from '../support/play.js';
import { startQuickStack } from '../support/quickStack.js';
import type { Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';

describe('The terms of a trajectory, over the API', () => {
  let stack: Stack;
  let id: string;
  before(async () => {
    stack = await startQuickStack();
    id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
  });
  after(() => stack.stop());

  interface Item {
    step: string;
    /** Null for a step without a term. */
    fatal: { date: string | null; because: { en: string; nl: string }[]; agrees: boolean } | null;
  }
  const terms = async (query = '', as = director) => {
    const { status, body } = await stack.get(as, `/v1/trajectories/${id}/terms${query}`);
    return { status, body, items: (body['items'] ?? []) as Item[] };
  };
  const fatal = (items: Item[]) => items.find(({ step }) => step === 'legal-review')!.fatal!;

  it('are those of its open steps, each with its reasons in both languages', async () => {
    const { items } = await terms();
    const shown = (await stack.get(director, `/v1/trajectories/${id}`)).body['openSteps'] as any[];
    assert.deepEqual(
      items.map(({ step, fatal: last }) => [step, last?.date ?? null]),
      shown.map(({ step, fatalDate }) => [step, fatalDate]),
    );
    for (const { step, fatal: told } of items) {
      assert.equal(told === null, step === 'outcome-registration', 'an outcome has no term');
      if (told === null) continue;
      assert.ok(told.agrees);
      for (const { en, nl } of told.because) assert.ok(en.length > 10 && nl.length > 10 && en !== nl);
    }
  });

  it('answer what if, and stay as they are', async () => {
    const before = await terms();
    const asked = await terms('?suspendFrom=2027-01-04&suspendTo=2027-03-01');
    const other = await terms('?start=2030-01-01');
    assert.ok(fatal(other.items).date! > '2030');
    assert.ok(fatal(asked.items).date! >= fatal(before.items).date!);
    assert.deepEqual(await terms(), before);
  });

  it('count a suspension that is asked about once with a recorded one that it overlaps', async () => {
    const play = new Play(personRefOf('key', { commandId: randomUUID() }));
    play.now = Date.parse('2026-11-03T10:00:00Z');
    play.perform('suspend');
    play.now = Date.parse('2026-11-10T10:00:00Z');
    play.perform('resume');
    const input: KernelInput = {
      schemaVersion: 1,
      state: play.state,
      unrecorded: play.batches,
      undeliveredFrom: null,
      receipts: [],
      attributesPauseMs,
    };
    const { personRef } = play.state;
    await stack.client.workflow.start(workflowNames.trajectory, {
      workflowId: workflowIdOf(personRef),
      taskQueue: stack.taskQueue,
      args: [input],
    });
    const ask = async (query = '') => {
      const { status, body } = await stack.get(director, `/v1/trajectories/${play.state.id}/terms${query}`);
      assert.equal(status, 200, JSON.stringify(body));
      return (body['items'] as Item[])[0]!.fatal!;
    };
    const recorded = await ask();
    assert.ok(recorded.agrees);
    assert.equal((await ask('?suspendFrom=2026-11-04&suspendTo=2026-11-10')).date, recorded.date);
    const longer = await ask('?suspendFrom=2026-11-04&suspendTo=2026-11-12');
    assert.equal(longer.date, addWorkingDays(recorded.date!, 2));
    assert.match(
      longer.because.map(({ en }) => en).join(' '),
      /Together from 3 November 2026 to 12 November 2026; .*count once/,
    );
  });

  it('have no end while a court hold stands', async () => {
    const held = await refer(stack);
    await stack.post(director, `/v1/trajectories/${held}/actions/place-court-hold`, example('place-court-hold').body);
    const { body } = await stack.get(director, `/v1/trajectories/${held}/terms`);
    const [intake] = body['items'] as Item[];
    assert.equal(intake!.fatal!.date, null);
    assert.match(intake!.fatal!.because.at(-1)!.nl, /De klok staat stil sinds .*voorlopige voorziening/);
  });

  it('are for who may know of the trajectory, and a question that makes no sense is refused', async () => {
    assert.equal((await terms('', `${director}@groningen`)).status, 404);
    assert.equal((await terms('', 'ngo:legal')).status, 200);
    for (const query of [
      '?start=yesterday',
      '?suspendFrom=2027-01-01',
      '?suspendFrom=2027-02-01&suspendTo=2027-01-01',
    ]) {
      assert.equal((await terms(query)).status, 400, query);
    }
  });
});

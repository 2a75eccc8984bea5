import assert from 'node:assert/strict';
import { tableIn, value } from '../../../support/figures.js';
import { startQuickStack } from '../../../support/quickStack.js';
import { eventually, type Answer, type Stack } from '../../../support/stack.js';
import { inDays } from '../../../support/walk.js';
import { admittedOn, intakeOn } from '../intake.js';

const why = { reason: 'As the file says.' };
const vNumber = '2790731846';

describe('The life of someone who is known in two cities, through the API of a whole Bestendig', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const officer = 'municipality:intake-officer';
  const director = 'municipality:case-director';
  const coordinator = 'municipality:coordinator';
  const ok = async (answer: Promise<Answer>, status = 200) => {
    const { status: got, body } = await answer;
    assert.equal(got, status, JSON.stringify(body));
    return body;
  };
  /** What hangs on another trajectory is possible once that has been told, and its record has been kept: within a second. */
  const soon = (ask: () => Promise<Answer>) => eventually(async () => (await ask()).status === 200);
  const refer = async (city: string, more: object) => {
    const input = { channel: 'desk', receivedOn: inDays(-60), ...more };
    return (await ok(stack.post(`${officer}@${city}`, '/v1/trajectories', input), 201))['id'] as string;
  };
  const at = (city: string, id: string) => ({
    step: (name: string, input: object, by = director) =>
      stack.post(`${by}@${city}`, `/v1/trajectories/${id}/steps/${name}`, input),
    action: (name: string, input: object, by = director) =>
      stack.post(`${by}@${city}`, `/v1/trajectories/${id}/actions/${name}`, input),
    read: async (path = '', by = director) => (await stack.get(`${by}@${city}`, `/v1/trajectories/${id}${path}`)).body,
  });

  it('is settled between the cities, ends with a return, is put right afterwards, and counts once', async () => {
    // Admitted in Amsterdam two months ago by number, and three weeks ago at the desk in Utrecht without.
    const [known, unknown] = [await refer('amsterdam', { vNumber }), await refer('utrecht', {})];
    const [there, here] = [at('amsterdam', known), at('utrecht', unknown)];
    await ok(there.step('intake', intakeOn(inDays(-50))));
    await ok(there.step('admission', admittedOn(inDays(-40), { direction: 'RETURN' })));
    await ok(here.step('intake', intakeOn(inDays(-20))));

    // His number is found, and a colleague enters it as well. Utrecht asks Amsterdam to go on, and that does.
    await ok(here.action('add-v-number', { vNumber, ...why }, officer));
    await ok(here.step('v-number-check', { verdict: 'confirmed', vNumber, ...why }, coordinator));
    await soon(() => here.action('offer-duplicate', why));
    await soon(() =>
      stack.post(`${coordinator}@amsterdam`, `/v1/trajectories/${unknown}/actions/accept-duplicate`, why),
    );
    assert.equal((await eventually(async () => closed(await here.read())))['outcome'], 'DUPLICATE');
    // Amsterdam was told of each, and sees nothing of the file of Utrecht by it.
    for (const told of ['A duplicate trajectory was offered to you', 'A duplicate trajectory closed']) {
      await eventually(() =>
        stack.mail.items().some(({ to, subject }) => to.includes('lvv@amsterdam.example') && subject.includes(told)),
      );
    }
    assert.equal((await stack.get(`${director}@amsterdam`, `/v1/trajectories/${unknown}`)).status, 404);

    // He returns with the help of IOM. The day is read wrongly, and put right when it has ended.
    const departed = { evidenceKind: 'departure-confirmation', evidence: 'IOM-2026-0042', occurredOn: inDays(-2) };
    await ok(there.step('outcome-registration', { outcome: 'RETURNED_INDEPENDENT', ...departed }));
    const entry = await eventually(async () => {
      const { items } = (await there.read('/timeline')) as {
        items: { step: string; type: string; sequence: number }[];
      };
      return items.find(({ step, type }) => step === 'outcome-registration' && type === 'step-completed')?.sequence;
    });
    const then = new Date().toISOString();
    await soon(() => there.action('correct', { sequence: entry, changes: { occurredOn: inDays(-3) }, ...why }));
    assert.equal(closed(await there.read())['outcome'], 'RETURNED_INDEPENDENT');

    // One person came in, was admitted and left: in Amsterdam, and since the correction a day earlier.
    const counted = async (on: string, asOf?: string) => {
      const table = await tableIn(stack.register, {
        from: inDays(-90),
        to: on,
        on,
        ...(asOf === undefined ? {} : { asOf }),
      });
      return ['amsterdam', 'utrecht'].map((city) =>
        ['referred', 'admitted', 'participants', 'outflow'].map((figure) => value(table, figure, city)),
      );
    };
    const [left, takesPart, nobody] = [
      [1, 1, 0, 1],
      [1, 1, 1, 0],
      [0, 0, 0, 0],
    ];
    await eventually(async () => assert.deepEqual(await counted(inDays(-3)), [left, nobody]) === undefined);
    assert.deepEqual(await counted(inDays(-4)), [takesPart, nobody]);
    assert.deepEqual(await counted(inDays(-3), then), [takesPart, nobody]);
  });
});

function closed(trajectory: Answer['body']): Answer['body'] {
  assert.equal(trajectory['status'], 'closed');
  return trajectory;
}

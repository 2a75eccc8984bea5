import assert from 'node:assert/strict';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Answer, type Stack } from '../support/stack.js';
import { example, refer } from '../support/walk.js';

const director = 'municipality:case-director';
const coordinator = 'municipality:coordinator';
const kinds = {
  proposed: 'Perhaps a second open trajectory',
  found: 'Another open trajectory',
  withdrawn: 'No second open trajectory',
};

describe('A V-number that is added to a trajectory', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  let numbers = 0;
  const fresh = () => `27900${String((numbers += 1)).padStart(5, '0')}`;
  const why = 'Found in the basic register.';
  const add = (id: string, vNumber: string, by = director) =>
    stack.post(by, `/v1/trajectories/${id}/actions/add-v-number`, { vNumber, reason: why });
  const check = (id: string, more: object, by = coordinator) =>
    stack.post(by, `/v1/trajectories/${id}/steps/v-number-check`, { verdict: 'confirmed', reason: why, ...more });
  const remove = (id: string, by = director) =>
    stack.post(by, `/v1/trajectories/${id}/actions/remove-v-number`, { reason: why });
  const referralOf = (vNumber: string, city: string) =>
    stack.post(`${director}@${city}`, '/v1/trajectories', { ...(example('referral').body as object), vNumber });
  const withdraw = (id: string, city: string) =>
    stack.post(`${director}@${city}`, `/v1/trajectories/${id}/actions/withdraw`, example('withdraw').body);
  const ok = async (answer: Promise<Answer>, status = 200) => {
    const { status: got, body } = await answer;
    assert.equal(got, status, JSON.stringify(body));
    return body;
  };
  const recorded = (id: string, type: string, city = 'utrecht', times = 1) =>
    eventually(async () => {
      const { body } = await stack.get(`${director}@${city}`, `/v1/trajectories/${id}/timeline`);
      const items = (body['items'] ?? []) as { type: string; step: string | null }[];
      return (
        items.filter((one) => one.type === type || (one.type === 'step-completed' && one.step === type)).length >= times
      );
    });
  const toldOf = async (id: string, city: string) => {
    const { body } = await stack.get(`${coordinator}@${city}`, `/v1/notifications?trajectoryId=${id}&limit=200`);
    const items = body['items'] as { id: string; subject: string; status: string; channel: string }[];
    return items.filter(({ subject }) => Object.values(kinds).some((kind) => subject.includes(kind)));
  };
  const isTold = (id: string, city: string, kind: keyof typeof kinds) =>
    eventually(async () => (await toldOf(id, city)).some(({ subject }) => subject.includes(kinds[kind])));
  /** Two trajectories of one person: in Amsterdam by number, in Utrecht without. */
  const both = async () => {
    const vNumber = fresh();
    const there = await refer(stack, { vNumber }, 'amsterdam');
    const here = await refer(stack);
    await recorded(there, 'trajectory-opened', 'amsterdam');
    return { vNumber, there, here };
  };

  it('keeps nobody from being referred elsewhere while one person has entered it, nor once it is taken back', async () => {
    const { vNumber, there, here } = await both();
    const added = await ok(add(here, vNumber));
    assert.ok((added['openSteps'] as { step: string }[]).some(({ step }) => step === 'v-number-check'));
    await recorded(here, 'add-v-number');
    await ok(withdraw(there, 'amsterdam'));
    const again = await eventually(async () => {
      const answer = await referralOf(vNumber, 'groningen');
      return answer.status === 201 && answer;
    });
    await ok(withdraw(again.body['id'] as string, 'groningen'));
    await ok(remove(here));
    await recorded(here, 'remove-v-number');
    await eventually(async () => (await referralOf(vNumber, 'groningen')).status === 201);
  });

  it('holds when a second person has entered it too, and then a referral by it is refused; removed, it goes through again', async () => {
    const vNumber = fresh();
    const here = await refer(stack);
    await ok(add(here, vNumber));
    const own = await check(here, { vNumber }, director);
    assert.deepEqual([own.status, own.body['code']], [403, 'forbidden']);
    const slip = await check(here, { vNumber: fresh() });
    assert.deepEqual([slip.status, slip.body['errors'][0].pointer], [400, '/vNumber']);
    await ok(check(here, { vNumber: vNumber.replace(/(.{3})/, '$1.') }));
    await recorded(here, 'v-number-check');
    const refused = await referralOf(vNumber, 'groningen');
    assert.deepEqual([refused.status, refused.body['code']], [409, 'trajectory-already-open']);
    assert.ok(
      !JSON.stringify(refused.body).includes(here.split('.')[0]!) && !/utrecht/i.test(JSON.stringify(refused.body)),
    );
    await ok(remove(here, coordinator));
    await recorded(here, 'remove-v-number');
    await ok(referralOf(vNumber, 'groningen'), 201);
  });

  it('that is open in another city is told there when it is entered, sent back or removed, and to both when it holds, by mail and webhook', async () => {
    const { vNumber, there, here } = await both();
    await ok(add(here, vNumber));
    await isTold(there, 'amsterdam', 'proposed');
    await ok(check(here, { verdict: 'sent-back' }));
    await isTold(there, 'amsterdam', 'withdrawn');
    // Whoever enters a number finds out nothing of it by what their own municipality is told.
    assert.deepEqual(await toldOf(here, 'utrecht'), []);
    await ok(add(here, vNumber));
    await ok(check(here, { vNumber }));
    await isTold(there, 'amsterdam', 'found');
    await isTold(here, 'utrecht', 'found');
    for (const [own, city, foreign, otherCity] of [
      [there, 'amsterdam', here, 'utrecht'],
      [here, 'utrecht', there, 'amsterdam'],
    ] as const) {
      const told = await eventually(async () => {
        const all = await toldOf(own, city);
        return all.length > 0 && all.every(({ status }) => status === 'sent') && all;
      });
      const ids = new Set(told.map(({ id }) => id));
      const out = [
        ...stack.mail.items().filter(({ messageId }) => ids.has(messageId.split('@')[0]!)),
        ...stack.webhooks.items().filter(({ webhookId }) => ids.has(webhookId)),
      ];
      assert.equal(out.length, told.filter(({ channel }) => channel !== 'inbox').length);
      assert.ok(out.length > 0);
      const text = JSON.stringify([told, out]);
      assert.ok(text.includes(own));
      for (const secret of [vNumber, foreign.split('.')[0]!, `trajectories/${foreign}`, otherCity]) {
        assert.ok(!text.includes(secret), `${city} is told ${secret}`);
      }
      // What is not theirs stays so.
      assert.equal((await stack.get(`${director}@${city}`, `/v1/trajectories/${foreign}`)).status, 404);
      assert.equal(
        (await stack.get(`ngo:legal@${city}`, `/v1/notifications?trajectoryId=${own}`)).body['items'].length,
        0,
      );
    }
  });

  it('answers the same, byte for byte but for ids and moments, whether or not it is open elsewhere', async () => {
    const { vNumber, here } = await both();
    const [alone, ofNobody] = [await refer(stack), fresh()];
    const aside = (body: unknown, id: string) =>
      JSON.stringify(body)
        .replaceAll(id, '<id>')
        .replaceAll(id.split('.')[0]!, '<ref>')
        .replaceAll(/"[0-9-]{10}T[0-9:.]+Z"/g, '"<at>"');
    const asked: [path: string, body: (vNumber: string) => object][] = [
      ['actions/add-v-number/preview', (number) => ({ vNumber: number, reason: why })],
      ['actions/add-v-number', (number) => ({ vNumber: number, reason: why })],
      ['steps/v-number-check/preview', (number) => ({ verdict: 'confirmed', vNumber: number, reason: why })],
      ['steps/v-number-check', (number) => ({ verdict: 'confirmed', vNumber: number, reason: why })],
    ];
    for (const [path, body] of asked) {
      const by = path.startsWith('steps') ? coordinator : director;
      const [known, unknown] = [
        await stack.post(by, `/v1/trajectories/${here}/${path}`, body(vNumber)),
        await stack.post(by, `/v1/trajectories/${alone}/${path}`, body(ofNobody)),
      ];
      assert.deepEqual([known.status, unknown.status], [200, 200], JSON.stringify([known.body, unknown.body]));
      assert.equal(aside(known.body, here), aside(unknown.body, alone), path);
    }
  });

  it('at the same moment in two cities holds in both, and both are told: neither is lost between the two', async () => {
    const vNumber = fresh();
    const [here, there] = [await refer(stack), await refer(stack, {}, 'amsterdam')];
    await Promise.all([ok(add(here, vNumber)), ok(add(there, vNumber, `${director}@amsterdam`))]);
    await Promise.all([ok(check(here, { vNumber })), ok(check(there, { vNumber }, `${coordinator}@amsterdam`))]);
    await isTold(here, 'utrecht', 'found');
    await isTold(there, 'amsterdam', 'found');
  });

  it('by two directors at once in one trajectory is added by one of them, and the other is told that it waits', async () => {
    const here = await refer(stack);
    const [one, other] = await Promise.all([add(here, fresh()), add(here, fresh(), 'municipality:intake-officer')]);
    assert.deepEqual([one.status, other.status].toSorted(), [200, 409]);
    const late = one.status === 409 ? one : other;
    assert.match(late.body['detail'] as string, /waits for a colleague/);
  });

  it('that comes to hold at the moment of a referral by it elsewhere is either refused there or told to both', async () => {
    for (let round = 0; round < 3; round += 1) {
      const vNumber = fresh();
      const here = await refer(stack);
      await ok(add(here, vNumber));
      const [, referred] = await Promise.all([ok(check(here, { vNumber })), referralOf(vNumber, 'amsterdam')]);
      if (referred.status === 409) continue;
      assert.equal(referred.status, 201, JSON.stringify(referred.body));
      await isTold(here, 'utrecht', 'found');
      await isTold(referred.body['id'] as string, 'amsterdam', 'found');
    }
  });

  it('is no number when it has anything but digits, also when it looks like a pseudonym', async () => {
    const here = await refer(stack);
    for (const vNumber of ['a'.repeat(26), '2790046133aaaaaaaaaaaaaaaa', 'unknown']) {
      const answer = await add(here, vNumber);
      assert.deepEqual([answer.status, answer.body['errors']?.[0].pointer], [400, '/vNumber'], vNumber);
    }
  });

  it('stands in the access log of both cities, as a look at what is of another city does', async () => {
    const { vNumber, there, here } = await both();
    await ok(add(here, vNumber));
    await eventually(async () => {
      const { body } = await stack.get(
        'municipality:auditor@amsterdam',
        `/v1/access-log?trajectoryId=${there}&limit=200`,
      );
      return ((body['items'] ?? []) as { activity?: string }[]).some((one) =>
        JSON.stringify(one).includes('add-v-number'),
      );
    });
  });

  it('counts no more once its trajectory has ended, and holds again when that is reopened, but not beside a later one', async () => {
    const vNumber = fresh();
    const here = await refer(stack);
    await ok(add(here, vNumber));
    await ok(check(here, { vNumber }));
    await ok(withdraw(here, 'utrecht'));
    const reopen = () =>
      eventually(async () => {
        const answer = await stack.post(director, `/v1/trajectories/${here}/actions/reopen`, example('reopen').body);
        return answer.status !== 503 && answer;
      });
    assert.equal((await reopen()).status, 200);
    await recorded(here, 'trajectory-reopened');
    assert.equal((await referralOf(vNumber, 'groningen')).status, 409);
    await ok(withdraw(here, 'utrecht'));
    const later = await eventually(async () => {
      const answer = await referralOf(vNumber, 'groningen');
      return answer.status === 201 && (answer.body['id'] as string);
    });
    await recorded(later, 'trajectory-opened', 'groningen');
    assert.equal((await reopen()).status, 409);
  });

  it('that is wrong is taken away from a trajectory that has ended by two persons, also while another one with it is open', async () => {
    const vNumber = fresh();
    const here = await refer(stack);
    await ok(add(here, vNumber));
    await ok(check(here, { vNumber }));
    await ok(withdraw(here, 'utrecht'));
    const later = await eventually(async () => {
      const answer = await referralOf(vNumber, 'groningen');
      return answer.status === 201 && (answer.body['id'] as string);
    });
    await recorded(later, 'trajectory-opened', 'groningen');
    const act = (as: string, name: string) =>
      eventually(async () => {
        const answer = await stack.post(as, `/v1/trajectories/${here}/actions/${name}`, example(name).body);
        return answer.status !== 503 && answer;
      });
    const holds = async () => {
      const rows = await stack.register.query<{ held: boolean }>(
        { text: 'select known_as is not null as held from trajectories where id = $1' },
        [here],
      );
      return rows[0]!.held;
    };
    assert.equal((await act(director, 'reopen')).status, 409);
    const proposed = await act(director, 'remove-v-number');
    assert.deepEqual([proposed.status, proposed.body['status']], [200, 'closed'], JSON.stringify(proposed.body));
    await recorded(here, 'remove-v-number');
    assert.equal(await holds(), true);
    assert.equal((await act(director, 'remove-v-number')).status, 409);
    assert.equal((await act(director, 'confirm-number-removal')).status, 403);
    assert.equal((await act(coordinator, 'confirm-number-removal')).status, 200);
    await recorded(here, 'confirm-number-removal');
    assert.equal(await holds(), false);
    await isTold(later, 'groningen', 'withdrawn');
    // Nothing keeps it closed any more, and the other one keeps the number.
    assert.equal((await act(director, 'reopen')).status, 200);
    assert.equal((await referralOf(vNumber, 'amsterdam')).status, 409);
  });
});

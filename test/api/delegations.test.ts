import assert from 'node:assert/strict';
import { findDelegation, giveDelegation } from '../../src/register/access/delegations.js';
import { addDays, dayOf } from '../../src/trajectory/terms/calendar.js';
import type { AccessRecord } from '../../src/register/access/accessRecord.js';
import { startPostgres, type PostgresServer } from '../support/postgres.js';
import { Browser } from '../support/browser.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, startStack, type Answer, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const today = dayOf(new Date().toISOString());
const director = 'municipality:case-director';
/** A role that may refer people, and that may do less than a case director. */
const officer = 'municipality:intake-officer';

/** Calls as someone of this name, in these roles of this agency; for a colleague when a delegation is named. */
function callerOf(stack: Stack) {
  return async (
    subject: string,
    as: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const [agencyRole = '', municipality = 'utrecht'] = as.split('@');
    const token = await stack.token(agencyRole, municipality === '' ? null : municipality, subject);
    return stack.call(as, method, path, body, { authorization: `Bearer ${token}`, ...headers });
  };
}
const toBram = { to: 'bram', roles: ['case-director'], until: addDays(today, 7), reason: 'On leave.' };
const acting = (id: string) => ({ 'acting-for': id });

describe('A delegation', () => {
  let stack: Stack;
  let call: ReturnType<typeof callerOf>;
  before(async () => {
    stack = await startQuickStack();
    call = callerOf(stack);
  });
  after(() => stack.stop());

  const give = async (more: object = {}, giver = 'anna', as = director): Promise<string> => {
    const { status, body } = await call(giver, as, 'POST', '/v1/delegations', { ...toBram, ...more });
    assert.equal(status, 201, JSON.stringify(body));
    return body['id'] as string;
  };
  const admit = (id: string, subject: string, as: string, headers: Record<string, string> = {}) =>
    call(subject, as, 'POST', `/v1/trajectories/${id}/steps/admission`, example('admission').body, headers);

  it('lets a colleague do what they may not do themselves, and the timeline says who acted and for whom', async () => {
    const trajectory = await refer(stack);
    await through(stack, trajectory, 'intake');
    const id = await give();
    assert.equal((await admit(trajectory, 'bram', officer)).status, 403);
    const done = await admit(trajectory, 'bram', officer, acting(id));
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const actor = await eventually(async () => {
      const { body } = await call('anna', director, 'GET', `/v1/trajectories/${trajectory}/timeline`);
      return body['items'].find(({ step, type }: any) => step === 'admission' && type === 'step-completed')?.actor;
    });
    const whole = { subject: 'bram', agency: 'municipality', municipality: 'utrecht', onBehalfOf: 'anna' };
    assert.deepEqual(actor, whole);
  });

  it('gives exactly its roles: one acts in one capacity at a time', async () => {
    const id = await give({ roles: ['case-director'] }, 'anna', 'municipality:case-director:coordinator');
    const me = (await call('bram', 'municipality:administrator', 'GET', '/v1/me', undefined, acting(id))).body;
    assert.deepEqual([me['subject'], me['onBehalfOf']], ['bram', 'anna']);
    assert.deepEqual(
      me['roles'].map(({ role }: { role: string }) => role),
      ['case-director'],
    );
  });

  it('is of use to nobody else, in no other agency or municipality, and under no other id: 403', async () => {
    const id = await give();
    for (const [subject, as, named] of [
      ['chris', officer, id],
      ['anna', director, id],
      ['bram', `${officer}@groningen`, id],
      ['bram', 'ngo:legal', id],
      ['bram', 'municipality:coordinator@', id],
      ['bram', officer, 'x'.repeat(32)],
    ] as const) {
      const { status, body } = await call(subject, as, 'GET', '/v1/trajectories', undefined, acting(named));
      assert.deepEqual([status, body['code']], [403, 'forbidden'], `${subject} ${as}`);
      assert.match(body['detail'], /no such delegation to you/);
    }
    const used = await call('bram', officer, 'GET', '/v1/trajectories', undefined, acting(id));
    assert.equal(used.status, 200);
    // That it was tried stands in the log.
    const tries = await eventually(async () => {
      const { body } = await stack.get('municipality:auditor@', '/v1/access-log?limit=200&outcome=refused');
      const found = (body['items'] as AccessRecord[]).filter(({ name }) => name === 'actForAnother');
      return found.length >= 6 && found;
    });
    assert.deepEqual(
      new Set(tries.flatMap(({ decisions }) => decisions.map(({ action }) => action))),
      new Set(['delegation:use']),
    );
  });

  it('is named once and as it was given: anything else in the header is refused with 400', async () => {
    for (const named of ['', 'x', '*', `${'x'.repeat(32)}, ${'y'.repeat(32)}`, "' or 1=1 --"]) {
      const { status, body } = await call('bram', officer, 'GET', '/v1/trajectories', undefined, acting(named));
      assert.deepEqual([status, body['errors']?.[0]?.parameter], [400, 'Acting-For'], named);
    }
  });

  it('ends by who gave it or by a coordinator, and by nobody else; from then on it gives nothing', async () => {
    for (const [ender, as] of [
      ['anna', director],
      ['carla', 'municipality:coordinator'],
    ] as const) {
      const id = await give();
      const end = (subject: string, role: string) => call(subject, role, 'POST', `/v1/delegations/${id}/end`);
      assert.equal((await end('bram', officer)).status, 403, 'who received it');
      assert.equal((await end('chris', director)).status, 404, 'a colleague');
      assert.equal((await end('carla', 'municipality:coordinator@groningen')).status, 404, 'of another municipality');
      const ended = await end(ender, as);
      assert.deepEqual([ended.status, ended.body['holds'], ended.body['endedBy']], [200, false, ender]);
      const { status, body } = await call('bram', officer, 'GET', '/v1/trajectories', undefined, acting(id));
      assert.equal(status, 403);
      assert.match(body['detail'], /has ended/);
      assert.equal((await end(ender, as)).body['endedAt'], ended.body['endedAt'], 'once');
    }
  });

  it('holds until the end of its day, and not a day longer', async () => {
    const id = await give({ until: today });
    const use = () => call('bram', officer, 'GET', '/v1/trajectories', undefined, acting(id));
    assert.equal((await use()).status, 200);
    // One that is as it, and that was given until yesterday.
    const given = await findDelegation(stack.register, id);
    const { createdAt: _at, endedAt: _end, endedBy: _by, ...same } = given!;
    const past = { ...same, id: id.split('').toReversed().join(''), until: addDays(today, -1) };
    await giveDelegation(stack.register, past);
    const late = await call('bram', officer, 'GET', '/v1/trajectories', undefined, acting(past.id));
    assert.equal(late.status, 403);
  });

  it('is of roles that one has, for at most 92 days, and for someone else', async () => {
    for (const [more, status] of [
      [{ roles: ['coordinator'] }, 403],
      [{ roles: ['case-director', 'legal'] }, 403],
      [{ roles: [] }, 400],
      [{ until: addDays(today, -1) }, 400],
      [{ until: addDays(today, 93) }, 400],
      [{ until: '2026-02-30' }, 400],
      [{ to: 'anna' }, 409],
      [{ to: 'two words' }, 400],
      [{ from: 'chris' }, 400],
      [{ reason: '' }, 400],
    ] as const) {
      const { status: given, body } = await call('anna', director, 'POST', '/v1/delegations', { ...toBram, ...more });
      assert.equal(given, status, JSON.stringify([more, body]));
    }
    await give({ until: addDays(today, 92) });
  });

  it('is not passed on, and who only looks after the system has none to give', async () => {
    const id = await give();
    const passing = { ...toBram, to: 'chris' };
    for (const as of [officer, director]) {
      const { status } = await call('bram', as, 'POST', '/v1/delegations', passing, acting(id));
      assert.equal(status, 403);
    }
    const administrator = 'municipality:administrator';
    const given = await call('dirk', administrator, 'POST', '/v1/delegations', {
      ...passing,
      roles: ['administrator'],
    });
    assert.equal(given.status, 403);
  });

  it('is given once, also when the call is repeated under its key; another one under that key is refused', async () => {
    const key = { 'idempotency-key': 'leave-2026' };
    const post = (body: object) => call('anna', director, 'POST', '/v1/delegations', body, key);
    const [first, again] = [await post(toBram), await post(toBram)];
    assert.deepEqual(again.body, first.body);
    assert.equal((await post({ ...toBram, to: 'chris' })).status, 422);
  });

  it('is seen by who gave it, who received it, and a coordinator of the municipality', async () => {
    const id = await give({ to: 'erik' }, 'fleur');
    const sees = async (subject: string, as: string) => {
      const { body } = await call(subject, as, 'GET', '/v1/delegations?limit=200&holds=true');
      return (body['items'] as { id: string }[]).some((one) => one.id === id);
    };
    const seen = [
      ['fleur', director, true],
      ['erik', officer, true],
      ['carla', 'municipality:coordinator', true],
      ['carla', 'municipality:coordinator@', true],
      ['carla', 'municipality:coordinator@groningen', false],
      ['chris', director, false],
    ] as const;
    for (const [subject, as, expected] of seen) assert.equal(await sees(subject, as), expected, `${subject} ${as}`);
    const mine = (await call('erik', officer, 'GET', '/v1/me')).body['delegations'];
    assert.deepEqual([mine.given, mine.received.map((one: { id: string }) => one.id)], [[], [id]]);
  });

  it('does not make two pairs of eyes of one: neither approves what the other proposed', async () => {
    const trajectory = await refer(stack);
    await through(stack, trajectory, 'intake');
    const id = await give();
    const refusing = { ...(example('admission').body as object), decision: 'refused', ground: 'outside-target-group' };
    const { direction: _none, ...input } = refusing as Record<string, unknown>;
    const proposed = await call(
      'bram',
      officer,
      'POST',
      `/v1/trajectories/${trajectory}/steps/admission`,
      input,
      acting(id),
    );
    assert.equal(proposed.status, 200, JSON.stringify(proposed.body));
    const check = (subject: string, as: string, headers: Record<string, string> = {}) =>
      call(
        subject,
        as,
        'POST',
        `/v1/trajectories/${trajectory}/steps/admission-check`,
        example('admission-check').body,
        headers,
      );
    const other = await give({ to: 'chris' });
    assert.equal((await check('anna', director)).status, 403, 'the one for whom it was proposed');
    assert.equal((await check('bram', director)).status, 403, 'the one who proposed it');
    assert.equal((await check('chris', officer, acting(other))).status, 403, 'another for the same');
    assert.equal((await check('chris', director)).status, 200, 'another, for themselves');
  });
});

describe('While the register is down', () => {
  let postgres: PostgresServer | null;
  let stack: Stack;
  before(async function () {
    postgres = await startPostgres();
    if (!postgres) return this.skip();
    stack = await startStack({ databaseUrl: await postgres.createDatabase(), withoutWorker: true });
  });
  after(async () => {
    await stack?.stop();
    await postgres?.stop();
  });

  it('nobody acts for another, everyone in their own roles, and sessions go on', async function () {
    this.timeout(120_000);
    const call = callerOf(stack);
    const given = await call('anna', director, 'POST', '/v1/delegations', toBram);
    const headers = acting(given.body['id']);
    assert.equal((await call('bram', officer, 'GET', '/v1/steps', undefined, headers)).status, 200);
    const screen = new Browser(stack.url);
    await screen.signIn();
    const leaving = new Browser(stack.url);
    await leaving.signIn();
    await postgres!.halt();
    const { status, body } = await call('bram', officer, 'GET', '/v1/steps', undefined, headers);
    assert.deepEqual([status, body['code']], [503, 'register-unavailable']);
    assert.equal((await call('bram', officer, 'GET', '/v1/steps')).status, 200);
    const me = await screen.go('/v1/me');
    assert.deepEqual([me.status, me.json()['delegations']], [200, null]);
    // Signing out still ends it here, for a copy as well.
    const copied = leaving.copy();
    assert.equal((await leaving.go('/auth/sign-out', { method: 'POST' })).status, 303);
    assert.equal((await copied.go('/v1/steps')).status, 401);
  });
});

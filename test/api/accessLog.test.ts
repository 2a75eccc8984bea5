import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessToken, type AccessRecord } from '../../src/register/access/accessRecord.js';
import { accessLogIn } from '../register/accessRecords.js';
import { assertProblem, fetched } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, startStack, type Answer, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';
const auditor = 'municipality:auditor';
const personOf = (id: string) => id.split('.')[0]!;
let calls = 0;

describe('The access log, over the API', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  /** Calls, and gives the record of that call, as the national auditor has it; every call has a trace of its own. */
  const logged = async (as: string, method: string, path: string, body?: unknown) => {
    calls += 1;
    const traceId = `${'0'.repeat(20)}${String(calls).padStart(12, '0')}`;
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    const answer = await stack.call(as, method, path, body, { traceparent });
    return { answer, record: await recordOf(traceId) };
  };
  const log = async (as: string, query = '') => {
    const answer = await stack.get(as, `/v1/access-log?limit=200${query}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body['items'] as AccessRecord[];
  };
  const recordOf = (traceId: string, as = `${auditor}@`) =>
    eventually(async () => (await log(as)).find((record) => record.traceId === traceId));
  /** A person with a key, as everyone has of whom something is kept, so that they have a token. */
  const person = async (municipality = 'utrecht', more: Record<string, unknown> = {}) => {
    const id = await refer(stack, more, municipality);
    await stack.register.sealer.seal(personOf(id), 'a test', null);
    await eventually(
      async () => (await stack.get('municipality:coordinator@', `/v1/trajectories/${id}/timeline`)).status === 200,
    );
    return { id, token: (await stack.register.sealer.token(personOf(id), accessToken))! };
  };

  it('has of a read who, in what capacity, for what purpose, what, when and about whom; and not the id of the person', async () => {
    const { id, token } = await person();
    const before = new Date().toISOString();
    const { answer, record } = await logged(director, 'GET', `/v1/trajectories/${id}`);
    assert.equal(answer.status, 200);
    const { startedAt, endedAt, spanId, actor, ...rest } = record;
    assert.ok(before <= startedAt && startedAt <= endedAt && endedAt <= new Date().toISOString());
    assert.match(spanId, /^[0-9a-f]{16}$/);
    assert.deepEqual([actor.agency, actor.municipality, actor.roles], ['municipality', 'utrecht', ['case-director']]);
    assert.ok(actor.subject.length > 0);
    assert.deepEqual(rest, {
      traceId: rest.traceId,
      parentSpanId: '00f067aa0ba902b7',
      name: 'readTrajectory',
      activity: 'trajectory.read',
      activityTitle: 'Read a trajectory',
      status: 200,
      outcome: 'allowed',
      problem: null,
      decisions: [{ action: 'trajectory:read', resource: 'trajectory', allowed: true, reason: 'allowed', why: null }],
      subjects: [{ token, municipality: 'utrecht', shown: true }],
      concerns: ['utrecht'],
    });
    assert.ok(!JSON.stringify(record).includes(personOf(id)));
  });

  it('has of a step its name as the purpose, and of a refusal its reason', async () => {
    const { id, token } = await person();
    const { body } = example('intake');
    const done = await logged('municipality:intake-officer', 'POST', `/v1/trajectories/${id}/steps/intake`, body);
    assert.deepEqual([done.record.activity, done.record.outcome], ['trajectory.intake', 'allowed']);
    assert.deepEqual(done.record.subjects, [{ token, municipality: 'utrecht', shown: true }]);
    const refused = await logged('ngo:legal', 'POST', `/v1/trajectories/${id}/steps/intake`, body);
    assert.equal(refused.answer.status, 403);
    assert.deepEqual(
      [refused.record.status, refused.record.outcome, refused.record.problem],
      [403, 'refused', 'forbidden'],
    );
    assert.deepEqual(
      refused.record.decisions.map(({ action, allowed, reason }) => [action, allowed, reason]),
      [['trajectory:perform', false, 'role']],
    );
  });

  it('is read in the language of its reader: what it was for and why it was refused, beside the codes', async () => {
    const { id } = await person();
    const { body } = example('intake');
    const { record } = await logged('ngo:legal', 'POST', `/v1/trajectories/${id}/steps/intake`, body);
    for (const [language, title, why] of [
      ['nl', 'Intake', 'Met uw rollen kunt u dit niet doen.'],
      ['en', 'Intake', 'None of your roles allows this.'],
    ] as const) {
      const items = await log(`${auditor}@`, `&language=${language}`);
      const read = items.find(({ spanId }) => spanId === record.spanId)! as unknown as Record<string, any>;
      assert.deepEqual([read['activity'], read['activityTitle']], ['trajectory.intake', title]);
      assert.deepEqual([read['decisions'][0].reason, read['decisions'][0].why], ['role', why]);
    }
  });

  it('stands on both sides when one municipality asks for what is of another, which learns who asked; the asker learns nothing', async () => {
    const { id, token } = await person('groningen');
    for (const path of ['', '/timeline', '/situation', '/terms']) {
      const { answer, record } = await logged(director, 'GET', `/v1/trajectories/${id}${path}`);
      assert.equal(answer.status, 404);
      const there = await recordOf(record.traceId, `${auditor}@groningen`);
      assert.deepEqual(there.subjects, [{ token, municipality: 'groningen', shown: false }], path);
      assert.deepEqual([there.outcome, there.actor.municipality], ['refused', 'utrecht']);
      const here = await recordOf(record.traceId, auditor);
      assert.deepEqual([here.subjects, here.concerns], [[], ['utrecht']]);
    }
    const nobody = await logged(director, 'GET', `/v1/trajectories/${'0'.repeat(26)}.1`);
    assert.deepEqual(nobody.record.subjects, []);
  });

  it('tells both sides of a refused second referral, and the asker nothing but that', async () => {
    const vNumber = '2790000006';
    const { id, token } = await person('groningen', { vNumber });
    const { body } = example('referral');
    const { answer, record } = await logged(director, 'POST', '/v1/trajectories', { ...(body as object), vNumber });
    assert.deepEqual([answer.status, answer.body['code']], [409, 'trajectory-already-open']);
    assert.ok(!JSON.stringify(answer.body).includes('groningen') && !JSON.stringify(answer.body).includes(id));
    assert.deepEqual(Object.keys(answer.body).toSorted(), ['because', 'code', 'detail', 'status', 'title', 'type']);
    const here = await recordOf(record.traceId, auditor);
    assert.deepEqual([here.problem, here.subjects, here.concerns], ['trajectory-already-open', [], ['utrecht']]);
    const there = await recordOf(record.traceId, `${auditor}@groningen`);
    assert.deepEqual(there.subjects, [{ token, municipality: 'groningen', shown: false }]);
    assert.deepEqual([there.actor.municipality, there.activity], ['utrecht', 'trajectory.referral']);
    const [newest] = await log(`${auditor}@groningen`, `&trajectoryId=${id}&by=${here.actor.subject}`);
    assert.equal(newest?.traceId, record.traceId);
    assert.ok(!(await log(auditor, `&trajectoryId=${id}`)).some(({ traceId }) => traceId === record.traceId));
  });

  it('names of a list everyone whom it showed, and no one else', async () => {
    const people = [await person('rotterdam'), await person('rotterdam')];
    await person('eindhoven');
    await through(stack, (await person()).id, 'intake');
    for (const path of ['/v1/trajectories?municipality=rotterdam', '/v1/tasks', '/v1/agenda', '/v1/notifications']) {
      const { answer, record } = await logged('municipality:coordinator@rotterdam', 'GET', path);
      const shown = (answer.body['items'] as { id: string; trajectoryId?: string }[]).map(
        ({ id, trajectoryId }) => trajectoryId ?? id,
      );
      const tokens = people.filter(({ id }) => shown.includes(id)).map(({ token }) => token);
      assert.deepEqual(record.subjects.map(({ token }) => token).toSorted(), tokens.toSorted(), path);
      assert.ok(record.subjects.every((subject) => subject.shown && subject.municipality === 'rotterdam'));
      if (path.startsWith('/v1/trajectories')) assert.equal(tokens.length, 2);
    }
  });

  it('is read by auditors, each of their own municipality, and that stands in it as well', async () => {
    for (const as of [director, 'municipality:administrator', 'municipality:coordinator@', 'ngo:legal']) {
      assert.equal((await stack.get(as, '/v1/access-log')).status, 403, as);
    }
    assert.equal((await stack.get(auditor, '/v1/access-log?municipality=groningen')).status, 403);
    assert.equal((await stack.get(`${auditor}@`, '/v1/access-log?municipality=groningen')).status, 200);
    const { id, token } = await person();
    const { record } = await logged(auditor, 'GET', `/v1/access-log?trajectoryId=${id}&outcome=allowed`);
    assert.deepEqual([record.name, record.activity, record.actor.roles], ['readAccessLog', 'log.read', ['auditor']]);
    assert.deepEqual(record.subjects, [{ token, municipality: null, shown: false }]);
    const first = await stack.get(`${auditor}@`, '/v1/access-log?limit=2');
    const second = await stack.get(`${auditor}@`, `/v1/access-log?limit=2&cursor=${first.body['nextCursor']}`);
    const spans = [first, second].flatMap(({ body }) => (body['items'] as AccessRecord[]).map(({ spanId }) => spanId));
    assert.equal(new Set(spans).size, 4);
    for (const query of ['from=yesterday', 'outcome=maybe', 'format=xml', 'cursor=x', 'limit=0']) {
      assert.equal((await stack.get(auditor, `/v1/access-log?${query}`)).status, 400, query);
    }
    assert.deepEqual(await log(auditor, '&trajectoryId=no-id'), []);
  });

  it('goes out as Logboek Dataverwerkingen, a line for each person, and as Authorization Decision Log', async () => {
    await Promise.all([person('amsterdam'), person('amsterdam')]);
    const { record } = await logged('municipality:coordinator@amsterdam', 'GET', '/v1/trajectories');
    assert.equal(record.subjects.length, 2);
    const lines = (await log(`${auditor}@amsterdam`, '&format=ldv')) as unknown as Record<string, any>[];
    const own = lines.filter((line) => line['trace_id'] === record.traceId);
    assert.equal(own.length, 2);
    assert.equal(new Set(own.map((line) => line['span_id'])).size, 2);
    for (const [i, line] of own.entries()) {
      assert.deepEqual(
        [line['status'], line['name'], line['parent_span_id']],
        ['Unset', 'listTrajectories', record.spanId],
      );
      assert.deepEqual([line['start_time'], line['end_time']], [record.startedAt, record.endedAt]);
      const { attributes } = line;
      assert.equal(attributes['dpl.core.processing_activity_id'], 'urn:bestendig:activity:trajectory.list');
      assert.equal(attributes['dpl.core.data_subject_id'], record.subjects[i]!.token);
      assert.equal(attributes['dpl.core.data_subject_id_type'], 'urn:bestendig:data-subject-token');
      assert.equal(attributes['dpl.core.foreign_operation.span_id'], '00f067aa0ba902b7');
      assert.deepEqual(
        [attributes['user.id'], attributes['user.roles']],
        [record.actor.subject, ['municipality:coordinator']],
      );
    }
    const decisions = (await log(`${auditor}@amsterdam`, '&format=adl')) as unknown as Record<string, any>[];
    const decision = decisions.find((one) => one['trace_id'] === record.traceId)!;
    assert.equal(decision['event_name'], 'adl.access_evaluation');
    assert.equal(decision['timestamp'], Date.parse(record.startedAt));
    const { 'adl.core.request': request, 'adl.core.response': response } = decision['body'];
    assert.deepEqual(request.subject.id, record.actor.subject);
    assert.deepEqual([request.action, request.resource], [{ name: 'trajectory:list' }, { type: 'trajectory' }]);
    assert.deepEqual(response, { decision: true, context: { reason: 'allowed' } });
  });

  it('takes over no trace that is not one', async () => {
    const bad = ['', 'x', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `ff-${'1'.repeat(32)}-00f067aa0ba902b7-01`]
      .concat(`00-${'1'.repeat(32)}-${'0'.repeat(16)}-01`, `00-${'A'.repeat(32)}-00f067aa0ba902b7-01`)
      .concat(`00-${'1'.repeat(32)}-00f067aa0ba902b7-01-more`);
    for (const traceparent of bad) {
      assert.equal(
        (await stack.call('dtv:liaison@amsterdam', 'GET', '/v1/steps', undefined, { traceparent })).status,
        200,
      );
    }
    const all = await eventually(async () => {
      const items = await log(`${auditor}@`, '&by=dtv-liaison@amsterdam');
      return items.length === bad.length && items;
    });
    for (const { traceId, parentSpanId } of all) {
      assert.match(traceId, /^[0-9a-f]{32}$/);
      assert.ok(!/^(0+|1+)$/.test(traceId) && parentSpanId === null, traceId);
    }
  });

  it('verifies, after all of this', async () => {
    const { faults, records } = await accessLogIn(stack.register);
    assert.deepEqual(faults, []);
    assert.ok(records > 50);
  });
});

describe('Without a place to write the access log', () => {
  let stack: Stack;
  let folder: string;
  before(async () => {
    stack = await startStack({ withoutWorker: true });
    folder = join(stack.env['BESTENDIG_DATA']!, 'access-log');
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'This is a file, so nothing can be put in it.');
  });
  after(() => stack.stop());

  const isRefused = ({ status, body }: Answer) => {
    assert.deepEqual([status, body['code']], [503, 'log-unavailable']);
    assert.match(body['traceId'], /^[0-9a-f]{32}$/);
  };

  it('nothing is shown and nothing is begun: 503, in a problem that says what to do', async () => {
    for (const path of ['/v1/trajectories', '/v1/tasks', `/v1/trajectories/${'0'.repeat(26)}.1`, '/v1/steps']) {
      isRefused(await stack.get(director, path));
    }
    isRefused(await stack.post(director, '/v1/trajectories', example('referral').body));
    const token = await stack.token(director);
    assertProblem(await fetched(`${stack.url}/v1/steps`, { headers: { authorization: `Bearer ${token}` } }));
    rmSync(folder);
    assert.equal((await stack.get(director, '/v1/trajectories')).status, 200);
    assert.deepEqual((await stack.get(director, '/v1/trajectories')).body['items'], []);
  });
});

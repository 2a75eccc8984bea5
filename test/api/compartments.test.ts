import assert from 'node:assert/strict';
import { standardSteps } from '../../src/lvv/index.js';
import { workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { seconds } from '../../src/trajectory/terms/deadlines.js';
import { agencies } from '../../src/lvv/agencies.js';
import type { Agency } from '../../src/trajectory/replayed/state.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, perform, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';
const roleOf: Record<Agency, string> = {
  municipality: director,
  ngo: 'ngo:legal',
  ind: 'ind:liaison',
  dtv: 'dtv:departure-officer',
  avim: 'avim:liaison',
};
/** In everything that is written about what is in a compartment. */
const mark = 'ZQX7';

/** How each step in a compartment comes to be open, so that it is overdue: its day is long ago, or its term is of seconds. */
const ways: Record<string, [action: string, changes: object]> = {
  medical: ['raise-blocker', { blocker: 'medical', owner: 'ngo', reason: `${mark} raised` }],
  'procedure-medical-deferral': [
    'start-procedure',
    { procedure: 'medical-deferral', lodgedOn: '2026-01-02', dueOn: '2026-01-03', reference: mark, reason: mark },
  ],
  'procedure-human-trafficking': [
    'start-procedure',
    { procedure: 'human-trafficking', lodgedOn: '2026-01-02', dueOn: '2026-01-03', reference: mark, reason: mark },
  ],
};

/** No day that has been can be named for it. */
const inSeconds = { target: seconds(1), remind: [seconds(1)], fatal: seconds(2), escalate: seconds(3) };
const steps = standardSteps.map((step) => (step.name === 'medical' ? { ...step, terms: inSeconds } : step));

describe('A step in a compartment', () => {
  let stack: Stack;
  /** By step: a trajectory in which it is open; `none`: one that is the same without. */
  const twins = new Map<string, string>();

  const act = async (id: string, action: string, changes: object = {}, by = example(action).by) => {
    const body = { ...(example(action).body as object), ...changes };
    const answer = await stack.post(by, `/v1/trajectories/${id}/actions/${action}`, body);
    assert.equal(answer.status, 200, `${action}: ${JSON.stringify(answer.body)}`);
    return answer.body['version'] as number;
  };
  const read = async (as: string, path: string) => {
    const answer = await stack.get(as, path);
    assert.equal(answer.status, 200, `${as} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  /** A cursor has where to go on: the date that was shown, and no other. */
  const cursorsTellWhatIsShown = async (as: string) => {
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { items, nextCursor } = await read(as, `/v1/trajectories?sort=nextDeadline&limit=1${query}`);
      cursor = nextCursor as string | null;
      if (cursor === null) return;
      const key = Buffer.from(cursor, 'base64url').toString();
      assert.ok(key.includes(`"${items[0].nextDeadline ?? 'infinity'}"`), `${as}: ${key}`);
    }
  };
  const outside = (step: string) =>
    agencies.filter((agency) => !standardSteps.find(({ name }) => name === step)!.knownTo!.includes(agency));

  before(async () => {
    stack = await startQuickStack({ steps });
    for (const step of ['none', ...Object.keys(ways)]) {
      const id = await refer(stack);
      twins.set(step, id);
      await through(stack, id, 'intake', 'admission');
      for (const agency of ['ind', 'avim', 'dtv'] as const) {
        await act(id, 'share', { with: agency, question: 'Q-1', reason: 'To look along.' });
      }
      if (step === 'none') continue;
      const [action, changes] = ways[step]!;
      let entry = await act(id, action, changes, director);
      await act(id, 'extend-term', { step, days: 1, reason: `${mark} more time` }).catch(() => {});
      if (step === 'medical') {
        // What was given a day more is not overdue: once more, in seconds.
        const found = { ...(example(step).body as object), reference: mark };
        assert.equal((await perform(stack, id, step, { body: found, by: director })).status, 200);
        entry = await act(id, action, changes, director);
      }
      if (step !== 'procedure-medical-deferral') await act(id, 'chase', { step, reason: `${mark} asked` }, director);
      await act(id, 'correct', { sequence: entry - 1, changes: { reason: `${mark} right` }, reason: `${mark} wrong` });
      // Time has passed for it: everyone who may know of it is told so.
      await eventually(async () => {
        const { body } = await stack.get(director, `/v1/trajectories?openStep=${step}&overdue=true`);
        return body['items'].length === 1;
      });
    }
  });
  after(() => stack.stop());

  /** An answer without what differs between two trajectories that are the same: which one it is, and when. */
  const aside = (body: unknown, id: string) =>
    JSON.stringify(body)
      .replaceAll(id, '<id>')
      .replaceAll(/"[0-9-]{10}T[0-9:.]+Z"/g, '"<at>"');

  for (const step of Object.keys(ways)) {
    it(`${step}: no list, filter, order, cursor, message or refusal tells an agency outside it`, async () => {
      const [id, other] = [twins.get(step)!, twins.get('none')!];
      for (const agency of outside(step)) {
        const as = roleOf[agency]!;
        const items = async (path: string) => {
          const found = (await read(as, path))['items'] as Record<string, string>[];
          const of = (wanted: string) =>
            found.filter((item) => (item['trajectoryId'] ?? item['id']) === wanted).map(({ id: _id, ...item }) => item);
          return [of(id), of(other)].map((list, i) => aside(list, i === 0 ? id : other));
        };
        const lists = ['/v1/trajectories', '/v1/tasks', '/v1/notifications', '/v1/agenda'];
        const queries = ['overdue=true', 'overdue=false', 'sort=nextDeadline', 'sort=-nextDeadline'];
        for (const query of [`openStep=${step}`, ...queries, ...agencies.map((one) => `responsible=${one}`)]) {
          lists.push(`/v1/trajectories?${query}`);
        }
        for (const path of lists) {
          const [withIt, without] = await items(path);
          assert.equal(withIt, without, `${agency}: ${path}`);
        }
        assert.ok(!JSON.stringify(await read(as, '/v1/trajectories?limit=200')).includes(`"${step}"`), agency);
        await cursorsTellWhatIsShown(as);
        for (const [path, body] of refused(step)) {
          const answers = await Promise.all(
            [id, other].map(async (one) => {
              const { status, body: told } = await stack.post(as, `/v1/trajectories/${one}${path}`, body);
              assert.ok(status >= 400 && status < 500, `${agency} ${path}: ${status}`);
              return aside(told, one);
            }),
          );
          assert.equal(answers[0], answers[1], `${agency}: ${path}`);
        }
      }
      const sent = (await read(director, `/v1/notifications?trajectoryId=${id}&limit=200`))['items'] as {
        agency: Agency;
        subject: string;
      }[];
      const { title } = standardSteps.find(({ name }) => name === step)!;
      const told = new Set(sent.filter(({ subject }) => subject.includes(title.en)).map(({ agency }) => agency));
      assert.ok(told.size > 0);
      for (const agency of outside(step)) assert.ok(!told.has(agency), agency);
    });

    it(`${step}: who is in it knows all of it`, async () => {
      const id = twins.get(step)!;
      for (const agency of agencies.filter((one) => !outside(step).includes(one))) {
        const as = roleOf[agency]!;
        const { openSteps, overdue, nextDeadline } = await read(as, `/v1/trajectories/${id}`);
        const open = openSteps.find((one: { step: string }) => one.step === step);
        assert.deepEqual(open.knownTo, standardSteps.find(({ name }) => name === step)!.knownTo, agency);
        assert.deepEqual([overdue, nextDeadline], [true, open.fatalDate], agency);
        const listed = await read(as, `/v1/trajectories?openStep=${step}&overdue=true`);
        assert.deepEqual(
          listed['items'].map((item: { id: string }) => item.id),
          [id],
          agency,
        );
        const { items } = await read(as, `/v1/trajectories/${id}/timeline`);
        const types = items.filter((item: { step: string }) => item.step === step).map(({ type }: any) => type);
        assert.ok(types.includes('step-opened') && types.includes('step-overdue'), agency);
      }
    });
  }

  it('makes no command of an agency outside stale, though something hidden happens at the same moment', async () => {
    const id = twins.get('none')!;
    const as = roleOf['dtv']!;
    for (let round = 0; round < 10; round += 1) {
      const { version } = await read(as, `/v1/trajectories/${id}`);
      const hidden = round % 2 === 0 ? 'claim' : 'release';
      const told = { with: 'ngo', question: `Q-${100 + round}`, reason: 'A question.' };
      const [asked] = await Promise.all([
        stack.post(as, `/v1/trajectories/${id}/actions/share`, told, { 'if-match': `"${version}"` }),
        act(id, hidden, { step: 'legal-review', reason: 'The lawyer is ill.' }, director),
      ]);
      assert.equal(asked.status, 200, JSON.stringify(asked.body));
      assert.equal(asked.body['version'], version + 1);
      const stale = await stack.post(as, `/v1/trajectories/${id}/actions/share`, told, { 'if-match': `"${version}"` });
      assert.equal(stale.status, 412);
      assert.equal(stale.body['currentVersion'], version + 1);
    }
  });

  it('is in no search attribute of the engine', async () => {
    for (const [step, id] of twins) {
      const workflow = stack.client.workflow.getHandle(workflowIdOf(id.split('.')[0]!));
      const known = await eventually(async () => {
        const text = JSON.stringify((await workflow.describe()).searchAttributes);
        return text.includes('legal-review') && text;
      });
      assert.ok(!known.includes(step === 'none' ? 'medical' : step), known);
    }
  });
});

/** What is refused to anyone outside, whether the step is open or not. */
function refused(step: string): [path: string, body: unknown][] {
  const [action, changes] = ways[step]!;
  return [
    ['/steps/procedure-repeat-asylum', example('procedure-repeat-asylum').body],
    ['/steps/procedure-assisted-return', example('procedure-assisted-return').body],
    ['/steps/identity', example('identity').body],
    [`/steps/${step}`, example(step).body],
    ['/actions/chase', { step, reason: 'Is it there?' }],
    ['/actions/plan-step', { step, reason: 'Is it there?' }],
    [`/actions/${action}`, { ...(example(action).body as object), ...changes }],
    ['/steps/identity/preview', example('identity').body],
  ];
}

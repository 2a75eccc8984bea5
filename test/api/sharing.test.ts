import assert from 'node:assert/strict';
import { agencies } from '../../src/lvv/agencies.js';
import { fetched } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, perform, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';
interface Seen {
  agency: string;
  title: { en: string; nl: string };
  since: string;
  activities: { name: string; fields: { field: string }[] }[];
  facts: { fact: string }[];
}

describe('Who sees what', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const fieldsOf = (items: Seen[], agency: string, name: string) =>
    items
      .find((one) => one.agency === agency)
      ?.activities.find((activity) => activity.name === name)
      ?.fields.map(({ field }) => field);

  it('says of each agency which steps it may know of and which fields it sees, and the V-number where it is kept alone', async () => {
    const { body } = await stack.get('avim:liaison', '/v1/who-sees-what');
    const items = body['items'] as Seen[];
    assert.deepEqual(
      items.map(({ agency }) => agency),
      agencies,
    );
    assert.equal(fieldsOf(items, 'avim', 'medical'), undefined);
    assert.equal(fieldsOf(items, 'dtv', 'procedure-human-trafficking'), undefined);
    assert.deepEqual(fieldsOf(items, 'ngo', 'medical'), ['result', 'foundOn', 'lookAgainOn', 'reference']);
    assert.ok(!fieldsOf(items, 'ind', 'intake')?.includes('vulnerable'));
    // Two people enter it once more, and of that only a pseudonym is kept.
    for (const name of ['add-v-number', 'v-number-check'])
      assert.ok(!fieldsOf(items, 'municipality', name)?.includes('vNumber'), name);
    assert.ok(fieldsOf(items, 'ind', 'referral')?.includes('vNumber'));
    assert.ok(!fieldsOf(items, 'ngo', 'referral')?.includes('vNumber'));
  });

  it('is a page for the person as well, in Dutch or English, that is whole without a script, a style or a picture', async () => {
    const page = async (language: string) => {
      const token = await stack.token(director);
      const answer = await fetched(`${stack.url}/v1/who-sees-what?format=html&language=${language}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/html; charset=utf-8/);
      assert.match(answer.text, new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
      assert.doesNotMatch(answer.text, /<(script|style|img|link)|style=|https?:/i);
      assert.equal(answer.text.split('<table').length, answer.text.split('</table>').length);
      assert.equal(answer.text.split('<caption>').length, answer.text.split('<table').length);
      return answer.text;
    };
    const [dutch, english] = [await page('nl'), await page('en')];
    assert.match(dutch, /<h1>Wie ziet wat over u<\/h1>/);
    assert.match(dutch, /Om een tolk te regelen\./);
    assert.match(english, /<h1>Who sees what about you<\/h1>/);
    assert.match(english, /Nobody\. We do not keep this\./);
    assert.match(english, /The person&#39;s choice/);
  });

  it('says of one trajectory who has a part in it since when, and what of what was filled in each can read', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const body = { ...(example('raise-blocker').body as object), blocker: 'medical', owner: 'ngo' };
    await stack.post(director, `/v1/trajectories/${id}/actions/raise-blocker`, body);
    await perform(stack, id, 'medical');
    const { version } = (await stack.get(director, `/v1/trajectories/${id}`)).body;
    const read = async (as: string) => {
      const answer = await stack.get(as, `/v1/trajectories/${id}/who-sees-what`);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return answer.body as { version: number; items: Seen[] };
    };
    const { items } = await eventually(async () => {
      const whole = await read(director);
      return whole.version === version && whole;
    });
    assert.deepEqual(
      items.map(({ agency }) => agency),
      ['municipality', 'ngo', 'ind', 'dtv'],
    );
    const ngo = { en: 'NGO', nl: 'Maatschappelijke organisatie' };
    assert.deepEqual(items[1]!.title, ngo, 'as colleagues call it');
    assert.ok(items[0]!.since < items[2]!.since, 'the IND came with the dossier');
    assert.deepEqual(fieldsOf(items, 'ngo', 'medical'), ['result', 'foundOn', 'reference']);
    assert.equal(fieldsOf(items, 'dtv', 'medical'), undefined);
    assert.equal(fieldsOf(items, 'ind', 'raise-blocker'), undefined);
    assert.ok(!fieldsOf(items, 'dtv', 'intake')?.includes('needs'));
    assert.ok(fieldsOf(items, 'ngo', 'intake')?.includes('needs'));
    assert.ok(items[0]!.facts.some(({ fact }) => fact === 'admission'));
    // Who asks learns nothing of what it cannot see itself.
    const forDtv = JSON.stringify(await read('dtv:departure-officer'));
    assert.doesNotMatch(forDtv, /medical|needs|legalRepresentative/);
    assert.match(forDtv, /proceduresFinished/);
    assert.equal((await stack.get('avim:liaison', `/v1/trajectories/${id}/who-sees-what`)).status, 404);
  });

  it('sees of before its part only what work or a decision of sharing gives it, and not by whom', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const share = (changes: object) =>
      stack.post(director, `/v1/trajectories/${id}/actions/share`, {
        ...(example('share').body as object),
        ...changes,
      });
    const timeline = async (as: string) =>
      (await stack.get(as, `/v1/trajectories/${id}/timeline`)).body['items'] as any[];
    const recorded = (as: string, question: string) =>
      eventually(async () => {
        const items = await timeline(as).catch(() => []);
        return items?.some((one) => one.data?.question === question) && items;
      });
    assert.equal((await share({ with: 'avim', question: 'Q-1' })).status, 200);
    const asked = await recorded('avim:liaison', 'Q-1');
    assert.deepEqual(
      asked.map(({ sequence, type }) => [sequence, type]),
      [[1, 'share']],
    );
    assert.equal((await stack.get('avim:liaison', `/v1/trajectories/${id}`)).body['version'], 1);
    assert.equal((await share({ with: 'avim', question: 'Q-2', earlier: true })).status, 200);
    const given = await recorded('avim:liaison', 'Q-2');
    // Those who had a part before see it all the same, and whoever asks is told so.
    for (const as of ['avim:liaison', 'ind:liaison']) {
      const { items } = (await stack.get(as, `/v1/trajectories/${id}/who-sees-what`)).body as { items: Seen[] };
      assert.deepEqual(fieldsOf(items, 'ind', 'referral'), ['channel', 'receivedOn'], as);
    }
    const earlier = given.filter(({ sequence }) => sequence < 1);
    assert.deepEqual(
      earlier.map(({ step }) => step),
      // Of the intake AVIM is audience of nothing.
      ['referral', 'admission'],
    );
    assert.deepEqual(
      earlier.map(({ sequence }) => sequence),
      [-1, 0],
    );
    for (const { actor, reason, tells, withheld, data } of earlier) {
      assert.deepEqual([actor, reason, tells, withheld], [null, null, [], true]);
      assert.ok(!('needs' in data) && !('mandate' in data));
    }
    // Work was given to the NGO: it reads what it needs for that, and what it does itself from then on as it happens.
    const ngo = await timeline('ngo:legal');
    const intake = ngo.find(({ step }) => step === 'intake');
    assert.ok('needs' in intake.data && intake.actor === null && intake.sequence < 1);
    assert.ok(ngo.every(({ sequence, actor, type }) => sequence > 0 || (actor === null && type !== 'step-opened')));
  });

  it('has each activity with its purposes and recipients in the register of processing, and who answers for it', async () => {
    const { body } = await stack.get('municipality:auditor', '/v1/processing-register');
    const activities = body['activities'] as Record<string, any>[];
    const named = async (path: string) => (await stack.get(director, path)).body['items'] as { name: string }[];
    const [steps, actions] = [await named('/v1/steps'), await named('/v1/actions')];
    assert.deepEqual(
      activities.map(({ activity }) => activity),
      [...steps, ...actions].map(({ name }) => `trajectory.${name}`),
    );
    const of = (name: string) => activities.find(({ activity }) => activity === `trajectory.${name}`)!;
    assert.deepEqual(of('medical')['recipients'], ['municipality', 'ngo']);
    assert.deepEqual(of('referral')['data'].find(({ field }: any) => field === 'vNumber').kept, true);
    assert.deepEqual(of('add-v-number')['data'].find(({ field }: any) => field === 'vNumber').kept, false);
    assert.ok(of('intake')['purposes'].length >= 4);
    assert.deepEqual(body['controllers'].map(({ municipality }: { municipality: string }) => municipality).toSorted(), [
      'amsterdam',
      'eindhoven',
      'groningen',
      'rotterdam',
      'utrecht',
    ]);
  });
});

describe('The API as one agency has it', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack({ withoutWorker: true })));
  after(() => stack.stop());

  const documentOf = async (query: string) => {
    const { status, text } = await fetched(`${stack.url}/v1/openapi.json${query}`);
    assert.equal(status, 200, text);
    return JSON.parse(text) as { paths: Record<string, Record<string, any>> };
  };
  const fieldsOfTimeline = ({ paths }: Awaited<ReturnType<typeof documentOf>>) => {
    const { schema } = paths['/v1/trajectories/{id}/timeline']!['get'].responses['200'].content['application/json'];
    return JSON.stringify(schema);
  };

  it('has no operation that no role of it may perform, and no field of a timeline that it may not see', async () => {
    const [ngo, avim, all] = [
      await documentOf('?audience=ngo'),
      await documentOf('?audience=avim'),
      await documentOf(''),
    ];
    const has = ({ paths }: typeof ngo, kind: string, name: string) => `/v1/trajectories/{id}/${kind}/${name}` in paths;
    assert.ok(has(ngo, 'steps', 'legal-review') && !has(ngo, 'steps', 'admission'));
    assert.ok(has(avim, 'steps', 'identity') && !has(avim, 'steps', 'medical') && !has(avim, 'actions', 'chase'));
    assert.ok(!('/v1/statistics' in avim.paths) && '/v1/statistics' in all.paths);
    assert.ok('/v1/tasks' in avim.paths);
    for (const path of Object.keys(avim.paths)) assert.ok(path in all.paths, path);
    assert.match(fieldsOfTimeline(ngo), /"vulnerable"/);
    assert.doesNotMatch(fieldsOfTimeline(avim), /"vulnerable"|"needs"|"mandate"/);
    assert.match(fieldsOfTimeline(avim), /"decision"/);
  });

  it('is refused for what is no agency', async () => {
    assert.equal((await fetched(`${stack.url}/v1/openapi.json?audience=police`)).status, 400);
  });
});

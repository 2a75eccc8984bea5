import assert from 'node:assert/strict';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';
import { eventually, startStack, type Answer, type Stack } from '../support/stack.js';
import type { Table } from '../../src/statistics/table/table.js';
import { loadCases, type Case } from '../support/cases.js';
import { wordsOfTheLvv } from '../support/lvvWords.js';
import type { Domain } from '../../src/trajectory/definitions/domain.js';
import { eventTypesDeclared } from '../../src/trajectory/words/declare.js';
import { debtCounselling } from './debtCounselling/index.js';

const director = 'municipality:case-director@zwolle';
const adviser = 'creditBank:adviser@zwolle';
const clerk = 'court:clerk@zwolle';

/** What stands in the record of a domain, and in no sentence. */
function codesOf({ agencies, roles, steps, actions, outcomes, stopCauses }: Domain): string[] {
  const named = [...steps, ...actions].map(({ name }) => name);
  const all = [...[agencies, roles, outcomes].flatMap((one) => Object.keys(one)), ...named, ...eventTypesDeclared()];
  // A moratorium is called so in both languages.
  return [...all, ...Object.keys(stopCauses)].filter((code) => !['auditor', 'moratorium'].includes(code));
}
const bare = (codes: readonly string[], text: string) =>
  codes.filter((code) => new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(text));

/** The Dutch of each text in both languages, however deep. */
function dutchIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { nl, en } = value as { nl?: unknown; en?: unknown };
  return typeof nl === 'string' && typeof en === 'string' ? [nl] : Object.values(value).flatMap(dutchIn);
}

describe('Another domain than the LVV, on the same engine', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack({
      domain: debtCounselling,
      config: join(packageRoot, 'test', 'domains', 'debtCounselling', 'bestendig.yaml'),
    });
  });
  after(() => stack.stop());

  const begin = async (clientNumber: string): Promise<string> => {
    const { status, body } = await stack.post(director, '/v1/trajectories', { clientNumber, note: 'At the desk.' });
    assert.equal(status, 201, JSON.stringify(body));
    return body['id'] as string;
  };
  const does = async (
    who: string,
    id: string,
    kind: 'steps' | 'actions',
    name: string,
    input: object,
  ): Promise<Answer> => stack.post(who, `/v1/trajectories/${id}/${kind}/${name}`, { note: 'As agreed.', ...input });
  const done = async (...command: Parameters<typeof does>): Promise<Answer['body']> => {
    const { status, body } = await does(...command);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const openIn = ({ openSteps }: Answer['body']) => (openSteps as { step: string }[]).map(({ step }) => step);

  it('goes from referral to outcome, with its own agencies, roles, steps and rules', async () => {
    const id = await begin('1111 2222');
    assert.deepEqual(openIn(await done(director, id, 'steps', 'application', { creditors: 7 })), ['budget-plan']);
    // The programme of this municipality settles it, under a name that the engine does not know.
    const tooLong = await does(adviser, id, 'steps', 'budget-plan', { months: 36 });
    assert.equal(tooLong.status, 409, JSON.stringify(tooLong.body));
    await done(adviser, id, 'steps', 'budget-plan', { months: 18 });
    const refused = await done(adviser, id, 'steps', 'settlement', { agreed: false });
    assert.deepEqual(openIn(refused), ['conclusion']);
    assert.equal((await does(director, id, 'steps', 'conclusion', { outcome: 'DEBTS_SETTLED' })).status, 409);
    assert.equal((await does(adviser, id, 'actions', 'force-settlement', {})).status, 403);
    await done(clerk, id, 'actions', 'force-settlement', {});
    const closed = await done(director, id, 'steps', 'conclusion', { outcome: 'DEBTS_SETTLED' });
    assert.deepEqual([closed['status'], closed['outcome']], ['closed', 'DEBTS_SETTLED']);

    const timeline = await eventually(async () => {
      const { body } = await stack.get(director, `/v1/trajectories/${id}/timeline`);
      return body['items']?.length === closed['version'] && body;
    });
    const types = (timeline['items'] as { type: string; step: string | null }[]).map(
      ({ type, step }) => `${type} ${step}`,
    );
    assert.ok(types.includes('force-settlement null'), types.join(', '));
    const { body: list } = await stack.get(adviser, '/v1/trajectories?status=closed');
    assert.ok((list['items'] as { id: string }[]).some((item) => item.id === id));
  });

  it('tells its agencies by their own channels, under its own name, and finds a person by its own number', async () => {
    const id = await begin('3333 4444');
    await done(director, id, 'steps', 'application', { creditors: 2 });
    const hooks = await eventually(() => {
      const own = stack.webhooks.items().filter(({ webhookId }) => webhookId.startsWith(id));
      return own.length > 0 && own;
    });
    assert.ok(hooks.every(({ verified, body }) => verified && JSON.stringify(body).includes('nl.debts.trajectory.')));
    const { body: work } = await stack.get(adviser, '/v1/tasks');
    assert.ok((work['items'] as { trajectoryId: string }[]).some(({ trajectoryId }) => trajectoryId === id));
    const found = await stack.post(director, '/v1/searches', { clientNumber: '33334444' });
    assert.deepEqual(
      (found.body['items'] as { id: string }[]).map((item) => item.id),
      [id],
    );
    assert.equal((await stack.post(director, '/v1/searches', { vNumber: '2790046133' })).status, 400);
    assert.equal(
      (await stack.post(director, '/v1/trajectories', { clientNumber: '33334444', note: 'Again.' })).status,
      409,
    );
    // Who has no part in it knows nothing of it, and an agency of another domain is none here.
    assert.equal((await stack.get(clerk, `/v1/trajectories/${id}`)).status, 404);
    assert.equal((await stack.get(director, '/v1/tasks?responsible=ngo')).status, 400);
  });

  it('has figures of its own beside those of any domain, with its own classes of outcomes', async () => {
    const years = 'from=2025-01-01&to=2025-12-31';
    const people = (n: number, figures: Record<string, string>) =>
      Array.from({ length: n }, (): Case => {
        made += 1;
        const at = '2025-03-01T10:00:00.000Z';
        return {
          personRef: `debtor${made}`,
          municipality: 'zwolle',
          changes: [{ at, figures: { openedOn: '2025-03-01', plannedOn: '2025-04-01', ...figures } }],
        };
      });
    let made = 0;
    const ended = (outcome: string) => ({ outcome, closedOn: '2025-09-01' });
    await loadCases(stack.register, [
      ...people(8, { longPlan: 'yes' }),
      ...people(6, ended('DEBTS_SETTLED')),
      ...people(9, { ...ended('WITHDRAWN'), longPlan: 'yes' }),
    ]);
    const counted = async (query: string): Promise<Record<string, number | null>> => {
      const { status, body } = await stack.get(director, `/v1/statistics?${query}`);
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(wordsOfTheLvv(JSON.stringify(body)), []);
      const { rows } = body as unknown as Table;
      return Object.fromEntries(
        rows.map(({ figure, part, cells }) => [part === null ? figure : `${figure}/${part}`, cells.at(-1)!.value]),
      );
    };
    const period = await counted(`view=period&${years}`);
    const expected = {
      open: 8,
      opened: 23,
      closed: 15,
      'closed-by-outcome/DEBTS_SETTLED': 6,
      'closed-by-class/DEBT_FREE': 6,
      'closed-by-class/STILL_IN_DEBT': 9,
      'opening-to-close-median': 184,
      'with-plan': 8,
      'plans-made/short': 6,
      'plans-made/long': 17,
    };
    for (const [row, value] of Object.entries(expected)) assert.equal(period[row], value, row);
    assert.ok(!Object.keys(period).some((row) => /participants|outflow|referred|DURABLE/.test(row)));
    const cohort = await counted(`view=cohort&${years}`);
    assert.deepEqual(
      ['cohort-opened', 'cohort-open', 'cohort-closed-by-outcome/WITHDRAWN'].map((row) => cohort[row]),
      [23, 8, 9],
    );
    const authorization = `Bearer ${await stack.token('municipality:case-director', 'zwolle')}`;
    const file = await fetch(`${stack.url}/v1/statistics?view=period&${years}&format=csv`, {
      headers: { authorization },
    });
    const csv = await file.text();
    assert.match(csv, /;plans-made;1;long;/);
    assert.deepEqual(wordsOfTheLvv(csv), []);
    const { body: said } = await stack.get(director, '/v1/statistics/definitions');
    assert.deepEqual(wordsOfTheLvv(JSON.stringify(said)), []);
    assert.deepEqual(
      (said['classMaps'] as { classes: object }[]).map(({ classes }) => classes),
      [{ DEBTS_SETTLED: 'DEBT_FREE', WITHDRAWN: 'STILL_IN_DEBT' }],
    );
  });

  it('has an overview that counts what it lists, and a queue in which its own reasons go first', async () => {
    const waiting: string[] = [];
    for (const eviction of [false, true]) {
      const id = await begin(`5555 66${waiting.length}7`);
      await done(director, id, 'steps', 'application', { creditors: 3, eviction });
      await done(adviser, id, 'steps', 'budget-plan', { months: 12 });
      waiting.push(id);
    }
    const agenda = await eventually(async () => {
      const { body } = await stack.get(director, '/v1/agenda');
      return body['items']?.length === 2 && body;
    });
    assert.deepEqual(
      (agenda['items'] as { trajectoryId: string; precedence: string[] }[]).map((item) => [
        item.trajectoryId,
        item.precedence,
      ]),
      [
        [waiting[1], ['eviction']],
        [waiting[0], []],
      ],
    );
    const { body: overview } = await stack.get(director, '/v1/overview');
    assert.deepEqual(wordsOfTheLvv(JSON.stringify(overview)), []);
    const figures = overview['figures'] as { figure: string; cells: { value: number; list: unknown }[] }[];
    assert.deepEqual(
      figures.map(({ figure }) => figure),
      ['with-plan', 'capacity', 'open', 'overdue', 'soon-due', 'settling', 'suspended'],
    );
    for (const [name, flag] of [
      ['with-plan', 'planned'],
      ['settling', 'settling'],
    ]) {
      const { body: list } = await stack.get(director, `/v1/trajectories?${flag}=true&limit=100`);
      const cell = figures.find(({ figure }) => figure === name)!.cells[0]!;
      assert.equal(cell.value, list['items'].length, name);
      assert.ok(cell.value >= 2);
    }
  });

  it('explains a term, refuses and gives a person their file in its own words, without a bare code', async () => {
    const id = await begin('7777 8888');
    await done(director, id, 'steps', 'application', { creditors: 4, eviction: true });
    await done(adviser, id, 'steps', 'budget-plan', { months: 12 });
    await done(adviser, id, 'steps', 'settlement', { agreed: false });
    await done(clerk, id, 'actions', 'order-moratorium', {});
    const said = async (path: string, language: string) => {
      const { status, body } = await stack.get(director, `${path}?language=${language}`);
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    };
    const refusedIn = async (who: string, kind: 'steps' | 'actions', name: string, language: string) => {
      const input = { note: 'As agreed.', ...(kind === 'steps' && { outcome: 'WITHDRAWN' }) };
      const { body } = await stack.post(who, `/v1/trajectories/${id}/${kind}/${name}?language=${language}`, input);
      return body['detail'] as string;
    };

    // A refusal that names an agency: one of the domain, and one of the engine.
    const waiting = await refusedIn(director, 'steps', 'conclusion', 'en');
    assert.equal(
      waiting,
      'Nobody ends this while creditors have to wait. Ask the court to end that first.',
      'while the cause that the domain declares stands',
    );
    assert.match(await refusedIn(director, 'steps', 'conclusion', 'nl'), /Vraag eerst de rechtbank om /);
    const notYours = await refusedIn(adviser, 'actions', 'end-moratorium', 'nl');
    assert.match(notYours, /griffier.*rechtbank/i);

    // An explained term.
    const terms = await said(`/v1/trajectories/${id}/terms`, 'nl');
    const [open] = terms['items'] as { fatal: { because: { nl: string; en: string }[] } }[];
    const because = open!.fatal.because.map(({ nl }) => nl).join(' ');
    assert.match(because, /De klok staat stil sinds .*: schuldeisers moeten wachten \(de rechtbank\)/);

    // What stands, and how it is called.
    const situation = await said(`/v1/trajectories/${id}/situation`, 'nl');

    await done(clerk, id, 'actions', 'end-moratorium', {});
    const { version } = await done(director, id, 'steps', 'conclusion', { outcome: 'WITHDRAWN' });
    await eventually(async () => {
      const { body } = await stack.get(director, `/v1/trajectories/${id}/timeline`);
      return body['items']?.length === version;
    });
    const file = await said(`/v1/trajectories/${id}/file`, 'nl');
    const authorization = `Bearer ${await stack.token('municipality:case-director', 'zwolle')}`;
    const pageIn = async (language: string) => {
      const query = `format=html&language=${language}`;
      const page = await fetch(`${stack.url}/v1/trajectories/${id}/file?${query}`, { headers: { authorization } });
      assert.equal(page.status, 200);
      return (await page.text()).replaceAll(/<style>.*?<\/style>|<[^>]*>/gs, ' ');
    };
    const [dutch, english] = [await pageIn('nl'), await pageIn('en')];
    for (const words of ['Schuldeisers moeten wachten', 'De kredietbank die u helpt', 'Ingetrokken', 'Budgetplan']) {
      assert.ok(dutch.includes(words), words);
    }

    for (const answer of [terms, situation, file]) assert.deepEqual(wordsOfTheLvv(JSON.stringify(answer)), []);
    for (const text of [dutch, english, waiting, notYours]) assert.deepEqual(wordsOfTheLvv(text), [], text);
    // In English some codes are words as well; in Dutch none is.
    const codes = codesOf(debtCounselling);
    for (const text of [dutch, because, notYours, ...dutchIn(terms), ...dutchIn(file)]) {
      assert.deepEqual(bare(codes, text), [], text);
    }
    const noWords = codes.filter((code) => /[-_A-Z]/.test(code));
    for (const text of [english, waiting]) assert.deepEqual(bare(noWords, text), [], text);
    assert.deepEqual(bare(codes, 'Klaar: budget-plan, creditBank.'), ['creditBank', 'budget-plan'], 'the control');
  });

  it('has a catalogue, an OpenAPI document and a register of processing without a word of the LVV', async () => {
    const paths = ['/v1/steps', '/v1/actions', '/v1/programmes', '/v1/who-sees-what', '/v1/processing-register'];
    for (const path of paths) {
      const { status, body } = await stack.get(director, path);
      assert.equal(status, 200);
      assert.deepEqual(wordsOfTheLvv(JSON.stringify(body)), [], path);
    }
    const document = await (await fetch(`${stack.url}/v1/openapi.json`)).text();
    assert.deepEqual(wordsOfTheLvv(document), []);
    assert.doesNotMatch(document, /DURABLE|places-taken/);
    assert.match(document, /"enum":\["DEBT_FREE","STILL_IN_DEBT","UNDECIDED","EXCLUDED","NOT_OUTFLOW"\]/);
    assert.match(document, /"enum":\["municipality","creditBank","court"\]/);
    assert.match(document, /budget-plan/);
    // The control: such words are seen where they are.
    assert.deepEqual(wordsOfTheLvv('Send it to DT&V after the case-conference.'), ['DT&V', 'case-conference']);
  });
});

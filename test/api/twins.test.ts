import assert from 'node:assert/strict';
import { agencies } from '../../src/lvv/agencies.js';
import type { Agency } from '../../src/trajectory/replayed/state.js';
import { fetched } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import { codeOf } from '../../src/api/trajectories/trajectoryCodes.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';
import { commandsOf } from './twins/commands.js';
import { compartments, doingsAbout, hurriedSteps, type Compartment, type Doing } from './twins/hidden.js';
import { readingOperations, type Ask } from './twins/operations.js';

const director = 'municipality:case-director';
const national = 'municipality:coordinator@';
const roleOf: Record<Agency, string> = {
  municipality: director,
  ngo: 'ngo:legal',
  ind: 'ind:liaison',
  dtv: 'dtv:departure-officer',
  avim: 'avim:liaison',
};
/** What differs from one answer to the next, whatever it is about. */
const restless = /^(date|ratelimit|ratelimit-policy|connection|keep-alive)$/;
const escalates = /^(step-escalated|escalation-postponed)$/;
/** What has to be among the hidden things; the others are done where the state allows it. */
const wanted = ['claim', 'release', 'chase', 'reassign', 'correct'];

/** What the law excludes beside what is hidden is refused to who starts it, and by that told; by the hidden step. */
const excludedBy: Record<string, string[]> = { 'procedure-human-trafficking': ['no-fault'] };

describe('Two trajectories that differ only in what an agency may not know of', () => {
  let stack: Stack;
  let asks: Ask[];
  let operations: string[] = [];
  const compared = { answers: 0, pairs: 0, doings: 0 };

  before(async function () {
    this.timeout(120_000);
    stack = await startQuickStack({ steps: hurriedSteps(), env: { BESTENDIG_RATE_LIMIT: '1000000' } });
    ({ operations, asks } = readingOperations(JSON.parse((await fetched(`${stack.url}/v1/openapi.json`)).text)));
  });
  after(async () => {
    await stack.stop();
    const { answers, pairs, doings } = compared;
    console.log(
      `      ${operations.length} operations, ${agencies.length - 1} agencies, ${pairs} pairs, ${doings} hidden things, ${answers} answers compared`,
    );
  });

  const act = async (id: string, { kind, name, body, by }: Doing) => {
    let last = '';
    for (const as of by) {
      const answer = await stack.post(as, `/v1/trajectories/${id}/${kind}/${name}`, body);
      if (answer.status === 200) return true;
      last = `${as} ${name}: ${JSON.stringify(answer.body)}`;
    }
    return last;
  };
  const must = async (id: string, doing: Doing) => assert.equal(await act(id, doing), true);
  const doing = (name: string, changes: object = {}, by?: string): Doing => {
    const { by: first, body } = example(name);
    return { name, kind: 'actions', body: { ...(body as object), ...changes }, by: [by ?? first] };
  };
  const isQuiet = (id: string) =>
    eventually(async () => {
      const { version } = (await stack.get(national, `/v1/trajectories/${id}`)).body;
      const { items } = (await stack.get(national, `/v1/trajectories/${id}/timeline?limit=500`)).body;
      const waiting = (await stack.get(national, `/v1/notifications?trajectoryId=${id}&status=pending`)).body['items'];
      return items.length === version && waiting.length === 0;
    });
  const answer = async (as: string, id: string, then: string, { method, path, body }: Ask) => {
    const on = (text: string) => text.replaceAll('ID', id).replaceAll('THEN', then);
    const [agencyRole = '', municipality = 'utrecht'] = as.split('@');
    const response = await fetch(stack.url + on(path), {
      method,
      headers: {
        authorization: `Bearer ${await stack.token(agencyRole, municipality)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: on(JSON.stringify(body)) }),
    });
    const headers = [...response.headers].filter(([name]) => !restless.test(name)).toSorted();
    const text = (await response.text()).replaceAll(/"traceId":"\w+",?/g, '');
    return `${response.status} ${JSON.stringify(headers)} ${text}`;
  };
  /** What an agency is answered, by what it asked. */
  const look = async (agency: Agency, id: string, then: string, which: readonly Ask[], city = 'utrecht') => {
    const seen = new Map<string, string>();
    const waiting = [...which];
    const worker = async () => {
      for (let ask = waiting.pop(); ask; ask = waiting.pop()) {
        const key = `${ask.method} ${ask.path} ${JSON.stringify(ask.body ?? null)}`;
        seen.set(key, await answer(`${roleOf[agency]!}@${city}`, id, then, ask));
      }
    };
    await Promise.all(Array.from({ length: 6 }, worker));
    compared.answers += seen.size;
    return seen;
  };
  const isTheSame = (now: Map<string, string>, before: Map<string, string>, what: string) => {
    for (const [ask, was] of before) {
      const is = now.get(ask) ?? '';
      const from = Math.max(0, was.split('').findIndex((letter, i) => is[i] !== letter) - 120);
      const part = (text: string) => text.slice(from, from + 400);
      assert.ok(is === was, `${what}: ${ask}\n  was … ${part(was)}\n  is  … ${part(is)}`);
    }
  };
  /** Of another trajectory at another moment. */
  const plain = (seen: Map<string, string>, id: string) =>
    new Map(
      [...seen].map(([ask, text]) => [
        ask,
        text
          .replaceAll(id, 'ID')
          .replaceAll(codeOf(id), 'CODE')
          .replaceAll(/ID-(\d+)-[0-9a-z]{8}-/g, 'ID-$1-MOMENT-')
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'MOMENT'),
      ]),
    );
  const changesFor = async (agency: Agency, after: string) =>
    (await stack.get(roleOf[agency]!, `/v1/events?after=${after}`)).body['items'] as { trajectoryId: string }[];
  const position = async () => (await stack.get(national, '/v1/events')).body['position'] as string;
  const delivered = async (agency: Agency, id: string) => {
    const { items } = (await stack.get(national, `/v1/notifications?trajectoryId=${id}&agency=${agency}&limit=200`))
      .body;
    return items.length as number;
  };

  /** Both are the same to everyone: admitted, and each agency outside has a part in it. */
  const twin = async ({ outside }: Compartment) => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    for (const agency of outside) {
      await must(id, doing('share', { with: agency, question: 'Q-1', reason: 'To look along.' }, director));
    }
    await isQuiet(id);
    return id;
  };

  /** Of two that are the same to everyone, the first has something hidden that goes on. */
  const pair = async (compartment: Compartment): Promise<[string, string]> => {
    const [one, other] = [await twin(compartment), await twin(compartment)];
    for (const hidden of doingsAbout(compartment).again) await must(one, hidden);
    // That a step of the municipality is taken up is for nobody else to know.
    await must(one, doing('claim', { step: 'periodic-review' }, director));
    await isQuiet(one);
    return [one, other];
  };

  for (const compartment of compartments) {
    const { step, outside } = compartment;
    const { opens, goesOn, corrects, again } = doingsAbout(compartment);
    /** What is asked about one trajectory. */
    let about: Ask[] = [];

    describe(`for a compartment of ${step.name}`, () => {
      let id = '';
      let other = '';
      let moment = '';
      const done: string[] = [];
      const first = new Map<Agency, Map<string, string>>();

      before(async function () {
        this.timeout(120_000);
        about = asks.filter(({ path, body }) => path.includes('ID') || JSON.stringify(body ?? '').includes('ID'));
        id = await twin(compartment);
        other = await twin(compartment);
        compared.pairs += outside.length;
        moment = new Date().toISOString();
        // Nothing of one millisecond can be told apart by that moment.
        await new Promise((resolve) => setTimeout(resolve, 5));
      });

      it('nothing changes for an agency outside, by any hidden thing that is done', async function () {
        this.timeout(120_000);
        const often = asks.filter((ask) => ask.often);
        for (const agency of outside) first.set(agency, await look(agency, id, moment, asks));
        const messages = new Map<Agency, number>();
        for (const agency of outside) messages.set(agency, await delivered(agency, id));
        const since = await position();
        const doAndCompare = async (what: Doing, settled?: () => Promise<unknown>) => {
          const result = await act(id, what);
          if (result !== true) return;
          done.push(what.name);
          compared.doings += 1;
          await settled?.();
          await isQuiet(id);
          for (const agency of outside) {
            isTheSame(
              await look(agency, id, moment, often),
              pick(first.get(agency)!, often),
              `${agency} after ${what.name}`,
            );
            const told = (await changesFor(agency, since)).filter(({ trajectoryId }) => trajectoryId === id);
            assert.deepEqual(told, [], `${agency} after ${what.name}`);
            assert.equal(await delivered(agency, id), messages.get(agency), `${agency} after ${what.name}`);
          }
        };
        // Who takes up a step that waits for someone else is not theirs to know either.
        for (const name of ['claim', 'release'])
          await doAndCompare(doing(name, { step: 'legal-review', reason: 'The lawyer is ill.' }, director));
        assert.deepEqual(done.splice(0), ['claim', 'release']);
        // What is late reminds, is overdue and escalates, or postpones that when all of it is at once: those are hidden as well.
        await doAndCompare(opens, () =>
          eventually(async () => {
            const { items } = (await stack.get(director, `/v1/trajectories/${id}/timeline?limit=500`)).body;
            return items.some((one: any) => escalates.test(one.type) && one.step === step.name);
          }),
        );
        assert.deepEqual(done, [opens.name]);
        const { items } = (await stack.get(director, `/v1/trajectories/${id}/timeline?limit=500`)).body;
        const hidden = items.findLast((one: any) => one.type === opens.name)!['sequence'];
        const field = (what: Doing) => ({ ...what, by: [director], body: { ...what.body, sequence: hidden } });
        // What could not be done at first is tried again after the others.
        for (const what of [...goesOn.slice(0, -1), ...goesOn.slice(0, -1), ...corrects.map(field), goesOn.at(-1)!]) {
          if (!done.includes(what.name)) await doAndCompare(what);
        }
        for (const name of wanted) assert.ok(done.includes(name), `${name} was not tried: ${done.join(', ')}`);
        assert.equal(done.at(-1), step.name);
        for (const agency of outside) {
          isTheSame(await look(agency, id, moment, asks), first.get(agency)!, `${agency}, all of it`);
        }
      });

      it('what all may know goes on alike in both, whatever is hidden beside it', async function () {
        this.timeout(120_000);
        // With the usual dates this time, and a longer term.
        for (const one of again) await must(id, one);
        for (const one of [id, other]) {
          const everyone: [string, object?, string?][] = [
            ['add-contact'],
            ['suspend', {}, director],
            ['resume', {}, director],
            ['flag', {}, director],
            ...agencies
              .slice(1)
              .map((agency): [string, object, string] => ['share', { with: agency, question: 'Q-2' }, director]),
          ];
          for (const [name, changes, by] of everyone) await must(one, doing(name, changes, by));
          await isQuiet(one);
        }
        const now = new Date().toISOString();
        for (const agency of outside) {
          const [mine, theirs] = [await look(agency, id, now, about), await look(agency, other, now, about)];
          isTheSame(plain(mine, id), plain(theirs, other), agency);
        }
      });

      it('a command of an agency outside that names a version or an entry is answered alike in both', async () => {
        for (const agency of outside) {
          const as = roleOf[agency]!;
          const commands: [string, (version: number) => [object, Record<string, string>]][] = [
            ['share', (version) => [{ question: 'Q-3', with: 'ngo' }, { 'if-match': `"${version}"` }]],
            ['share', (version) => [{ question: 'Q-4', with: 'ngo' }, { 'if-match': `"${version - 1}"` }]],
            ['correct', (version) => [{ sequence: version }, {}]],
            ['correct', (version) => [{ sequence: version + 1 }, {}]],
          ];
          for (const [name, of] of commands) {
            const answers = [];
            for (const one of [id, other]) {
              const { version } = (await stack.get(as, `/v1/trajectories/${one}`)).body;
              const [changes, headers] = of(version);
              const body = { ...(example(name).body as object), ...changes };
              const {
                status,
                headers: told,
                body: view,
              } = await stack.post(as, `/v1/trajectories/${one}/actions/${name}`, body, headers);
              await isQuiet(one);
              const shown = plain(new Map([['', JSON.stringify([status, told.get('etag'), view])]]), one);
              answers.push(shown.get('')!.replaceAll(/"traceId":"\w+",?/g, ''));
            }
            assert.equal(answers[0], answers[1], `${agency} ${name}`);
          }
        }
      });

      /** What an agency is answered about two trajectories is the same, of all that is asked or of some. */
      const bothSay = async (agency: Agency, one: string, two: string, which = (_path: string) => true) => {
        for (const each of [one, two]) await isQuiet(each);
        const now = new Date().toISOString();
        const some = about.filter(({ path }) => which(path));
        const [mine, theirs] = [await look(agency, one, now, some), await look(agency, two, now, some)];
        isTheSame(plain(mine, one), plain(theirs, two), agency);
      };

      it('whatever an agency outside asks for is answered alike in both, but for what the hidden step excludes', async function () {
        this.timeout(120_000);
        const different: string[] = [];
        const [hiding, plainly] = await pair(compartment);
        // Between what is hidden and what brings others in openly.
        for (const one of [hiding, plainly]) await must(one, doing('flag', {}, director));
        for (const agency of outside) {
          for (const { name, kind, body, by } of commandsOf(agency, [
            step.name,
            'periodic-review',
            'legal-review',
            'intake',
          ])) {
            const ask = async (one: string) => {
              const told = await stack.post(by[0]!, `/v1/trajectories/${one}/${kind}/${name}`, body);
              const { traceId: _trace, ...view } = told.body;
              return plain(new Map([['', JSON.stringify([told.status, view])]]), one).get('')!;
            };
            if (excludedBy[step.name]?.includes(body['procedure'] as string)) {
              assert.match(await ask(hiding), /^\[409,.*Ask the municipality/);
              continue;
            }
            const [mine, theirs] = await Promise.all([ask(hiding), ask(plainly)]);
            compared.answers += 1;
            const bringsIn =
              mine.startsWith('[200') &&
              Object.values(body).some((one) => (agencies as readonly unknown[]).includes(one));
            // What others see of it has to be alike at once: what comes later may make it so.
            if (bringsIn) await bothSay(agency, hiding, plainly, (path) => path.endsWith('/who-sees-what'));
            if (mine !== theirs) different.push(`${agency} ${name} ${JSON.stringify(body)}\n  ${mine}\n  ${theirs}`);
          }
        }
        assert.deepEqual(different, []);
        for (const agency of outside) await bothSay(agency, hiding, plainly);
      });

      it('after a transfer the agencies of the other municipality know as much of both', async function () {
        this.timeout(120_000);
        const [hiding, plainly] = await pair(compartment);
        for (const one of [hiding, plainly]) {
          await must(one, doing('offer-transfer'));
          await must(one, doing('accept-transfer', {}, `${director}@groningen`));
          await isQuiet(one);
        }
        const now = new Date().toISOString();
        for (const agency of outside) {
          const [mine, theirs] = [
            await look(agency, hiding, now, about, 'groningen'),
            await look(agency, plainly, now, about, 'groningen'),
          ];
          isTheSame(plain(mine, hiding), plain(theirs, plainly), agency);
        }
      });
    });
  }
});

/** Of what was seen, that which is asked often. */
function pick(seen: Map<string, string>, which: readonly Ask[]): Map<string, string> {
  const keys = new Set(which.map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body ?? null)}`));
  return new Map([...seen].filter(([key]) => keys.has(key)));
}

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { requestToken } from '../src/dev/requestToken.js';
import type { Database } from '../src/register/database/database.js';
import { openRegister } from '../src/register/index.js';
import { lvvListing } from '../src/lvv/listing.js';
import { referral, standardActions, standardSteps } from '../src/lvv/index.js';
import { freePort } from '../src/temporal/freePort.js';
import type { Json } from '../src/trajectory/replayed/state.js';
import { besides, conferring, correctedTwice, duplicates } from './api/wholeProcess.js';
import { filesWithMarks, marked, markedVNumber, marksIn } from './support/marks.js';
import { definition } from './support/play.js';
import { Program } from './support/process.js';
import { hasPostgres } from './support/postgres.js';
import { ownPrivacy } from './support/privacy.js';
import { sharedPostgres } from './support/shared.js';
import { removedAfterTheEnd } from './support/numberRemoval.js';
import { eventually, type Answer } from './support/stack.js';
import { isThorough } from './support/thorough.js';
import { example } from './support/walk.js';
import { fileWithTerms } from './support/withTerms.js';

const director = 'municipality:case-director';
/** Fields that take any text and name something in the trajectory. */
const naming: Record<string, string[]> = {
  referral: ['municipality'],
  chase: ['step'],
  claim: ['step'],
  release: ['step'],
  'plan-step': ['step'],
  correct: ['changes'],
  'link-trajectory': ['other'],
  'unlink-trajectory': ['other'],
  'close-as-duplicate': ['continuesIn'],
};

/** A caseworker's program that never says the same twice, and remembers all that is not a body. */
class Caller {
  readonly performed = new Set<string>();
  /** Addresses and headers of all that was asked and answered. */
  seen = '';
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async send(as: string, method: string, path: string, text?: string): Promise<Answer> {
    const [agencyRole = '', municipality = 'utrecht'] = as.split('@');
    const [agency = '', role = ''] = agencyRole.split(':');
    if (!this.tokens.has(as)) {
      const asked = { issuer: `${this.url}/dev/identity`, agency, roles: [role] };
      this.tokens.set(as, requestToken({ ...asked, ...(municipality !== '' && { municipality }) }));
    }
    const headers = { authorization: `Bearer ${await this.tokens.get(as)}`, 'content-type': 'application/json' };
    const response = await fetch(this.url + path, { method, headers, ...(text !== undefined && { body: text }) });
    this.seen += `${method} ${path}\n${[...response.headers].join('\n')}\n`;
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
  }

  get = (as: string, path: string) => this.send(as, 'GET', path);

  /** Performs what a definition is, with its example or another body, marked. */
  call = async (as: string, operation: string, { id = '' }: Record<string, string>, body: unknown) => {
    const [method = '', template = ''] = operation.split(' ');
    const name = template === '/v1/trajectories' ? 'referral' : template.split('/').at(-1)!;
    const path = template.replace('{id}', id);
    const send = (kept: string[]) =>
      this.send(as, method, path, JSON.stringify(marked(definition(name), body as Json, kept)));
    const kept = naming[name] ?? [];
    let answer = await send(kept);
    // A field that may be filled in, and not with the rest of this body.
    const unfit = ((answer.body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer.split('/')[1]!);
    if (answer.status === 400) answer = await send([...kept, ...unfit]);
    assert.ok(answer.status < 300, `${name}: ${JSON.stringify(answer.body)}`);
    this.performed.add(name);
    return answer;
  };

  command = (id: string, kind: 'steps' | 'actions', name: string) =>
    this.call(example(name).by, `POST /v1/trajectories/{id}/${kind}/${name}`, { id }, example(name).body);

  refer = async () => {
    const { by, body } = example('referral');
    return (await this.call(by, 'POST /v1/trajectories', {}, body)).body['id'] as string;
  };
}

/** Every step and every action that there is, at least once. @returns a trajectory of which much can be read */
async function everything(caller: Caller): Promise<string> {
  const { call, command, refer } = caller;
  const id = await refer();
  for (const name of ['intake', 'admission', 'legal-review']) await command(id, 'steps', name);
  const actions = [
    'plan-step',
    'change-direction',
    'describe-person',
    'share',
    'flag',
    'unflag',
    'register-received',
    'add-contact',
  ];
  actions.push('correct', 'extend-term', 'reassign', 'suspend', 'resume', 'place-court-hold', 'lift-court-hold');
  actions.unshift('claim', 'release');
  actions.push('add-v-number');
  for (const name of actions) await command(id, 'actions', name);
  await command(id, 'steps', 'v-number-check');
  await command(id, 'actions', 'remove-v-number');
  await duplicates(call, (as, path, body) => caller.send(as, 'POST', path, JSON.stringify(body)));
  const given = await refer();
  for (const name of ['refuse-transfer', 'revoke-transfer', 'accept-transfer']) {
    await command(given, 'actions', 'offer-transfer');
    const by = name === 'revoke-transfer' ? director : `${director}@groningen`;
    await call(by, `POST /v1/trajectories/{id}/actions/${name}`, { id: given }, example(name).body);
  }
  await besides(command, call, await refer());
  await conferring(command, call, refer);
  await correctedTwice(command, call, caller.get, await refer());
  const withdrawn = await refer();
  await removedAfterTheEnd(command, withdrawn);
  await eventually(async () => (await command(withdrawn, 'actions', 'reopen')).status === 200, 30_000);
  return id;
}

/** What is typed beside trajectories: why someone acts for another, why a record is kept, and what it is called in one's own files. */
async function besidesTrajectories(caller: Caller, id: string): Promise<void> {
  const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const given = { to: 'a.colleague', roles: ['case-director'], until, reason: 'Ziek, Zqmarkering-d1' };
  const held = { reason: 'Beroep, Zqmarkering-h1', reference: 'Zqmarkering-h2' };
  for (const [path, body] of [
    ['/v1/delegations', given],
    [`/v1/trajectories/${id}/hold`, held],
  ] as const) {
    const { status, body: answer } = await caller.send(director, 'POST', path, JSON.stringify(body));
    assert.ok(status < 300, JSON.stringify(answer));
  }
  const own = { reference: 'Zqmarkering-o1', label: 'Zqmarkering-o2' };
  const kept = await caller.send(director, 'PUT', `/v1/trajectories/${id}/own-reference`, JSON.stringify(own));
  assert.equal(kept.status, 200, JSON.stringify(kept.body));
  const { body } = await caller.get(director, '/v1/delegations');
  assert.equal(body['items'][0].reason, given.reason);
}

/** What is refused, with marks in it as well. */
async function refusals(caller: Caller, id: string): Promise<void> {
  const mark = markedVNumber();
  for (const [path, text] of [
    [`/v1/trajectories/${id}/steps/intake`, JSON.stringify({ heldOn: mark })],
    [`/v1/trajectories/${id}/steps/intake`, `{"heldOn": "${mark}`],
    ['/v1/trajectories', JSON.stringify({ ...(example('referral').body as object), vNumber: `${mark}x` })],
  ] as const) {
    assert.equal((await caller.send(director, 'POST', path, text)).status, 400);
  }
}

/** Every row of every table as text, however the database keeps it on its disk. */
async function rowsWithMarks(register: Database): Promise<string[]> {
  const tables = await register.query<{ name: string }>({
    text: `select table_name as name from information_schema.tables where table_schema = 'public'`,
  });
  assert.ok(tables.length >= 8);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await register.query<{ row: string }>({ text: `select t::text as row from ${name} t` });
    found.push(...rows.filter(({ row }) => marksIn(row).length > 0).map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

describe('Marked personal data', () => {
  let folder: string;
  let program: Program | undefined;
  let privacy: Awaited<ReturnType<typeof ownPrivacy>>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bestendig-marked-'));
    privacy = await ownPrivacy();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.log(program?.output);
    await program?.killGroup();
    await privacy.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('is found by this test in whatever form it stands', async () => {
    const body = marked(referral, referral.example) as Record<string, Json>;
    const number = body['vNumber'] as string;
    for (const text of [`x${number}y`, 'a Zqmarkering-1', 'ab Zqmarkering-1', 'abc Zqmarkering']) {
      for (const form of [text, Buffer.from(text).toString('base64'), Buffer.from(text).toString('hex')]) {
        assert.equal(marksIn(`\u0000${form}`).length, 1, form);
      }
    }
    await writeFile(join(folder, 'file'), number);
    assert.deepEqual(filesWithMarks(folder), [`file: ${number}`]);
    assert.deepEqual(marksIn('nothing of the kind'), []);
  });

  for (const kind of isThorough || !hasPostgres() ? (['PGlite', 'PostgreSQL'] as const) : (['PostgreSQL'] as const)) {
    it(`in every field of every step and action is in clear nowhere that it is kept or sent, with the register in ${kind}`, async function () {
      this.timeout(240_000);
      const postgres = kind === 'PostgreSQL' ? await sharedPostgres() : undefined;
      if (postgres === null) return this.skip();
      const url = await postgres?.createDatabase();
      const port = String(await freePort());
      const address = `http://127.0.0.1:${port}`;
      program = new Program(['start'], {
        PORT: port,
        BESTENDIG_DATA: folder,
        DATABASE_URL: url ?? '',
        LOG_LEVEL: 'debug',
        BESTENDIG_CONFIG: await fileWithTerms(folder),
      });
      await program.prints(`Bestendig is ready: ${address}`);
      const caller = new Caller(address);
      const id = await everything(caller);
      await besidesTrajectories(caller, id);
      await refusals(caller, id);
      const all = [referral, ...standardSteps, ...standardActions].map(({ name }) => name);
      assert.deepEqual([...caller.performed].toSorted(), all.toSorted());

      // It is all there, for who may read it.
      const read = await eventually(async () => {
        const { body } = await caller.get(director, `/v1/trajectories/${id}/timeline?limit=200`);
        const text = JSON.stringify(body);
        return text.includes('lift-court-hold') && text;
      });
      assert.ok(read.split('Zqmarkering').length > 20);
      await eventually(async () => {
        const { body } = await caller.get(director, '/v1/notifications?status=pending');
        return body['items'].length === 0;
      }, 30_000);
      const metrics = await (await fetch(`${address}/metrics`)).text();
      const arrived = await (await fetch(`${address}/dev/mail`)).text();
      assert.ok(arrived.length > 1_000 && metrics.length > 1_000);
      assert.deepEqual(marksIn(metrics), []);
      assert.deepEqual(marksIn(arrived), []);
      assert.deepEqual(marksIn(caller.seen), []);
      await program.interrupt();
      assert.deepEqual(marksIn(program.output), []);

      // Register, logs, mail, webhooks, keys and all else that was written.
      assert.deepEqual(filesWithMarks(folder), []);
      const register = await openRegister(
        url ? { url } : { folder: join(folder, 'register') },
        privacy.sealer,
        lvvListing,
      );
      try {
        assert.deepEqual(await rowsWithMarks(register), []);
        if (!url) return;
        await register.execute('checkpoint');
        const [place] = await register.query<{ data: string }>({
          text: `select current_setting('data_directory') as data`,
        });
        // With its write-ahead log, and the server's own log beside it.
        assert.deepEqual(filesWithMarks(dirname(place!.data)), []);
      } finally {
        await register.close();
      }
    });
  }
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/cli/settings.js';
import { requestToken } from '../../src/dev/requestToken.js';
import { outcomeCodes } from '../../src/lvv/codes.js';
import { standardSteps } from '../../src/lvv/index.js';
import { freePort } from '../../src/temporal/freePort.js';
import { Program, runProgram } from '../support/process.js';
import { sharedPostgres } from '../support/shared.js';
import { eventually, startStack, type Stack } from '../support/stack.js';
import { refer, through } from '../support/walk.js';

const run = promisify(execFile);
const commands = ['start', 'api', 'worker', 'token', 'refresh', 'audit'];
/** Nothing listens here. */
const nowhere = '127.0.0.1:9';

describe('bestendig', () => {
  let folder: string;
  /** What this machine may have set is left out. */
  let env: Record<string, string>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bestendig-commands-'));
    const unset = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_PROFILE', 'TEMPORAL_CONFIG_FILE'];
    env = { ...Object.fromEntries(unset.map((name) => [name, ''])), BESTENDIG_DATA: join(folder, 'data') };
    await writeFile(join(folder, 'file'), '');
    await writeFile(join(folder, 'bad.yaml'), 'municipalities:\n  utrecht:\n    name: Utrecht\n    colour: red\n');
    await writeFile(join(folder, 'broken.yaml'), 'municipalities: [utrecht\n');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('--help tells of every command, and each command of itself; all exit with 0', async () => {
    const { code, output } = await runProgram(['--help'], env);
    assert.equal(code, 0);
    for (const command of commands) {
      assert.match(output, new RegExp(`^  ${command}\\b.*\\w{3}`, 'm'));
      const own = await runProgram([command, '--help'], env);
      assert.equal(own.code, 0, own.output);
      assert.match(own.output, new RegExp(`^Usage: bestendig ${command}`));
    }
    const version = await runProgram(['--version'], env);
    assert.equal(version.code, 0);
    assert.match(version.output, /^\d+\.\d+\.\d+\n$/);
  });

  /** The command, what is set, and the one line that it says. */
  const wrong: [args: string[], set: Record<string, string>, says: RegExp][] = [
    [['dance'], {}, /unknown command 'dance'/],
    [['refresh', 'now'], {}, /too many arguments/],
    [['token', '--role', 'legal'], {}, /'--agency <agency>' not specified/],
    [['token', '--agency', 'ngo'], {}, /'--role <role>' not specified/],
    [['token', '--agency', 'ngo', '--role', 'legal', '--expires-in', '1h'], {}, /whole number of seconds, not 1h/],
    [
      ['token', '--agency', 'ngo', '--role', 'legal'],
      { PORT: '9' },
      /not running at http:\/\/127\.0\.0\.1:9: npm start/,
    ],
    [['start'], { PORT: '70000', LOG_LEVEL: 'loud' }, /PORT: .*LOG_LEVEL: /],
    [['start'], { HOST: 'nowhere.invalid' }, /HOST: .*must be this machine itself/],
    [['start'], { BESTENDIG_LOCAL: '0' }, /for local use/],
    [['start'], { BESTENDIG_CONFIG: '<folder>/broken.yaml' }, /broken\.yaml:\d+: /],
    [['start'], { BESTENDIG_DATA: '<folder>/file' }, /BESTENDIG_DATA: .*file can't be used/],
    [['start'], { TEMPORAL_ADDRESS: nowhere }, /No Temporal server answers at 127\.0\.0\.1:9/],
    [['start'], { TEMPORAL_PROFILE: 'none', HOME: '<folder>' }, /settings of the Temporal server can't be used/],
    [['api'], {}, /needs TEMPORAL_ADDRESS/],
    [['api'], { TEMPORAL_ADDRESS: nowhere, DATABASE_URL: 'mysql://x' }, /DATABASE_URL: must be a postgres/],
    [['refresh'], {}, /needs TEMPORAL_ADDRESS, or a Bestendig that runs/],
    [['refresh'], { TEMPORAL_ADDRESS: nowhere }, /No Temporal server answers at 127\.0\.0\.1:9/],
    [['refresh', '--dry-run'], { BESTENDIG_DATA: '<folder>/none' }, /There is no register in/],
    [['audit', 'verify'], { BESTENDIG_DATA: '<folder>/none' }, /There is no register in/],
    [['audit', 'verify'], { DATABASE_URL: `postgres://x@${nowhere}/x` }, /The register does not answer/],
    [['audit', 'verify', '--against', '/nowhere/x'], {}, /The checkpoint \/nowhere\/x can't be read \(ENOENT\)/],
    [['refresh', '--dry-run'], { DATABASE_URL: `postgres://x@${nowhere}/x` }, /The register does not answer/],
  ];
  for (const [args, set, says] of wrong) {
    const what = Object.entries(set).map(([name, value]) => `${name}=${value} `);
    it(`${what.join('')}${args.join(' ')}: stops with one clear line and a non-zero exit`, async () => {
      const here = Object.entries(set).map(([name, value]) => [name, value.replace('<folder>', folder)]);
      const PORT = String(await freePort());
      const { code, output } = await runProgram(args, { ...env, PORT, ...Object.fromEntries(here) });
      assert.equal(code, 1, output);
      const lines = output.trimEnd().split('\n');
      const hint = '(bestendig --help tells what there is)';
      assert.equal(lines.filter((line) => line !== hint).length, 1, output);
      assert.match(lines[0]!, /^(bestendig|error): /);
      assert.match(lines[0]!, says);
    });
  }

  it('tells of every fault in the configuration file, each with its line', async () => {
    const set = { BESTENDIG_CONFIG: join(folder, 'bad.yaml'), DATABASE_URL: `postgres://x@${nowhere}/x` };
    const { code, output } = await runProgram(['refresh', '--dry-run'], { ...env, ...set });
    assert.equal(code, 1);
    for (const fault of ['programme', 'agencies', 'colour'])
      assert.match(output, new RegExp(`bad\\.yaml:\\d+: .*${fault}`));
    assert.doesNotMatch(output, /\n\s+at /);
  });
});

describe('bestendig refresh --dry-run', () => {
  let stack: Stack;
  let env: Record<string, string>;
  before(async function () {
    const postgres = await sharedPostgres();
    if (!postgres) return this.skip();
    // A programme that does not have the legal review yet.
    const steps = standardSteps.filter(({ name }) => name !== 'legal-review');
    stack = await startStack({ databaseUrl: await postgres.createDatabase(), steps });
    env = { ...stack.env, DATABASE_URL: await addressOf(stack) };
  });
  after(() => stack?.stop());

  const addressOf = async ({ register }: Stack) => {
    const [row] = await register.query<{ name: string; port: number }>({
      text: 'select current_database() as name, inet_server_port() as port',
    });
    return `postgres://test@127.0.0.1:${row!.port}/${row!.name}`;
  };

  it('tells which open trajectories of a running installation would change and how, and changes nothing', async () => {
    const ids = { fresh: await refer(stack), admitted: await refer(stack), ended: await refer(stack) };
    await through(stack, ids.admitted, 'intake', 'admission');
    await through(stack, ids.ended, 'intake', 'admission', 'outcome-registration');
    const director = 'municipality:case-director';
    const list = async () => (await stack.get(director, '/v1/trajectories?sort=id')).body['items'] as any[];
    const before = await eventually(async () => {
      const items = await list();
      const now = await Promise.all(items.map(({ id }) => stack.get(director, `/v1/trajectories/${id}`)));
      return items.length === 3 && now.every(({ body: view }, i) => view['version'] === items[i].version) && items;
    });
    const { code, output } = await runProgram(['refresh', '--dry-run'], env);
    assert.equal(code, 0, output);
    assert.equal(
      output,
      `${ids.admitted} (utrecht): Step is ready: legal-review (Legal review)\n` +
        'Of 2 open trajectories 0 are blocked, 0 lose open work and 1 change otherwise. Nothing has been changed.\n',
    );
    assert.deepEqual(await list(), before);
    const { body } = await stack.get(director, `/v1/trajectories/${ids.admitted}`);
    assert.ok(!body['openSteps'].some(({ step }: { step: string }) => step === 'legal-review'));
  });

  it('says in one line that the database is not there', async () => {
    const { code, output } = await runProgram(['refresh', '--dry-run'], {
      ...env,
      DATABASE_URL: `${env['DATABASE_URL']}x`,
    });
    assert.equal(code, 1);
    assert.match(output, /^bestendig: The register does not answer: database ".*" does not exist\.\n$/);
  });
});

describe('npm start -- --demo', () => {
  let folder: string;
  let url: string;
  let env: Record<string, string>;
  let program: Program;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bestendig-demo-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    env = { PORT: String(port), BESTENDIG_DATA: folder };
    program = new Program(['start', '--demo'], env);
  });
  after(async () => {
    await program.killGroup();
    await rm(folder, { recursive: true, force: true });
  });

  /** As a coordinator for the whole country sees it. */
  const seen = async (path: string): Promise<any> => {
    const token = await requestToken({ issuer: `${url}/dev/identity`, agency: 'municipality', roles: ['coordinator'] });
    return (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } })).json();
  };
  const listed = async (): Promise<any[]> => {
    const items: any[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await seen(`/v1/trajectories?limit=200${cursor && `&cursor=${cursor}`}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  };

  it('has some hundreds of people in five municipalities, in all kinds of ways', async function () {
    // Within a minute on a machine that has nothing else to do; here it shares two cores with other tests.
    this.timeout(400_000);
    await program.prints('Demo: it is ready.', 350_000);
    const items = await eventually(async () => {
      const list = await listed();
      return list.length >= 300 && list.filter(({ status }) => status === 'closed').length >= 150 && list;
    });
    assert.ok(items.length < 400);
    const all = (pick: (item: any) => unknown[]) => new Set(items.flatMap(pick));
    const cities = ['amsterdam', 'eindhoven', 'groningen', 'rotterdam', 'utrecht'];
    assert.deepEqual([...all(({ municipality }) => [municipality])].toSorted(), cities);
    assert.deepEqual([...all(({ status }) => [status])].toSorted(), ['closed', 'open']);
    const outcomes = [...all(({ outcome }) => (outcome === null ? [] : [outcome]))];
    assert.ok(
      outcomes.length >= 5 && outcomes.every((outcome) => outcomeCodes.includes(outcome as never)),
      outcomes.join(),
    );
    assert.ok(all(({ direction }) => [direction]).size >= 4, 'several directions');
    const waiting = all(({ openSteps }) => openSteps.map(({ step }: { step: string }) => step));
    // A new step need not be in the lives that the demo makes up.
    assert.ok(waiting.size >= 0.9 * standardSteps.length, 'nearly each step waits for someone somewhere');
    assert.ok(all(({ parties }) => parties).size >= 4, 'several agencies have a part');
    for (const kind of ['mail', 'webhooks']) {
      const { items: got } = (await (await fetch(`${url}/dev/${kind}`)).json()) as { items: unknown[] };
      assert.ok(got.length > 20 && got.length < 400, `${got.length} ${kind} came in`);
    }
  });

  it('has made-up places, of which one city has none settled, and an agency that does not answer', async () => {
    const { figures, columns } = await seen('/v1/overview');
    const cellsOf = (id: string) => figures.find(({ figure }: { figure: string }) => figure === id).cells;
    const places = columns.map((_city: string, i: number) => cellsOf('capacity')[i].value);
    assert.equal(places.filter((one: number | null) => one === null).length, 2, 'one city, and so all together');
    const taken = cellsOf('places-taken').map(({ value }: { value: number }) => value);
    assert.ok(
      taken.every((n: number, i: number) => places[i] === null || n <= places[i]),
      `${taken} of ${places}`,
    );
    const { items } = await eventually(async () => {
      const page = await seen('/v1/notifications?status=pending');
      return page.items.some(({ lastError }: any) => lastError?.params?.status === 503) && page;
    });
    assert.deepEqual([...new Set(items.map(({ agency }: any) => agency))], ['avim']);
    assert.equal((await seen('/v1/notifications?status=failed')).items.length > 0, true, 'some were tried for days');
  });

  it('npm run --silent token prints a token that works, and nothing else', async () => {
    const args = ['run', '--silent', 'token', '--', '--municipality', 'utrecht', '--agency', 'ngo', '--role', 'legal'];
    // By the address, and by the data folder of what runs.
    for (const set of [env, { BESTENDIG_DATA: folder, PORT: '' }]) {
      const { stdout } = await run('npm', args, { cwd: packageRoot, env: { ...process.env, ...set } });
      assert.match(stdout, /^[\w-]+\.[\w-]+\.[\w-]+\n$/);
      const headers = { authorization: `Bearer ${stdout.trim()}` };
      assert.equal((await fetch(`${url}/v1/trajectories`, { headers })).status, 200);
    }
    const refused = await runProgram(['token', '--agency', 'police', '--role', 'legal'], env);
    assert.equal(refused.code, 1);
    assert.match(refused.output, /^bestendig: agency must be one of: .*\n$/);
  });

  it('is asked by refresh to look again; a dry run must wait, since the register is inside', async () => {
    const { code, output } = await runProgram(['refresh'], env);
    assert.equal(code, 0, output);
    assert.match(output, /^\d\d\d open trajectories look at their steps and rules again\.\n$/);
    const dry = await runProgram(['refresh', '--dry-run'], env);
    assert.equal(dry.code, 1);
    assert.match(dry.output, /^bestendig: The register is inside the Bestendig that runs at http.*Stop it first.*\n$/);
  });

  it('ends with Ctrl-C, without an error', async () => {
    assert.equal(await program.interrupt(), 0, program.output);
    assert.doesNotMatch(program.output, /error|\n\s+at /i);
  });
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, type Command, type Table } from '../../src/cli/setting.js';
import { packageRoot, settingsFor, SettingsError } from '../../src/cli/settings.js';
import { environmentHelp } from '../../src/cli/settingsHelp.js';
import { settingsTable } from '../../src/cli/settingsTable.js';
import { newMasterKey } from '../../src/privacy/masterKeys.js';
import { freePort } from '../../src/temporal/freePort.js';
import { runProgram } from '../support/process.js';

const table: Table = settingsTable;
const long = 'x'.repeat(40);

/** Everything that production needs, at addresses where nothing is. */
const production: Record<string, string> = {
  TEMPORAL_ADDRESS: '127.0.0.1:9',
  DATABASE_URL: 'postgres://lvv@127.0.0.1:9/register',
  BESTENDIG_KEYS: 'postgres://keys@127.0.0.1:9/keys',
  BESTENDIG_MASTER_KEYS: newMasterKey('m1'),
  BESTENDIG_PERSON_KEY: long,
  PUBLIC_URL: 'https://lvv.example',
  OIDC_ISSUER: 'https://login.example',
  OIDC_CLIENT_ID: 'bestendig',
  BESTENDIG_SESSION_KEY: long,
  SMTP_URL: 'smtp://127.0.0.1:9',
};
/** By command what it can't do without. */
const needed: Partial<Record<Command, string[]>> = {
  api: Object.keys(production).filter((name) => !['OIDC_CLIENT_ID', 'SMTP_URL'].includes(name)),
  worker: ['TEMPORAL_ADDRESS', 'DATABASE_URL', 'BESTENDIG_KEYS', 'BESTENDIG_MASTER_KEYS', 'PUBLIC_URL', 'SMTP_URL'],
};
const without = (name: string) => Object.fromEntries(Object.entries(production).filter(([one]) => one !== name));
const refusal = (command: Command, env: Record<string, string>): string => {
  try {
    settingsFor(command, env);
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error));
    return error.message;
  }
  assert.fail(`${command} takes ${Object.keys(env).join()}`);
};

describe('The settings of a command', () => {
  it('are taken when they are all there, and NODE_ENV decides nothing about them', () => {
    for (const NODE_ENV of ['production', 'Production', 'development', ''])
      for (const command of ['api', 'worker'] as const) {
        assert.equal(settingsFor(command, { ...production, NODE_ENV }).BESTENDIG_LOCAL, false);
        assert.match(refusal(command, { ...without('BESTENDIG_KEYS'), NODE_ENV }), /BESTENDIG_KEYS/);
      }
  });

  for (const [command, names] of Object.entries(needed))
    for (const name of names)
      it(`are refused by ${command} in production without ${name}, which it names`, () => {
        assert.match(refusal(command as Command, without(name)), new RegExp(`needs ${name}|or ${name}`));
      });

  it('are refused with every setting that is misspelt, naming it and what was meant, by every command', () => {
    for (const name of Object.keys(table)) {
      const typos = [name.replace(/_(?=[A-Z]+$)/, ''), `${name.slice(0, -1)}l`, `${name.slice(0, -2)}${name.at(-1)}`];
      for (const typo of typos.filter((one) => name.length >= 8 && !(one in table)))
        for (const command of commands) {
          const said = refusal(command, { ...production, BESTENDIG_LOCAL: '', [typo]: '1', HOST: '127.0.0.1' });
          assert.match(said, new RegExp(`${typo}: there is no such setting; ${name} was probably meant`), said);
        }
    }
    for (const [typo, meant] of [
      ['OIDC_ISUER', 'OIDC_ISSUER'],
      ['BESTENDIG_PERSONKEY', 'BESTENDIG_PERSON_KEY'],
      ['PUBLIC_URl', 'PUBLIC_URL'],
      ['DATABASE_URI', 'DATABASE_URL'],
      ['TEMPORAL_ADRESS', 'TEMPORAL_ADDRESS'],
      ['Host', 'HOST'],
    ] as const)
      assert.match(refusal('api', { ...production, [typo]: 'x' }), new RegExp(`${typo}: .*; ${meant} was`));
    assert.match(refusal('audit', { BESTENDIG_SOMETHING_ELSE: '1' }), /BESTENDIG_SOMETHING_ELSE: there is no such/);
  });

  it('may stand beside what others put in the environment, and what the configuration file names', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bestendig-settings-'));
    try {
      const BESTENDIG_CONFIG = join(folder, 'bestendig.yaml');
      writeFileSync(BESTENDIG_CONFIG, 'secret: ${BESTENDIG_SECRET_OF_UTRECHT}\n');
      const others = {
        BESTENDIG_CONFIG,
        BESTENDIG_SECRET_OF_UTRECHT: 'x',
        BESTENDIG_API_SERVICE_HOST: '10.0.0.1',
        BESTENDIG_API_PORT_3000_TCP_ADDR: '10.0.0.1',
        BESTENDIG_PORT: 'tcp://10.0.0.1:3000',
        HOME: '/root',
        POST: 'x',
        TEMPORAL_TLS_SERVER_NAME: 'temporal.example',
        OIDC_ISUER: '',
      };
      settingsFor('api', { ...production, ...others });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('let nothing local in on an address that others can reach', () => {
    const local = { ...production, BESTENDIG_LOCAL: '1', PUBLIC_URL: '' };
    for (const command of ['start', 'api', 'worker'] as const) {
      for (const HOST of ['0.0.0.0', '::', '10.0.0.1', 'lvv.example', '127.0.0.1.example'])
        assert.match(refusal(command, { ...local, HOST }), /^HOST: .*this machine itself/, HOST);
      for (const PUBLIC_URL of ['https://lvv.example', 'http://127.0.0.1.example:3000', 'http://10.0.0.1'])
        assert.match(refusal(command, { ...local, PUBLIC_URL }), /^PUBLIC_URL: .*this machine itself/);
      for (const HOST of ['127.0.0.1', '127.0.0.2', 'localhost', '::1'])
        assert.equal(settingsFor(command, { ...local, HOST, PUBLIC_URL: 'http://[::1]:3000' }).BESTENDIG_LOCAL, true);
    }
    assert.match(refusal('api', { ...production, BESTENDIG_LOCAL: 'yes' }), /BESTENDIG_LOCAL: must be 1 or 0/);
  });

  it('are what docs/running.md says, each once, and --help tells of the first ones', () => {
    const path = join(packageRoot, 'docs', 'running.md');
    const page = readFileSync(path, 'utf8');
    const rows = Object.entries(table).map(([name, about]) => [`\`${name}\``, about.for, about.what]);
    const lines = page.split('\n');
    const first = lines.findIndex((line) => line.startsWith('| variable ')) + 2;
    const last = lines.findIndex((line, i) => i > first && !line.startsWith('|'));
    if (process.env['WRITE_DOCS'])
      writeFileSync(
        path,
        lines.toSpliced(first, last - first, ...rows.map((row) => `| ${row.join(' | ')} |`)).join('\n'),
      );
    const said = lines.slice(first, last).map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    assert.deepEqual(said, rows, 'A setting has changed: run this test with WRITE_DOCS=1, and format.');
    for (const [name, { inHelp }] of Object.entries(table))
      assert.equal(new RegExp(`^  ${name} `, 'm').test(environmentHelp()), inHelp === true, name);
  });
});

describe('A command whose settings are wrong', () => {
  let folder: string;
  let watched: Server;
  let connections = 0;
  let env: Record<string, string>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bestendig-refused-'));
    watched = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    const port = await freePort();
    await new Promise<void>((resolve) => watched.listen(port, '127.0.0.1', resolve));
    env = {
      ...Object.fromEntries(
        Object.entries(production).map(([name, value]) => [name, value.replace('127.0.0.1:9', `127.0.0.1:${port}`)]),
      ),
      BESTENDIG_LOCAL: '',
      BESTENDIG_DATA: join(folder, 'data'),
      PORT: String(await freePort()),
    };
  });
  after(async () => {
    watched.close();
    await rm(folder, { recursive: true, force: true });
  });

  const listens = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(Number(env['PORT']), '127.0.0.1');
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    });

  const wrong: [args: string[], set: Record<string, string>, names: RegExp][] = [
    [['api'], { OIDC_ISSUER: '', NODE_ENV: 'Production' }, /OIDC_ISSUER/],
    [['api'], { OIDC_ISUER: 'https://login.example' }, /OIDC_ISUER: .*OIDC_ISSUER was probably meant/],
    [['api'], { BESTENDIG_LOCAL: '1' }, /PUBLIC_URL: .*this machine itself/],
    [['worker'], { SMTP_URL: '' }, /SMTP_URL/],
    [['worker'], { BESTENDIG_LOCAL: '1', PUBLIC_URL: '', HOST: '0.0.0.0' }, /HOST: /],
    [['start'], { PUBLIC_URL: '', HOST: '0.0.0.0' }, /HOST: /],
    [['refresh'], { DATABASE_URI: 'x' }, /DATABASE_URI: /],
    [['audit', 'verify'], { BESTENDIG_KEY: 'x' }, /BESTENDIG_KEY: .*BESTENDIG_KEYS was/],
    [['erase', 'due'], { BESTENDIG_KEY: 'x' }, /BESTENDIG_KEY: /],
    [['keys', 'new-master'], { BESTENDIG_KEY: 'x' }, /BESTENDIG_KEY: /],
    [['openapi'], { BESTENDIG_CONFG: 'x' }, /BESTENDIG_CONFG: /],
    [['token', '--agency', 'ngo', '--role', 'legal'], { BESTENDIG_DATE: 'x' }, /BESTENDIG_DATE: /],
  ];
  it('stops with a non-zero exit and the name of the setting, and has not listened, written or connected', async function () {
    this.timeout(120_000);
    for (const [args, set, names] of wrong) {
      const running = runProgram(args, { ...env, ...set });
      let heard = false;
      const look = setInterval(() => void listens().then((answer) => (heard ||= answer)), 50);
      const { code, output } = await running;
      clearInterval(look);
      assert.equal(code, 1, output);
      assert.match(output, names, args.join(' '));
      assert.ok(!heard, `${args.join(' ')} listened`);
    }
    assert.equal(connections, 0);
    assert.ok(!existsSync(env['BESTENDIG_DATA']!), 'a folder was made');
  });
});

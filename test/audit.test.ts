import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/cli/settings.js';

/** What the audit says where the registry answers so to the question for advisories. */
async function auditWith(status: number, advisories: object): Promise<{ code: number; output: string }> {
  const server = createServer((request, response) => {
    const isAsked = request.url?.endsWith('/advisories/bulk');
    response.writeHead(isAsked ? status : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAsked ? advisories : {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    return await run(registry);
  } finally {
    server.close();
  }
}

async function run(registry: string): Promise<{ code: number; output: string }> {
  // npm keeps what it was told: not where it would be believed later.
  const cache = await mkdtemp(join(tmpdir(), 'bestendig-audit-'));
  const env = { ...process.env, npm_config_registry: registry, npm_config_cache: cache };
  const done = await new Promise<{ code: number; output: string }>((resolve) => {
    execFile(process.execPath, [join(packageRoot, 'tools', 'audit.mjs')], { env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
  });
  await rm(cache, { recursive: true, force: true });
  return done;
}

const advisory = (severity: string) => ({
  express: [{ id: 1, url: 'https://advisories.example/1', title: 'A hole', severity, vulnerable_versions: '*' }],
});

describe('The audit of dependencies', () => {
  it('fails for a known hole of high severity, and names it', async () => {
    const { code, output } = await auditWith(200, advisory('high'));
    assert.equal(code, 1, output);
    assert.match(output, /high: express .*A hole https:\/\/advisories\.example\/1/);
  });

  it('passes without one', async () => {
    for (const advisories of [{}, advisory('moderate')]) {
      const { code, output } = await auditWith(200, advisories);
      assert.equal(code, 0, output);
      assert.match(output, /of \d{2,} dependencies found 0/);
    }
  });

  it('says on its last line that nothing was checked, and does not fail, where the registry has none or does not answer', async () => {
    for (const { code, output } of [await auditWith(405, {}), await run('http://127.0.0.1:9/')]) {
      assert.equal(code, 0, output);
      assert.match(output, /The lock file is sound: \d{3,} packages/);
      assert.match(output.trimEnd().split('\n').at(-1)!, /^Nothing was checked for known holes\..*npm run audit/);
    }
  });
});

describe('The check of the lock file', () => {
  interface Entry {
    version: string;
    integrity?: string;
    [more: string]: unknown;
  }
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'bestendig-lock-'))));
  after(() => rm(folder, { recursive: true, force: true }));

  /** What it says of the lock file as it is, with this done to it. */
  async function checked(change: (packages: Record<string, Entry>) => void): Promise<{ code: number; output: string }> {
    const manifest = await readFile(join(packageRoot, 'package.json'), 'utf8');
    const lock = JSON.parse(await readFile(join(packageRoot, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, Entry>;
    };
    change(lock.packages);
    await writeFile(join(folder, 'package.json'), manifest);
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock));
    return new Promise((resolve) => {
      execFile(process.execPath, [join(packageRoot, 'tools', 'lockfile.mjs'), folder], (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
      });
    });
  }

  it('passes for the lock file as it is', async () => {
    const { code, output } = await checked(() => {});
    assert.equal(code, 0, output);
  });

  const pg = 'node_modules/pg';
  const faults: [what: string, change: (packages: Record<string, Entry>) => void, says: RegExp][] = [
    ['has no integrity', (all) => delete all[pg]!.integrity, /^package-lock\.json: pg@\S+: has no sha512 integrity$/m],
    ['has a weak integrity', (all) => (all[pg]!.integrity = 'sha1-AAAA'), /pg@\S+: has no sha512 integrity/],
    [
      'comes from another host',
      (all) => (all[pg]!['resolved'] = 'https://elsewhere.example/pg.tgz'),
      /pg@\S+: comes from https:\/\/elsewhere/,
    ],
    [
      'comes without encryption',
      (all) => (all[pg]!['resolved'] = 'http://elsewhere.example/pg.tgz'),
      /pg@\S+: comes from http:/,
    ],
    [
      'runs a script when it is installed that nobody has allowed',
      (all) => (all[pg]!['hasInstallScript'] = true),
      /pg@\S+: runs a script.*installScripts\.json/,
    ],
    [
      'runs a script that was allowed for another version',
      (all) => (all['node_modules/@swc/core']!.version = '1.99.0'),
      /@swc\/core@1\.99\.0: runs a script/,
    ],
    ['is another one under its name', (all) => (all[pg]!['name'] = 'evil'), /node_modules\/pg: is in truth evil/],
    ['is a folder on this machine', (all) => (all[pg]!['link'] = true), /node_modules\/pg: is a folder/],
    [
      'asks for another from a repository',
      (all) => (all[pg]!['dependencies'] = { pgpass: 'git+https://github.com/someone/pgpass' }),
      /node_modules\/pg: asks for pgpass from git/,
    ],
    [
      'asks for another by a short name of a repository',
      (all) => (all[pg]!['optionalDependencies'] = { pgpass: 'someone/pgpass' }),
      /asks for pgpass from someone\/pgpass/,
    ],
    [
      'is asked for by nobody',
      (all) => (all['']!['dependencies'] = {}),
      /dependencies differ from those of package\.json/,
    ],
  ];
  it('fails for a package that could bring in something else, and says which package and why', async () => {
    for (const [what, change, says] of faults) {
      const { code, output } = await checked(change);
      assert.equal(code, 1, `a package that ${what}: ${output}`);
      assert.match(output, says, what);
    }
  });
});

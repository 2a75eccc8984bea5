import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
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

  it('says that it was not done, and does not fail, where the registry has none or does not answer', async () => {
    for (const { code, output } of [await auditWith(405, {}), await run('http://127.0.0.1:9/')]) {
      assert.equal(code, 0, output);
      assert.match(output, /was not done: .*npm run audit/s);
    }
  });
});

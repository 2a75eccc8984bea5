import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestToken } from '../../src/dev/requestToken.js';
import { freePort } from '../../src/temporal/freePort.js';
import { Program } from '../support/process.js';
import { eventually } from '../support/stack.js';
import { example } from '../support/walk.js';

describe('The data folder of npm start', () => {
  let folder: string;
  let program: Program;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bestendig-owner-'));
  });
  after(async () => {
    await program?.killGroup();
    await rm(folder, { recursive: true, force: true });
  });

  /** Everything that is there, as `<mode> <path>`, but for what is as it should be. */
  const open = (path: string): string[] => {
    const found = statSync(path);
    const mode = (found.mode & 0o777).toString(8);
    const wrong = mode === (found.isDirectory() ? '700' : '600') ? [] : [`${mode} ${path.slice(folder.length)}`];
    const inside = found.isDirectory() ? readdirSync(path).flatMap((name) => open(join(path, name))) : [];
    return [...wrong, ...inside];
  };

  it('is for its owner only, to the last file and folder, while it works and after; also what was there before', async function () {
    this.timeout(120_000);
    const data = join(folder, 'data');
    // As an earlier version left it, and something of the owner's own beside it.
    mkdirSync(join(data, 'dev'), { recursive: true });
    writeFileSync(join(data, 'dev', 'mail.jsonl'), '');
    writeFileSync(join(data, 'mine.sh'), '');
    for (const path of [data, join(data, 'dev')]) chmodSync(path, 0o755);
    chmodSync(join(data, 'dev', 'mail.jsonl'), 0o644);
    chmodSync(join(data, 'mine.sh'), 0o755);

    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    program = new Program(['start'], { PORT: String(port), BESTENDIG_DATA: data });
    await program.prints('Bestendig is ready', 90_000);
    const issuer = `${url}/dev/identity`;
    const asked = { issuer, agency: 'municipality', municipality: 'utrecht', roles: ['case-director'] };
    const headers = { authorization: `Bearer ${await requestToken(asked)}`, 'content-type': 'application/json' };
    const body = JSON.stringify(example('referral').body);
    const answer = await fetch(`${url}/v1/trajectories`, { method: 'POST', headers, body });
    assert.equal(answer.status, 201);
    await eventually(async () => {
      const { items } = (await (await fetch(`${url}/dev/mail`)).json()) as { items: unknown[] };
      return items.length > 0;
    });
    const names = readdirSync(data, { recursive: true, encoding: 'utf8' });
    for (const part of ['register/PG_VERSION', 'temporal/temporal.db', 'dev/mail.jsonl', 'keys/masters', 'access-log'])
      assert.ok(names.includes(part), part);
    const mine = ['755 /data/mine.sh'];
    assert.deepEqual(open(data), mine);
    assert.equal(await program.interrupt(), 0, program.output);
    assert.deepEqual(open(data), mine);
  });
});

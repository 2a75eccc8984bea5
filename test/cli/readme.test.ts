import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/cli/settings.js';
import { freePort } from '../../src/temporal/freePort.js';
import { Program } from '../support/process.js';

const run = promisify(execFile);

describe('The README', () => {
  let folder: string;
  let program: Program;
  let env: Record<string, string>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bestendig-readme-'));
    env = { PORT: String(await freePort()), BESTENDIG_DATA: folder };
    program = new Program(['start'], env);
    await program.prints('Bestendig is ready');
  });
  after(async () => {
    await program.interrupt();
    await rm(folder, { recursive: true, force: true });
  });

  it('leads a stranger through a first trajectory, to its outcome and its mail, with the commands as they stand', async () => {
    const readme = await readFile(join(packageRoot, 'README.md'), 'utf8');
    const section = readme.slice(readme.indexOf('## Your first trajectory'));
    const [, commands] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
    assert.ok(commands);
    // The list of what happened follows the answer within a second.
    const script = commands.replace('# What happened', 'sleep 2\n# What happened');
    const { stdout, stderr } = await run('bash', ['-eu', '-c', script], {
      cwd: packageRoot,
      env: { ...process.env, ...env },
    });
    const shown = `${stdout}${stderr}`;
    assert.doesNotMatch(stdout, /urn:bestendig:problem/);
    assert.match(stdout, /"type":"trajectory-closed"/, shown);
    assert.match(stdout, /"outcome":"RETURNED_INDEPENDENT"/);
    assert.match(stdout, /Stap staat klaar: Intake \| Step is ready: Intake/);
  });
});

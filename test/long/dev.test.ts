import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';
import { requestToken } from '../../src/dev/requestToken.js';
import { freePort } from '../../src/temporal/freePort.js';
import { chromiumPath, Person, stopBrowser } from '../support/chromium.js';
import { Program } from '../support/process.js';

/** Generous: a machine may be doing much else. What it took is printed. */
const mostSeconds = 240;
const left = /^(node_modules|\.git|\.bestendig|test-results|dist\/web)(\/|$)/;

/** A copy of this repository as it is built, in which files may be changed. */
function copied(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bestendig-dev-'));
  const filter = (path: string) => !left.test(relative(packageRoot, path).replaceAll('\\', '/'));
  cpSync(packageRoot, folder, { recursive: true, preserveTimestamps: true, filter });
  symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  // The packages are elsewhere for the compiler now, so it would compile everything anew in the midst of a test.
  const compiler = join(packageRoot, 'node_modules', 'typescript-native', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
  return folder;
}

describe('npm run dev', function () {
  this.timeout(4 * mostSeconds * 1_000);
  let folder: string;
  let url: string;
  let program: Program;
  let token: string;
  let step: string;
  let original: string;

  before(async () => {
    folder = copied();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    step = join(folder, 'src', 'lvv', 'guidance', 'legalReview.ts');
    original = readFileSync(step, 'utf8');
    const env = {
      PORT: String(port),
      BESTENDIG_DATA: join(folder, '.bestendig'),
      TEMPORAL_ADDRESS: '',
      DATABASE_URL: '',
    };
    program = new Program([], env, join(folder, 'tools', 'dev.mjs'));
    await program.prints(`Open ${url}`, mostSeconds * 1_000);
    await program.prints('Watching for changes', mostSeconds * 1_000);
    token = await requestToken({
      issuer: `${url}/dev/identity`,
      agency: 'municipality',
      municipality: 'utrecht',
      roles: ['case-director'],
    });
  });
  after(async () => {
    await program?.killGroup();
    await stopBrowser();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const asked = async (path: string, body?: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, init);
    return { status: response.status, body: (await response.json()) as any };
  };
  const titleNow = async (): Promise<string> => {
    const { status, body } = await asked('/v1/steps');
    // Just started, it may ask for some patience; a page asks again then.
    if (status === 503) return body.detail;
    assert.equal(status, 200, JSON.stringify(body));
    return body.items.find(({ name }: { name: string }) => name === 'legal-review').title.en;
  };
  const untilTitle = async (title: string): Promise<void> => {
    for (const end = Date.now() + mostSeconds * 1_000; (await titleNow()) !== title;) {
      if (Date.now() > end) assert.fail(`No title "${title}":\n${program.output}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const titled = (title: string) => original.replace("en: 'Legal review'", `en: '${title}'`);

  it('brings an edited step to the API and to an open screen within seconds, and keeps what was there', async () => {
    const { body: referred } = await asked('/v1/trajectories', { channel: 'desk', receivedOn: '2026-11-02' });
    const person = chromiumPath()
      ? await Person.signedIn({ url, as: 'municipality:case-director@utrecht', language: 'en' })
      : undefined;
    await person?.open('/steps');
    await person?.page.getByText('Legal review', { exact: true }).first().waitFor();
    const began = Date.now();
    writeFileSync(step, titled('Review by a jurist'));
    await untilTitle('Review by a jurist');
    const inApi = (Date.now() - began) / 1_000;
    await person?.page.getByText('Review by a jurist').first().waitFor();
    const onScreen = (Date.now() - began) / 1_000;
    console.log(`      An edited step was in the API after ${inApi} s and on the screen after ${onScreen} s.`);
    assert.ok(onScreen < mostSeconds);
    assert.equal((await asked(`/v1/trajectories/${referred.id}`)).status, 200);
    assert.doesNotMatch(program.output, /Bundled the workflows/);
    await person?.leave();
  });

  it('shows an error of the compiler, and what ran goes on until it is mended', async () => {
    writeFileSync(step, titled('Wrong').replace('repeatable: true', "repeatable: 'yes'"));
    await program.prints('since this cannot be compiled', mostSeconds * 1_000);
    await program.prints('legalReview.ts');
    assert.equal(await titleNow(), 'Review by a jurist');
    writeFileSync(step, titled('Mended'));
    await untilTitle('Mended');
    assert.match(program.output, /No errors any more/);
  });

  it('shows a definition that cannot be loaded, and what ran goes on until it is mended', async () => {
    writeFileSync(
      step,
      `${titled('Wrong')}\nif (legalReview.repeatable) throw new Error('It was not thought through.');\n`,
    );
    await program.prints('since this cannot be loaded', mostSeconds * 1_000);
    await program.prints('It was not thought through');
    assert.equal(await titleNow(), 'Mended');
    writeFileSync(step, original);
    await untilTitle('Legal review');
  });

  it('ends all of it on Ctrl-C, also the Temporal server', async () => {
    const { pid } = JSON.parse(readFileSync(join(folder, '.bestendig', 'temporal', 'server.json'), 'utf8'));
    assert.equal(await program.interrupt(), 0, program.output);
    assert.throws(() => process.kill(pid as number, 0));
    await assert.rejects(fetch(url));
  });

  it('says with --help what each change does, and refuses what it does not know', async () => {
    const script = join(packageRoot, 'tools', 'dev.mjs');
    const help = new Program(['--help'], {}, script);
    assert.equal(await help.exited, 0);
    assert.match(help.output, /Usage: npm run dev[\s\S]*src\/web +the open page changes/);
    const wrong = new Program(['--demmo'], {}, script);
    assert.equal(await wrong.exited, 1);
    assert.match(wrong.output, /unknown option '--demmo'/);
  });
});

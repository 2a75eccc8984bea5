import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../src/cli/settings.js';
import type * as play from '../support/play.js';
import { textOf } from './pages.js';

const page = textOf('docs/tutorial-step.md');
/** Beside the tests, so that what is imported from packages is found. */
const folder = join(packageRoot, 'dist', 'tutorial');

/** The block of code that begins with this comment, without it. */
function block(comment: string): string {
  const found = [...page.matchAll(/```ts\n\/\/ ([^\n]+)\n([\s\S]*?)```/g)].find(([, first]) => first === comment);
  assert.ok(found, `there is no block "${comment}"`);
  return found[2]!;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Adds the two lines to the list, as the tutorial says where. */
function listWithStep(): string {
  const list = textOf('src/lvv/index.ts');
  const imported = list.replace(/^(?=import )/m, block('src/lvv/index.ts, an import'));
  const added = imported.replace(/(standardSteps[\s\S]*?\n {2}legalReview,\n)/, (before) =>
    before.concat(block('src/lvv/index.ts, in standardSteps after legalReview')),
  );
  assert.match(added, /legalReview,\n {2}homeVisit,\n/);
  return added;
}

/**
 * Compiles the step, the list and what a test of a step needs. A module is loaded once under each address, so each version of
 * the step has a folder of its own.
 */
async function compiled(version: number, ...tests: string[]): Promise<typeof play> {
  const files = ['src/lvv/index.ts', 'test/support/play.ts', ...tests];
  const outDir = `dist-${version}`;
  const compilerOptions = { rootDir: '.', outDir, incremental: false, tsBuildInfoFile: null, sourceMap: false };
  write('tsconfig.json', JSON.stringify({ extends: '../../tsconfig.json', files, include: [], compilerOptions }));
  const compiler = join(packageRoot, 'node_modules', 'typescript-native', 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    assert.fail((error as { stdout: string }).stdout);
  }
  return (await import(pathToFileURL(join(folder, outDir, 'test', 'support', 'play.js')).href)) as typeof play;
}

describe('The tutorial of a first step', function () {
  this.timeout(300_000);

  before(() => {
    rmSync(folder, { recursive: true, force: true });
    for (const part of ['src', 'test/support', 'test/lvv', 'config', 'activities', 'worker', 'workflows'])
      cpSync(join(packageRoot, part), join(folder, part), {
        recursive: true,
        filter: (path) => !path.startsWith(join(packageRoot, 'src', 'web')),
      });
    write('package.json', textOf('package.json'));
    symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  let withStepOpen: play.Play;

  it('has code that compiles, a test that passes, and a step with which the tests of every step pass', async () => {
    write('src/lvv/guidance/homeVisit.ts', block('src/lvv/guidance/homeVisit.ts'));
    write('src/lvv/index.ts', listWithStep());
    write('test/lvv/steps/homeVisit.test.ts', block('test/lvv/steps/homeVisit.test.ts'));
    const tests = ['test/lvv/steps/homeVisit.test.ts', 'test/lvv/steps/catalogue.test.ts'];
    const { after: performed } = await compiled(1, ...tests);
    const mocha = join(packageRoot, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const files = tests.map((test) => join(folder, 'dist-1', test.replace(/ts$/, 'js')));
    const args = [mocha, '--no-config', '--timeout', '120000', ...files];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
    assert.match(stdout, /A home visit/);
    withStepOpen = performed('intake');
    assert.ok(withStepOpen.open.includes('home-visit'));
  });

  it('has a change after which an open step goes on under its new name, and is performed with the new fields', async () => {
    write('src/lvv/guidance/homeVisit.ts', block('src/lvv/guidance/homeVisit.ts, changed'));
    const { programmeWith, after: performed } = await compiled(2);
    // A trajectory that was begun with the step as it was goes on with the step as it is now.
    withStepOpen.programme = programmeWith();
    withStepOpen.tick();
    assert.ok(withStepOpen.open.includes('place-visit') && !withStepOpen.open.includes('home-visit'));
    const fresh = performed('intake');
    fresh.perform('place-visit');
    assert.ok(!fresh.open.includes('place-visit'));
  });

  it('says rightly that an open step without a definition is withdrawn', async () => {
    write('src/lvv/index.ts', textOf('src/lvv/index.ts'));
    const { programmeWith } = await compiled(3);
    withStepOpen.programme = programmeWith();
    const { events } = withStepOpen.tick();
    const withdrawn = events.find(({ type }) => type === 'step-withdrawn');
    assert.match(JSON.stringify(withdrawn), /place-visit/);
    assert.ok(!withStepOpen.open.includes('place-visit'));
  });

  it('gives the commands of a stranger: an intake by its example, and the step by the fields that it has', () => {
    const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text]) => text!).join('\n');
    const body = /steps\/home-visit" '([^']+)'/.exec(commands)?.[1];
    assert.ok(body);
    const source = readFileSync(join(packageRoot, 'docs', 'tutorial-step.md'), 'utf8');
    for (const field of Object.keys(JSON.parse(body) as object))
      assert.match(source, new RegExp(`^    ${field}: field`, 'm'));
    for (const [path] of commands.matchAll(
      /dist\/test\/lvv\/steps\/catalogue\.test\.js|tools\/test\.mjs|src\/cli\/main\.js/g,
    ))
      assert.ok(
        textOf(
          path
            .replace(/^dist\//, '')
            .replace(/\.js$/, '.ts')
            .replace('src/cli/main.js', 'src/cli/main.ts'),
        ),
      );
  });
});

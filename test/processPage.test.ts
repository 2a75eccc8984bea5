import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/cli/settings.js';

const folder = join(packageRoot, 'test');

describe('The page of the process', () => {
  it('names no test that is not there', () => {
    const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts') && !name.endsWith('processPage.test.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    const page = readFileSync(join(packageRoot, 'docs', 'process.md'), 'utf8');
    const titles = [...page.matchAll(/"([^"]+)"/g)].map(([, title]) => title!);
    assert.ok(titles.length > 30, `only ${titles.length} tests are named`);
    const missing = titles.filter((title) => !tests.some((text) => text.includes(`it('${title}'`)));
    assert.deepEqual(missing, []);
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/cli/settings.js';

const folder = join(packageRoot, 'test');

describe('A page that says what shows a promise', () => {
  for (const name of ['process.md', 'security.md'])
    it(`names no test that is not there: ${name}`, () => {
      const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.test.ts') && !file.endsWith('namedTests.test.ts'))
        .map((file) => readFileSync(join(folder, file), 'utf8'));
      const page = readFileSync(join(packageRoot, 'docs', name), 'utf8');
      const titles = [...page.matchAll(/"([^"]+)"/g)].map(([, title]) => title!);
      assert.ok(titles.length > 30, `only ${titles.length} tests are named`);
      const missing = titles.filter((title) => !tests.some((text) => text.includes(`it('${title}'`)));
      assert.deepEqual(missing, []);
    });
});

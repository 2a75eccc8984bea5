import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';
import { anchorsOf, isThere, linksOf, pages, proseOf, textOf } from './pages.js';

const manifest = JSON.parse(textOf('package.json')) as { version: string; scripts: Record<string, string> };

describe('The pages of the documentation', () => {
  const links = pages.flatMap(linksOf);

  it('link only to files that are there', () => {
    assert.ok(links.length > 100, `only ${links.length} links were found`);
    const dead = links.filter(({ path }) => !isThere(path));
    assert.deepEqual(
      dead.map(({ page, target }) => `${page}: ${target}`),
      [],
    );
  });

  it('link only to headings that are there', () => {
    const anchored = links.filter(({ path, anchor }) => anchor !== undefined && path.endsWith('.md') && isThere(path));
    assert.ok(anchored.length > 5, `only ${anchored.length} links to a heading were found`);
    const dead = anchored.filter(({ path, anchor }) => !anchorsOf(path).has(anchor!));
    assert.deepEqual(
      dead.map(({ page, target }) => `${page}: ${target}`),
      [],
    );
  });

  it('name only files and folders of the repository that are there', () => {
    // The tutorial makes these two.
    const made = ['src/lvv/guidance/homeVisit.ts', 'test/lvv/steps/homeVisit.test.ts'];
    const path = /`((?:src|workflows|activities|worker|test|bench|tools|config|docs)\/[\w./-]+)`/g;
    const named = pages.flatMap((page) => [...textOf(page).matchAll(path)].map(([, file]) => [page, file!] as const));
    assert.ok(named.length > 80, `only ${named.length} paths were found`);
    assert.deepEqual(
      named.filter(([, file]) => !isThere(file) && !made.includes(file)),
      [],
    );
  });

  it('name each metric of ours, and none that is not there', () => {
    const made = [...textOf('src/api/serving/metrics.ts').matchAll(/name: '(bestendig_\w+)'/g)].map(([, name]) => name);
    assert.ok(made.length >= 5, `only ${made.length} metrics were found`);
    const rows = [...textOf('docs/running.md').matchAll(/^\| `(bestendig_\w+)`/gm)].map(([, name]) => name);
    assert.deepEqual(rows.toSorted(), made.toSorted());
  });

  it('can all be found from docs/README.md or from the index of decisions', () => {
    const linked = new Set(
      [...linksOf('docs/README.md'), ...linksOf('docs/decisions/README.md')].map(({ path }) => path),
    );
    const indexes = ['docs/README.md', 'docs/decisions/README.md'];
    assert.deepEqual(
      pages.filter((page) => !linked.has(page) && !indexes.includes(page)),
      [],
    );
  });

  it('name only commands of npm that there are', () => {
    const named = pages.flatMap((page) =>
      [...textOf(page).matchAll(/npm (?:run (?:--silent )?([a-z:]+)|(start|test)\b)/g)].map(
        ([, run, short]) => [page, run ?? short!] as const,
      ),
    );
    assert.ok(named.length > 20, `only ${named.length} commands were found`);
    assert.deepEqual(
      named.filter(([, script]) => !Object.hasOwn(manifest.scripts, script)),
      [],
    );
  });

  it('say "cannot", and "the person who" where a Dutch sentence would begin with "wie"', () => {
    const own = pages.filter((page) => !/^docs\/(decisions\/\d|processing-register|statistics)/.test(page));
    const bad = own.flatMap((page) =>
      // In quotes stand the titles of tests, as they are.
      [
        ...proseOf(page)
          .replaceAll(/"[^"\n]*"/g, '')
          .matchAll(
            /[^\n]*\b(?:can not|(?:of|for|to|by) who (?:is|are|was|has|have|had|may|can|asks?|asked))\b[^\n]*/gi,
          ),
      ].map(([line]) => `${page}: ${line.slice(0, 120)}`),
    );
    assert.deepEqual(bad, []);
  });
});

describe('The README', () => {
  it('has at most 120 lines, and two pictures with words for people who cannot see them', () => {
    const readme = textOf('README.md');
    assert.ok(readme.split('\n').length <= 121, `${readme.split('\n').length} lines`);
    const pictures = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(
      ([, words, path]) => [words!, path!] as const,
    );
    assert.equal(pictures.length, 2);
    for (const [words, path] of pictures) {
      assert.ok(words.length > 40, `${path} has too few words`);
      const { size } = statSync(join(packageRoot, path));
      assert.ok(size > 10_000 && size < 150_000, `${path} has ${size} bytes`);
    }
  });
});

describe('The index of decisions', () => {
  it('has each decision once, by its number, with its status', () => {
    const files = readdirSync(join(packageRoot, 'docs', 'decisions')).filter((name) => /^\d{4}-/.test(name));
    const rows = [
      ...textOf('docs/decisions/README.md').matchAll(/^\| \[(\d{4})\]\(([^)]+)\)\s*\|([^|]+)\|([^|]+)\|$/gm),
    ];
    assert.deepEqual(
      rows.map(([, , file]) => file),
      files.toSorted(),
    );
    for (const [, number, file, about, status] of rows) {
      assert.ok(file!.startsWith(number!), `${number} leads to ${file}`);
      assert.ok(about!.trim().length > 5 && /^ *(holds|superseded|counting)/.test(status!), `${number}: ${status}`);
    }
  });
});

describe('The changelog', () => {
  it('begins with the version that comes after the one of package.json, and keeps to the headings of Keep a Changelog', () => {
    const changelog = textOf('CHANGELOG.md');
    const versions = [...changelog.matchAll(/^## (\d+\.\d+\.\d+) \((unreleased|\d{4}-\d{2}-\d{2})\)$/gm)];
    assert.equal(
      versions.length,
      [...changelog.matchAll(/^## /gm)].length,
      'each version has its day or is unreleased',
    );
    const [newest] = versions;
    const isReleased = newest![2] !== 'unreleased';
    const order = (version: string) => version.split('.').reduce((sum, part) => sum * 1_000 + Number(part), 0);
    if (isReleased) assert.equal(newest![1], manifest.version);
    else assert.ok(order(newest![1]!) >= order(manifest.version), `${newest![1]} is before ${manifest.version}`);
    for (const [, heading] of changelog.matchAll(/^### (.+)$/gm))
      assert.match(heading!, /^(Added|Changed|Deprecated|Removed|Fixed|Security)$/);
  });
});

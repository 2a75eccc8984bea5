import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';
import { pages, textOf } from './pages.js';

const page = textOf('docs/domain.md');

/** The text of a section, and of one number in it: an item of a list, or a row of a table. */
function found(section: string, number: string | undefined): boolean {
  const start = page.search(new RegExp(String.raw`^## ${section}\. `, 'm'));
  if (start < 0) return false;
  const rest = page.slice(start + 3);
  const end = rest.search(/^## /m);
  const text = end < 0 ? rest : rest.slice(0, end);
  return number === undefined || new RegExp(String.raw`^(?: *${number}\. |\| ${number} +\|)`, 'm').test(text);
}

/** Every `DOMAIN §a.b` in code, configuration and pages. */
function references(): { file: string; section: string; number: string | undefined }[] {
  const folders = ['src', 'workflows', 'activities', 'worker', 'test', 'bench', 'config'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|yaml)$/.test(name))
      .map((name) => join(folder, name)),
  );
  return [...files, ...pages].flatMap((file) =>
    [...textOf(file).matchAll(/DOMAIN((?:,? (?:and )?§\d+(?:\.\d+)?)+)/g)].flatMap(([, list]) =>
      [...list!.matchAll(/§(\d+)(?:\.(\d+))?/g)].map(([, section, number]) => ({ file, section: section!, number })),
    ),
  );
}

describe('docs/domain.md', () => {
  it('has every section and number that code and pages refer to', () => {
    const all = references();
    assert.ok(all.length > 60, `only ${all.length} references were found`);
    const dead = all.filter(({ section, number }) => !found(section, number));
    assert.deepEqual(
      dead.map(({ file, section, number }) => `${file}: DOMAIN §${section}${number ? `.${number}` : ''}`),
      [],
    );
  });

  it('has every source that it names in the list at its end', () => {
    const at = page.indexOf('## 14. Sources');
    const listed = new Set([...page.slice(at).matchAll(/\bS\d+[a-z]?\b/g)].map(([id]) => id));
    const named = new Set([...page.slice(0, at).matchAll(/\bS\d+[a-z]?\b/g)].map(([id]) => id));
    assert.ok(named.size > 50);
    assert.deepEqual(
      [...named].filter((id) => !listed.has(id)),
      [],
    );
  });

  it('gives each word of the glossary in both languages, once', () => {
    const glossary = page.slice(page.indexOf('## 12. Glossary'), page.indexOf('## 13.'));
    const rows = [...glossary.matchAll(/^\| ([^|]+)\|([^|]+)\|([^|]+)\|$/gm)].slice(2).map(([, ...cells]) => cells);
    assert.ok(rows.length > 60, `only ${rows.length} words`);
    const words = rows.map(([dutch]) => dutch!.trim());
    assert.equal(new Set(words).size, words.length, 'a word stands twice');
    for (const [dutch, english] of rows) assert.ok(english!.trim().length > 1, `${dutch} has no English`);
  });
});

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';
import { isThere, textOf } from './pages.js';

const page = textOf('docs/architecture.md');

describe('docs/architecture.md', () => {
  it('names only files and folders that are there', () => {
    const named = [...page.matchAll(/`((?:src|workflows|activities|worker|test|bench|tools|config)(?:\/[\w./-]+)?)`/g)];
    assert.ok(named.length > 40, `only ${named.length} paths were found`);
    assert.deepEqual(
      named.map(([, path]) => path!).filter((path) => !isThere(path)),
      [],
    );
  });

  it('says of every folder of src what it is', () => {
    const folders = readdirSync(join(packageRoot, 'src')).map((name) => `src/${name}`);
    assert.deepEqual(
      folders.filter((folder) => !page.includes(`\`${folder}\``)),
      [],
    );
  });

  it('names of each file only what it exports', () => {
    // [`path`](link) (`symbol`), or with a comma where the whole stands in parentheses.
    const named = [...page.matchAll(/\[`([^`]+)`\]\([^)]+\)(?:,)?\s*\(?`(\w+)`\)?/g)];
    assert.ok(named.length > 20, `only ${named.length} symbols were found`);
    const missing = named.filter(([, path, symbol]) => {
      const declared = String.raw`^export (?:async )?(?:function|class|const|interface|type) ${symbol}\b`;
      const passedOn = String.raw`^export \{[^}]*\b${symbol}\b[^}]*\}`;
      return !new RegExp(`${declared}|${passedOn}`, 'm').test(textOf(path!));
    });
    assert.deepEqual(
      missing.map(([, path, symbol]) => `${path}: ${symbol}`),
      [],
    );
  });

  it('has a symbol to look for beside every file in the life of a command', () => {
    const life = page.slice(page.indexOf('## The life of one command'), page.indexOf('## The folders'));
    const files = [...life.matchAll(/\[`[^`]+`\]\(/g)].length;
    const symbols = [...life.matchAll(/\[`[^`]+`\]\([^)]+\),?\s*\(?`\w+`/g)].length;
    assert.equal(symbols, files);
  });
});

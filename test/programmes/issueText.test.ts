import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { packageRoot, readSettings } from '../../src/cli/settings.js';
import { settingsTable } from '../../src/cli/settingsTable.js';
import { lvv } from '../../src/lvv/index.js';
import { parseConfiguration } from '../../src/programmes/configuration.js';
import { env } from './aConfiguration.js';

/** How the library words it, for programmers. */
const wordsOfLibrary = /Invalid|expected|received|Too (small|big)|Unrecognized|NaN/;

function told(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('What is wrong in a setting or in the configuration file', () => {
  const wrong = ['', ' ', 'x', '-1', '2.5', '1e9', 'http:', 'yes', '{}', ',', 'x'.repeat(5_000)];

  it('is told of every setting as what it must be', () => {
    let faults = 0;
    for (const name of Object.keys(settingsTable)) {
      for (const value of wrong) {
        const text = told(() => readSettings({ [name]: value }));
        if (!text.includes(name)) continue;
        faults += 1;
        assert.doesNotMatch(text, wordsOfLibrary, `${name}=${value}`);
      }
    }
    assert.ok(faults > 100, `only ${faults} faults were made`);
    assert.match(
      told(() => readSettings({ PORT: '70000' })),
      /PORT: must be at most 65535/,
    );
    assert.match(
      told(() => readSettings({ PORT: 'many' })),
      /PORT: must be a number/,
    );
    assert.match(
      told(() => readSettings({ LOG_LEVEL: 'loud' })),
      /LOG_LEVEL: must be trace, debug, .* or silent/,
    );
  });

  it('is told of every key of the file as what it must be, whatever stands there instead', () => {
    const shipped = parse(readFileSync(join(packageRoot, 'config', 'bestendig.yaml'), 'utf8')) as object;
    const places = placesIn(shipped);
    let faults = 0;
    for (const path of places) {
      for (const value of [undefined, null, '', 'x', -1, 2.5, [], {}, [1], { other: 1 }]) {
        const text = told(() => parseConfiguration(stringify(withValue(shipped, path, value)), 'file.yaml', env, lvv));
        // Of the environment, which this one lacks, something is told always.
        const about = text.split('\n').filter((line) => !line.includes('environment variable'));
        faults += about.length;
        for (const line of about)
          assert.doesNotMatch(line, wordsOfLibrary, `${path.join('.')} = ${JSON.stringify(value)}`);
      }
    }
    assert.ok(faults > 1_000, `only ${faults} faults were made`);
  });
});

type Path = readonly (string | number)[];

/** The keys of one municipality and of all that is beside it; more municipalities have the same ones. */
function placesIn(value: unknown, path: Path = [], seen = new Set<string>()): Path[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]): Path[] => {
    const key = Array.isArray(value) ? Number(name) : name;
    const kind = [...path, key].map((part, i) => (i === 1 || typeof part === 'number' ? '*' : part)).join('.');
    const here: Path[] = seen.has(kind) ? [] : [[...path, key]];
    seen.add(kind);
    return [...here, ...placesIn(inner, [...path, key], seen)];
  });
}

function withValue(whole: object, path: Path, value: unknown): object {
  const copy = structuredClone(whole);
  let at = copy as Record<string | number, any>;
  for (const key of path.slice(0, -1)) at = at[key];
  if (value === undefined) delete at[path.at(-1)!];
  else at[path.at(-1)!] = value;
  return copy;
}

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/cli/settings.js';
import { agencyTitles } from '../src/lvv/agencies.js';
import { wordsOfTheLvv } from './support/lvvWords.js';

/** Everything that runs trajectories, whatever they are of. The LVV has src/lvv; what is composed of both, src/cli. */
const engine = [
  'src/agencies',
  'src/api',
  'src/dev',
  'src/load',
  'src/privacy',
  'src/programmes',
  'src/recovery',
  'src/register',
  'src/retention',
  'src/statistics',
  'src/temporal',
  'src/trajectory',
  'activities',
  'worker',
  'workflows',
];

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`);

const filesIn = (folder: string): string[] => sourcesIn(folder).filter((path) => path.endsWith('.ts'));

/** Returns each line of a text with a word of the LVV, with its number. */
const linesWithWords = (path: string, text: string): string[] =>
  text.split('\n').flatMap((line, i) => {
    const words = wordsOfTheLvv(line);
    return words.length === 0 ? [] : [`${path}:${i + 1} says ${words.join(', ')}`];
  });

describe('The engine', () => {
  it('names nothing of the LVV, in code, comments and texts', () => {
    const files = engine.flatMap(filesIn);
    assert.ok(files.length > 200, `only ${files.length} files were read`);
    const found = files.flatMap((path) => linesWithWords(path, readFileSync(join(packageRoot, path), 'utf8')));
    assert.deepEqual(found, []);
  });

  it('leaves to the domain what agencies are called, on the screens and in the figures as well', () => {
    const { municipality: _everyDomainHasIt, ...others } = agencyTitles;
    const names = Object.entries(others).flatMap(([agency, { title }]) => [`'${agency}'`, title.nl, title.en]);
    const named = (text: string) => names.filter((name) => new RegExp(`(?<!\\w)${name}(?!\\w)`).test(text));
    assert.deepEqual(named("{ ngo: 'Maatschappelijke organisatie' }"), ['Maatschappelijke organisatie'], 'the control');
    const files = ['src/web', 'src/statistics'].flatMap(sourcesIn).filter((path) => !path.endsWith('.d.ts'));
    assert.ok(files.length > 100, `only ${files.length} files were read`);
    for (const path of files) assert.deepEqual(named(readFileSync(join(packageRoot, path), 'utf8')), [], path);
  });

  it('is read word by word, whole words and parts of names: the control finds each of them', () => {
    for (const [text, word] of [
      ['const vNumberKnown = true;', 'v Number'],
      ["step === 'case-conference'", 'case-conference'],
      ["responsible: 'ngo'", 'ngo'],
      ['// Not before the admission.', 'admission'],
      ['DT&V, IND', 'DT&V, IND'],
      ['facts.admittedOn', 'admitted'],
    ] as const) {
      assert.deepEqual(linesWithWords('a.ts', `// First.\n${text}`), [`a.ts:2 says ${word}`]);
    }
    for (const text of ['kind, find, behind', 'mongo, angora', 'reference', 'indeed']) {
      assert.deepEqual(linesWithWords('a.ts', text), []);
    }
  });
});

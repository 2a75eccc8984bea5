import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/cli/settings.js';
import { agencyTitles } from '../src/lvv/agencies.js';
import { wordsOfTheLvv } from './support/lvvWords.js';

/** Everything that runs trajectories, whatever they are of. The LVV has src/lvv. */
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

/** Where the programs get the LVV to run, and its demo: the other files of src/cli get the domain there. */
const composing = /^src\/cli\/(domain|demo\w*)\.ts$/;

/**
 * The screens that still say something of the LVV, and what they would have to get from the API instead. A file that does not
 * any more is taken off; no other file begins to.
 */
const screensOfTheLvv: Readonly<Record<string, string>> = {
  'src/web/shell/App.tsx': 'the title of the domain',
  'src/web/shell/SignedOut.tsx': 'the title of the domain, before anyone signs in',
  'src/web/forms/hints.ts': 'a hint beside the field of the person number',
  'src/web/screens/list/SearchPerson.tsx': 'the title of the person number',
  'src/web/screens/trajectory/Moves.tsx': 'a sentence of the step that removes a number',
  'src/web/screens/forms/PerformScreen.tsx': 'which actions stay on the screen of their step',
  'src/web/screens/coordinator/Agenda.tsx': 'the title of the meeting, of its reasons and of the action that plans it',
  'src/web/catalogue/catalogue.ts': 'the title of an ending that nobody chooses',
  'src/web/screens/trajectory/Missing.tsx': 'what the municipality reads that is offered a duplicate',
  'src/web/screens/trajectory/offers.ts': 'the events that offer something, with the actions that answer',
  'src/web/screens/coordinator/CoordinatorScreen.tsx': 'the title of the meeting',
  'src/web/screens/administration/ProgrammesPart.tsx': 'the titles of the rules that a domain adds to a programme',
  'src/web/screens/list/ListFilters.tsx': 'the flags of lists with their titles',
  'src/web/screens/list/ListScreen.tsx': 'the flags of lists',
  'src/web/screens/list/State.tsx': 'the figures that lists show, with their titles',
  'src/web/screens/list/TrajectoriesCsv.tsx': 'the figures that lists show, with their titles',
  'src/web/screens/trajectory/Head.tsx':
    'which fact says that a direction makes no sense, and which cause of a standstill has a badge of its own',
};

/**
 * What of two trajectories of one person the engine itself knows, and calls by a word of the LVV. It is recorded, or would be said in
 * the same words by any domain that lets one of the two go on in the other.
 */
const engineOfTheLvv: Readonly<Record<string, string>> = {
  'src/trajectory/replayed/transfer.ts':
    'the fact of such an offer: it is recorded, and the policy asks to whom is offered',
  'src/api/work/offers.ts': 'by which events such an offer is made and answered: a domain does not declare that yet',
  'src/trajectory/words/engine.ts':
    'what a municipality is told of another trajectory with the same number: it says what to do',
};

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
    const but = (path: string) => Object.keys(engineOfTheLvv).find((one) => path.startsWith(`${one}:`));
    assert.deepEqual(
      found.filter((line) => !(but(line) && /says (?:duplicates?(?:, )?)+$/i.test(line))),
      [],
    );
    // One that does not need it any more is taken off.
    assert.deepEqual([...new Set(found.map(but))].toSorted(), Object.keys(engineOfTheLvv).toSorted());
  });

  it('is told in one file of src/cli which domain it runs; only that one and the demo name it', () => {
    const files = filesIn('src/cli');
    assert.ok(files.filter((path) => composing.test(path)).length > 3);
    assert.ok(files.length > 30, `only ${files.length} files were read`);
    const found = files
      .filter((path) => !composing.test(path))
      .flatMap((path) => linesWithWords(path, readFileSync(join(packageRoot, path), 'utf8')));
    assert.deepEqual(found, []);
  });

  it('has screens that name nothing of the LVV, but for those that wait for words from the API', () => {
    const files = sourcesIn('src/web').filter((path) => !path.endsWith('.d.ts'));
    assert.ok(files.length > 100, `only ${files.length} files were read`);
    const naming = files.flatMap((path) =>
      linesWithWords(path, readFileSync(join(packageRoot, path), 'utf8')).length === 0 ? [] : [path],
    );
    assert.deepEqual(naming.toSorted(), Object.keys(screensOfTheLvv).toSorted());
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
      ['completeIntake', 'Intake'],
      ["stops['court-hold']", 'court-hold'],
      ['duplicateOffer', 'duplicate'],
    ] as const) {
      assert.deepEqual(linesWithWords('a.ts', `// First.\n${text}`), [`a.ts:2 says ${word}`]);
    }
    for (const text of ['kind, find, behind', 'mongo, angora', 'reference', 'indeed']) {
      assert.deepEqual(linesWithWords('a.ts', text), []);
    }
  });
});

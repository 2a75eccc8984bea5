import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { packageRoot } from '../src/cli/settings.js';
import { byPath, generated, importsOf, roomOf, sources, type Source } from './support/sources.js';

const trajectory = 'src/trajectory';

/** Which room may import which: what is not here is a new arrow, and a decision that is made in this table. */
const arrows: Record<string, string[]> = {
  [trajectory]: [],
  'src/load': [],
  // Packages that only a local installation uses.
  'src/optional': [],
  'src/lvv': [trajectory],
  // Made-up people that live through the steps: chance and hashes, which no step has.
  'src/lvv/demo': ['src/lvv', trajectory],
  // What is counted, the domain declares in the words of src/trajectory/figures: no arrow to it, and none from it.
  'src/statistics': [trajectory],
  'src/agencies': [trajectory],
  'src/privacy': ['src/load', trajectory],
  'src/register': ['src/load', 'src/optional', 'src/privacy', trajectory],
  'src/retention': ['src/privacy', 'src/register', trajectory],
  'src/recovery': ['src/agencies', 'src/api', 'src/privacy', 'src/register', 'src/temporal', trajectory],
  'src/programmes': ['src/agencies', trajectory],
  'src/temporal': ['src/optional'],
  'src/dev': ['src/optional', trajectory],
  'src/api': [
    'src/agencies',
    'src/load',
    'src/privacy',
    'src/register',
    'src/retention',
    'src/statistics',
    'src/temporal',
    trajectory,
  ],
  // The screens know the API by the types of its document, and nothing of what is behind it.
  'src/web': [],
  workflows: [trajectory],
  activities: ['src/agencies', 'src/privacy', 'src/register', 'src/retention', 'src/temporal', trajectory],
  worker: ['src/privacy', trajectory],
  'src/cli': [
    'activities',
    'src/agencies',
    'src/api',
    'src/dev',
    'src/load',
    'src/lvv',
    'src/lvv/demo',
    'src/privacy',
    'src/programmes',
    'src/recovery',
    'src/register',
    'src/retention',
    'src/statistics',
    'src/temporal',
    trajectory,
    'worker',
  ],
};
const product = Object.keys(arrows);
/** They look at everything; nothing that runs for real looks at them. */
const lookers: Record<string, string[]> = { test: product, bench: [...product, 'test'] };

/** The folders within a room, the lowest first: each imports only those before it. `.` are the files of the room itself. */
const floors: Record<string, string[]> = {
  [trajectory]: ['.', 'replayed', 'words', 'terms', 'figures', 'definitions', 'access', 'deciding', 'reading'],
  'src/statistics': ['definitions', 'cases', 'counting', 'table'],
  // What is chained is written by the others, and looked at again by integrity, which knows them all.
  'src/register': [
    'database',
    'chains',
    'migrations',
    'messages',
    'trajectories',
    'access',
    'erasure',
    'settings',
    'integrity',
    '.',
  ],
  // First what every answer needs, then who calls, what they may, the engine and what a route is; then a folder for each subject.
  'src/api': [
    'http',
    'signingIn',
    'access',
    'engine',
    'serving',
    'trajectories',
    'figures',
    'sharing',
    'ownFile',
    'retention',
    'work',
    'settings',
    'agencies',
    'events',
    'audit',
    '.',
  ],
  'src/web': [
    'styles',
    'api',
    'language',
    'catalogue',
    'components',
    'charts',
    'diagram',
    'forms',
    'screens',
    'shell',
    '.',
  ],
};

/** Packages that a room may use, where that is a promise: rules without a world around them, and determinism. */
const packages: Record<string, RegExp> = {
  [trajectory]: /^zod$/,
  'src/lvv': /^zod$/,
  'src/statistics': /^$/,
  workflows: /^@temporalio\/(workflow|common)$/,
};

/** Every file that is loaded with these, and the packages that they load; each with the way that leads to it. */
function loadedWith(start: Source[]): Map<string, string> {
  const found = new Map(start.map(({ path }) => [path, path]));
  const queue = [...start];
  for (let source = queue.shift(); source; source = queue.shift()) {
    for (const { target, typeOnly } of source.imports) {
      if (typeOnly || found.has(target)) continue;
      found.set(target, `${found.get(source.path)} → ${target}`);
      const next = byPath.get(target);
      if (next) queue.push(next);
    }
  }
  return found;
}

describe('The architecture', () => {
  it('has every room and every import in the table', () => {
    assert.ok(sources.length > 100, `only ${sources.length} files were read`);
    const allowed = { ...arrows, ...lookers };
    const strange = sources.flatMap(({ path, room, imports }) =>
      imports
        .filter(({ target }) => byPath.has(target) && roomOf(target) !== room)
        .filter(({ target }) => !allowed[room]?.includes(roomOf(target)))
        .map(({ target }) => `${path} may not import ${target}`),
    );
    assert.deepEqual(strange, []);
    assert.deepEqual(
      [...new Set(sources.map(({ room }) => room))].filter((room) => !allowed[room]),
      [],
    );
  });

  for (const [room, order] of Object.entries(floors)) {
    it(`imports within ${room} only downwards: ${order.join(', ')}`, () => {
      const floorOf = (path: string) => order.indexOf(posix.dirname(path.slice(room.length + 1)).split('/')[0]!);
      const inRoom = sources.filter((source) => source.path.startsWith(`${room}/`));
      for (const { path } of inRoom) assert.notEqual(floorOf(path), -1, `${path} is in no folder of the table`);
      const upwards = inRoom.flatMap(({ path, imports }) =>
        imports
          .filter(({ target }) => target.startsWith(`${room}/`) && floorOf(target) > floorOf(path))
          .map(({ target }) => `${path} may not import ${target}`),
      );
      assert.deepEqual(upwards, []);
    });
  }

  it('has no arrow in the table that no file uses', () => {
    for (const [room, targets] of Object.entries(arrows)) {
      const used = new Set(
        sources.filter((one) => one.room === room).flatMap((one) => one.imports.map((i) => roomOf(i.target))),
      );
      for (const target of targets) assert.ok(used.has(target), `${room} does not import ${target} any more`);
    }
  });

  it('imports only files that there are, so that no import escapes this test', () => {
    const lost = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target.endsWith('.ts') && target !== generated && !byPath.has(target))
        .map(({ target }) => `${path}: ${target}`),
    );
    assert.deepEqual(lost, []);
    // As many as the compiler left in the code that runs: this file's reading of imports misses none.
    const compiledHere = (room: string) => !['test', 'bench', 'src/web'].includes(room);
    for (const { path, imports } of sources.filter(({ room }) => compiledHere(room))) {
      const compiled = readFileSync(join(packageRoot, 'dist', path.replace(/\.tsx?$/, '.js')), 'utf8');
      const expected = new Set(importsOf(path, compiled).map(({ target }) => target));
      const read = new Set(imports.filter(({ typeOnly }) => !typeOnly).map(({ target }) => target));
      assert.deepEqual(read, expected, path);
    }
  });

  it('has no file that imports itself by a detour, in the product not even for a type', () => {
    const done = new Set<string>();
    const visit = (path: string, way: string[]): void => {
      assert.ok(!way.includes(path), [...way.slice(way.indexOf(path)), path].join(' → '));
      if (done.has(path)) return;
      const { room, imports } = byPath.get(path)!;
      for (const { target, typeOnly } of imports) {
        if (byPath.has(target) && (!typeOnly || product.includes(room))) visit(target, [...way, path]);
      }
      done.add(path);
    };
    for (const { path } of sources) visit(path, []);
  });

  for (const [room, allowed] of Object.entries(packages)) {
    it(`loads with ${room} no package but ${allowed.source}, however long the way`, () => {
      const loaded = [...loadedWith(sources.filter((source) => source.room === room))];
      const strange = loaded.filter(([target]) => !byPath.has(target) && !allowed.test(target));
      assert.deepEqual(
        strange.map(([, way]) => way),
        [],
      );
    });
  }

  it('asks the policy in the API in one place, so that every decision is made and logged alike', () => {
    const asking = sources.filter(({ path, text }) => path.startsWith('src/api/') && /\bdecideAccess\b/.test(text));
    assert.deepEqual(
      asking.map(({ path }) => path),
      ['src/api/access/decisions.ts'],
    );
  });

  it('reads the API on the screens only in the queries of their feature, so that each key has one place', () => {
    const reading = /\buse(?:Infinite)?Query\(|\busePages(?:<\w+>)?\(|queryKey: \[/;
    const features = sources.filter(({ path }) => /^src\/web\/(screens|forms|shell)\//.test(path));
    const found = features.filter(({ text }) => reading.test(text)).map(({ path }) => path);
    assert.ok(found.length > 5, `only ${found.length} features were read`);
    assert.deepEqual(
      found.filter((path) => !path.endsWith('/queries.ts')),
      [],
    );
  });

  it('loads the packages of a local installation only where they are used, and says what to do when one is absent', () => {
    const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
      optionalDependencies: Record<string, string>;
    };
    const optional = Object.keys(manifest.optionalDependencies);
    assert.ok(optional.length > 0);
    for (const { path, text, imports } of sources.filter(({ room }) => product.includes(room))) {
      for (const name of optional) {
        const eager = new RegExp(`^import (?!type)[^;]*'${name}(/[^']*)?';`, 'm');
        assert.doesNotMatch(text, eager, path);
        const loads = imports.some(({ target, typeOnly }) => target === name && !typeOnly);
        if (loads) assert.ok(text.includes('loadOptional('), `${path}: ${name}`);
      }
    }
  });

  it('pins every version of a package exactly', () => {
    const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as Record<string, unknown>;
    for (const kind of ['dependencies', 'optionalDependencies', 'devDependencies']) {
      for (const [name, version] of Object.entries(manifest[kind] as Record<string, string>)) {
        assert.match(version, /^(npm:[a-z-]+@)?\d+\.\d+\.\d+$/, name);
      }
    }
  });

  it('keeps clock and chance out of what is replayed', () => {
    const replayed = [...loadedWith(sources.filter(({ room }) => room === 'workflows')).keys()];
    for (const path of replayed.filter((target) => byPath.has(target) && !target.startsWith('workflows/'))) {
      assert.doesNotMatch(
        byPath.get(path)!.text,
        /Math\.random|Date\.now|new Date\(\)|performance\.|process\.|Intl\./,
        path,
      );
    }
  });

  it('declares no error that would fail a trajectory: what is unexpected is tried again after a repair', () => {
    const declares = /failureExceptionTypes|workflowFailureErrorTypes/;
    const found = sources.filter(({ path, text }) => path !== 'test/architecture.test.ts' && declares.test(text));
    assert.deepEqual(
      found.map(({ path }) => path),
      [],
    );
  });

  /** Ways to read or write a fact by its name, where only its declaration (`fact<T>('…')`) may know that. */
  const byName = [
    /facts\??(?:\.)?\[['"`]/,
    /\{[^{}]*\w[^{}]*\} = [\w.()?]*\bfacts(?:\)| \?\? \{\})?;/,
    /['"]\w+['"] in [\w.?]*facts\b/,
    /hasOwn\([\w.?]*facts, ['"]/,
    /\bstate\.facts\??\.\w/,
    /setFacts\(\{ ?\w+:/,
  ];

  it('reads and sets no fact by its name: whoever owns it declares it once, with what it holds', () => {
    const readers = sources.filter(({ room }) => product.includes(room) && room !== 'src/web');
    const found = readers.flatMap(({ path, text }) =>
      byName.flatMap((pattern) => (pattern.exec(text) ?? []).map((named) => `${path}: ${named}`)),
    );
    assert.deepEqual(found, []);
    // It would find each of these.
    for (const slip of [
      "t.facts['admission']",
      "state.facts?.['planned']",
      'const { admittedOn } = t.facts;',
      "'claims' in effect.facts",
      "Object.hasOwn(facts, 'claims')",
      'state.facts.admission',
      "setFacts({ admission: 'admitted' })",
    ]) {
      assert.ok(
        byName.some((pattern) => pattern.test(slip)),
        slip,
      );
    }
    const declared = readers.flatMap(({ text }) =>
      [...text.matchAll(/\bfact(?:<[^;]*?>)?\('(\w+)'/g)].map(([, key]) => key!),
    );
    assert.ok(declared.length > 50, `only ${declared.length} declarations were read`);
    assert.deepEqual(
      declared.filter((key, i) => declared.indexOf(key) !== i),
      [],
    );
  });

  it('has no source file of more than 350 lines', () => {
    const long = sources.map(({ path, text }) => `${path}: ${text.split('\n').length - 1}`);
    assert.deepEqual(
      long.filter((line) => Number(line.split(': ')[1]) > 350),
      [],
    );
  });

  it('installs from the registry that one has: the lock file names no address', () => {
    const lock = readFileSync(join(packageRoot, 'package-lock.json'), 'utf8');
    assert.ok(!lock.includes('"resolved"'));
    assert.ok(lock.includes('"integrity"'));
  });
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadOptional } from '../../src/optional/loadOptional.js';
import { packageRoot } from '../../src/cli/settings.js';

const { optionalDependencies } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  optionalDependencies: Record<string, string>;
};

/** As if the packages were not installed. */
const hooks = `
  const absent = ${JSON.stringify(Object.keys(optionalDependencies))};
  export async function resolve(name, context, next) {
    if (!absent.some((one) => name === one || name.startsWith(one + '/'))) return next(name, context);
    throw Object.assign(new Error("Cannot find package '" + name + "'"), { code: 'ERR_MODULE_NOT_FOUND' });
  }`;
const data = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
const register = data(`import { register } from 'node:module'; register(${JSON.stringify(data(hooks))});`);

const compiled = (path: string) => JSON.stringify(pathToFileURL(join(packageRoot, 'dist', path)).href);

function runWithout(code: string) {
  const args = ['--import', register, '--input-type=module', '--eval', code];
  return spawnSync(process.execPath, args, { cwd: packageRoot, encoding: 'utf8', timeout: 60_000 });
}

describe('An installation without the packages that only local use needs', () => {
  it('loads all of what production runs: the API, the worker and the commands of the operator', () => {
    const { status, stderr } = runWithout(
      ['separate', 'refresh', 'recover', 'audit', 'manageKeys', 'erase']
        .map((name) => `await import(${compiled(`src/cli/${name}.js`)});`)
        .join(''),
    );
    assert.equal(status, 0, stderr);
  });

  it('says which package is absent and what to do, when a register without PostgreSQL is asked for', () => {
    const { status, stderr } = runWithout(`
      const { pglite } = await import(${compiled('src/register/database/pglite.js')});
      await pglite(undefined, {});`);
    assert.notEqual(status, 0);
    assert.match(
      stderr,
      /The package @electric-sql\/pglite is not installed\. Run npm install --include=optional, or set DATABASE_URL/,
    );
  });

  it('passes on any other error of a package as it is', async () => {
    const broken = new Error('broken');
    await assert.rejects(
      loadOptional('one', () => Promise.reject(broken), 'do without'),
      (error) => error === broken,
    );
  });
});

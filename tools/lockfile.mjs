// Looks whether the lock file is one that can be installed from without trusting more than it says. It needs no registry
// and no network, so it always runs: `node tools/lockfile.mjs [folder]`, and as part of `npm run audit`.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/**
 * @param manifest package.json @param lock package-lock.json
 * @param scripts `name@version` of those that may run something when they are installed, and what that is
 * @returns a line for each fault
 */
export function faultsIn(manifest, lock, scripts) {
  const faults = [];
  if (lock.lockfileVersion !== 3) faults.push(`lockfileVersion is ${lock.lockfileVersion}, and must be 3`);
  const { '': root = {}, ...packages } = lock.packages ?? {};
  if (Object.keys(packages).length === 0) faults.push('there are no packages in it');
  for (const kind of kinds) {
    if (!same(manifest[kind], root[kind])) faults.push(`${kind} differ from those of package.json`);
  }
  const found = new Set();
  for (const [path, entry] of Object.entries(packages)) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const id = `${entry.name ?? name}@${entry.version}`;
    if (!path.startsWith('node_modules/') || entry.link) faults.push(`${path}: is a folder beside the packages`);
    if (!/^\d+\.\d+\.\d+/.test(entry.version ?? '')) faults.push(`${path}: has no version that is a number`);
    if (!isStrong(entry.integrity) && !isBundled(packages, path)) faults.push(`${id}: has no sha512 integrity`);
    // It names no address, so that each installs from the registry that they have.
    if (entry.resolved !== undefined) faults.push(`${id}: comes from ${entry.resolved}`);
    if (entry.name !== undefined && !isAlias(packages, root, name, entry.name)) {
      faults.push(`${path}: is in truth ${entry.name}, which nothing asks for by that name`);
    }
    if (entry.hasInstallScript) {
      found.add(id);
      if (!Object.hasOwn(scripts, id)) {
        faults.push(`${id}: runs a script when it is installed, and is not in tools/installScripts.json`);
      }
    }
  }
  for (const id of Object.keys(scripts)) {
    if (!found.has(id)) faults.push(`${id}: is in tools/installScripts.json, and is not installed or runs no script`);
  }
  for (const [path, entry] of [['', root], ...Object.entries(packages)]) {
    for (const kind of kinds) {
      for (const [name, range] of Object.entries(entry[kind] ?? {})) {
        if (!isRange(range)) faults.push(`${path || 'package.json'}: asks for ${name} from ${range}`);
      }
    }
  }
  return faults;
}

const same = (one = {}, other = {}) =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

const isStrong = (integrity) => /^sha512-[A-Za-z0-9+/]{86}==( |$)/.test(integrity ?? '');

/** What lies inside another package's archive is covered by the integrity of that one. */
function isBundled(packages, path) {
  if (!packages[path].inBundle) return false;
  const above = path.slice(0, path.lastIndexOf('/node_modules/'));
  return Boolean(packages[above]) && (isStrong(packages[above].integrity) || isBundled(packages, above));
}

/** `npm:other@range` gives a package another name, where package.json or a package asks for that. */
function isAlias(packages, root, name, real) {
  return [root, ...Object.values(packages)].some((entry) =>
    kinds.some((kind) => entry[kind]?.[name]?.startsWith(`npm:${real}@`)),
  );
}

/** A range of versions or a tag, and no address, folder or repository. */
function isRange(range) {
  const plain = range.startsWith('npm:') ? range.slice(range.lastIndexOf('@') + 1) : range;
  return !/[:/\\]/.test(plain);
}

/** @returns whether it is sound; the lines say what is not, or how much was looked at */
export function checkLockfile(folder, say = console.log) {
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
  const lock = read(join(folder, 'package-lock.json'));
  const scripts = read(join(here, 'installScripts.json'));
  const faults = faultsIn(read(join(folder, 'package.json')), lock, scripts);
  for (const fault of faults) say(`package-lock.json: ${fault}`);
  const count = Object.keys(lock.packages ?? {}).length - 1;
  say(
    faults.length > 0
      ? `The lock file has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`
      : `The lock file is sound: ${count} packages with their integrity, none from elsewhere, ${Object.keys(scripts).length} with an install script that is known.`,
  );
  return faults.length === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exit(checkLockfile(process.argv[2] ?? dirname(here)) ? 0 : 1);
}

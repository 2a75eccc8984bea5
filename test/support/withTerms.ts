import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';
import { programmesOf, type Programmes } from '../../src/trajectory/definitions/programme.js';

/** The same programmes, in which steps have the terms that no source has: so that something is late. */
export const withTerms = (programmes: Programmes): Programmes =>
  programmesOf(programmes.all.map((version) => ({ ...version, rules: { ...version.rules, assumedTerms: true } })));

/** The shipped configuration file with these terms in Utrecht, for a program of its own. @returns where it stands */
export async function fileWithTerms(folder: string): Promise<string> {
  const shipped = await readFile(join(packageRoot, 'config', 'bestendig.yaml'), 'utf8');
  const path = join(folder, 'bestendig.yaml');
  await writeFile(path, shipped.replace('id: utrecht-2025', '$&\n        assumedTerms: true'));
  return path;
}

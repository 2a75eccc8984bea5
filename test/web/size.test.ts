import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

/** Compressed, in bytes; what issue 6 of the project allows for the first load. */
const most = 250_000;
const web = join(packageRoot, 'dist', 'web');
const manifest = JSON.parse(readFileSync(join(web, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>;

/** The scripts that are there before a screen can be used: the entry's, the screen's, and all that they import. */
function scriptsOf(screen: string): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const { file, imports = [] } = manifest[name]!;
    if (found.has(file)) return;
    found.add(file);
    imports.forEach(visit);
  };
  for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry || name === screen) visit(name);
  return found;
}

describe('The scripts of the screens', () => {
  for (const screen of Object.keys(manifest).filter((name) => name.endsWith('Screen.tsx'))) {
    it(`are less than 250 kB for someone who begins with ${screen.split('/').at(-1)}`, () => {
      const scripts = [...scriptsOf(screen)].filter((file) => file.endsWith('.js'));
      const size = scripts.reduce((sum, file) => sum + readFileSync(join(web, `${file}.gz`)).length, 0);
      assert.ok(scripts.length > 1 && size < most, `${size} bytes in ${scripts.length} files`);
    });
  }
});

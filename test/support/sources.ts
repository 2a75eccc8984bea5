import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';

/** Made at each build from the OpenAPI document. */
export const generated = 'src/web/api/schema.d.ts';

export interface Import {
  target: string;
  /** Gone when it runs; under `verbatimModuleSyntax` only an `import type` is. */
  typeOnly: boolean;
}
export interface Source {
  path: string;
  room: string;
  text: string;
  imports: Import[];
}

const importing = /^(?:import|export)\s+(type\s)?(?:[^'";]*?from\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;

export function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(importing)].map(([, type, from, loaded]) => {
    const name = (from ?? loaded)!;
    const target = name.startsWith('.') ? posix.join(posix.dirname(path), name).replace(/\.js$/, '.ts') : name;
    return { target, typeOnly: type !== undefined };
  });
}

export const roomOf = (path: string) =>
  path
    .split('/')
    .slice(0, path.startsWith('src/lvv/demo/') ? 3 : path.startsWith('src/') ? 2 : 1)
    .join('/');

function sourcesIn(folder: string): Source[] {
  return readdirSync(join(packageRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourcesIn(path);
    if (!/\.tsx?$/.test(path) || path === generated) return [];
    const text = readFileSync(join(packageRoot, path), 'utf8');
    return [{ path, room: roomOf(path), text, imports: importsOf(path, text) }];
  });
}

/** All source files, once. */
export const sources = ['src', 'workflows', 'activities', 'worker', 'test', 'bench'].flatMap(sourcesIn);
export const byPath = new Map(sources.map((source) => [source.path, source]));

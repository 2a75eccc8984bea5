import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret of this installation, for local use: made once, and kept in the data folder for its owner only. */
export function localSecret(dataFolder: string, name: string): Buffer {
  const folder = join(dataFolder, 'keys');
  const path = join(folder, name);
  const existing = read(path);
  if (existing) return existing;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Made aside and linked into place: of two processes that start at once, both use the one that was first.
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, randomBytes(32).toString('base64'), { mode: 0o600 });
  try {
    linkSync(fresh, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh);
  }
  return read(path)!;
}

function read(path: string): Buffer | null {
  try {
    return Buffer.from(readFileSync(path, 'utf8'), 'base64');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

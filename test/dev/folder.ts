import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of their own for the tests of one `describe`: made before each test and removed after it. */
export function freshFolder(): { readonly path: string } {
  let path = '';
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'bestendig-dev-'));
  });
  afterEach(() => rm(path, { recursive: true }));
  return {
    get path() {
      return path;
    },
  };
}

/** What `run` gives when BESTENDIG_LOCAL is not on. */
export async function inProduction<T>(run: () => Promise<T>): Promise<T> {
  const before = process.env['BESTENDIG_LOCAL'];
  delete process.env['BESTENDIG_LOCAL'];
  try {
    return await run();
  } finally {
    if (before !== undefined) process.env['BESTENDIG_LOCAL'] = before;
  }
}

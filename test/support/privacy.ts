import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPrivacy, type Privacy } from '../../src/cli/privacy.js';
import { readSettings } from '../../src/cli/settings.js';

/** Keys of its own, in a folder of its own; `remove` when done. */
export async function ownPrivacy(): Promise<Privacy & { folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'bestendig-keys-'));
  const privacy = openPrivacy(readSettings({ BESTENDIG_LOCAL: '1', BESTENDIG_DATA: folder }));
  return {
    ...privacy,
    folder,
    async remove() {
      await privacy.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

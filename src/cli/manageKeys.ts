import { KeysUnavailable } from '../privacy/errors.js';
import { rotate, stockOf } from '../privacy/rotation.js';
import { freshMasterKey, openPrivacy, type Privacy } from './privacy.js';
import { settingsFor } from './settings.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `bestendig keys init`: makes the key store; one that is there stays as it is. */
export async function initKeys(): Promise<void> {
  await withKeys(({ store }) => store.initialise());
  say('The key store is there.');
}

/** `bestendig keys list`: numbers only, for who looks at it needs no secret and no one's pseudonym. */
export async function listKeys(): Promise<void> {
  await withKeys(async ({ store, masters }) => {
    const { id } = await masters.current();
    const { inUse, retired, destroyed, byMaster } = await stockOf(store);
    say(`Keys in use: ${inUse}; retired: ${retired}; destroyed: ${destroyed}.`);
    say(`The current master key is ${id}.`);
    for (const [master, count] of [...byMaster].toSorted()) say(`  ${master} wraps ${count}`);
    const needed = [...byMaster.keys()].filter((master) => master !== id);
    if (needed.length > 0) say(`Still needed: ${needed.join(', ')}. "bestendig keys rotate" makes them superfluous.`);
  });
}

/** `bestendig keys rotate`. @throws KeysUnavailable when some could not be opened */
export async function rotateKeys({ dryRun }: { dryRun: boolean }): Promise<void> {
  await withKeys(async ({ store, masters }) => {
    const onProgress = (seen: number) => say(`${seen} keys seen so far`);
    const { rewrapped, left, failed } = await rotate(store, masters, { dryRun, onProgress });
    const { id } = await masters.current();
    say(`${rewrapped} keys ${dryRun ? 'would be' : 'were'} wrapped anew with ${id}; ${left} need nothing.`);
    for (const { id: key, reason } of failed) say(`  ${key}: ${reason}`);
    if (failed.length > 0)
      throw new KeysUnavailable(`${failed.length} keys could not be opened, and stay as they are.`);
  });
}

/** `bestendig keys new-master`: the line to put first in the file, the environment or the secret store. */
export function printNewMaster(): void {
  settingsFor('keys', process.env);
  say(freshMasterKey());
}

async function withKeys(work: (privacy: Privacy) => Promise<void>): Promise<void> {
  const privacy = openPrivacy(settingsFor('keys', process.env));
  try {
    await work(privacy);
  } finally {
    await privacy.close();
  }
}

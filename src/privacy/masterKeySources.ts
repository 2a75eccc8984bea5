import { exec } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { KeysUnavailable } from './errors.js';
import { parseMasterKeys, type MasterKey, type MasterKeys } from './masterKeys.js';

/** Not more often than this is a source asked for a key that it did not have. */
const againMs = 1_000;
const fileFreshMs = 10_000;
const commandFreshMs = 60_000;
const commandPatienceMs = 10_000;

/** From the environment: a rotation needs new processes. @throws Error that says what is wrong with the text */
export function masterKeysFromText(text: string): MasterKeys {
  const [first, ...others] = parseMasterKeys(text);
  const all = new Map([first, ...others].map((key) => [key.id, key]));
  return {
    current: async () => first,
    byId: async (id) => all.get(id) ?? missing(id),
  };
}

/** From a file with a key on each line; what has been changed in it is noticed within ten seconds. */
export function masterKeysFromFile(path: string): MasterKeys {
  return masterKeysFrom(() => readFile(path, 'utf8'), fileFreshMs);
}

/**
 * From what a command prints, such as one that asks a secret store. It is run again after a minute, and for a key that is
 * not known yet. Neither what it prints nor what it complains of is logged, for both may have keys in them.
 */
export function masterKeysFromCommand(command: string): MasterKeys {
  const run = () =>
    new Promise<string>((resolve, reject) => {
      exec(command, { timeout: commandPatienceMs, maxBuffer: 64 * 1024 }, (error, output) => {
        if (!error) return resolve(output);
        const how = error.killed ? 'was stopped' : `ended with ${error.code}`;
        reject(new Error(`the command of BESTENDIG_MASTER_KEYS_COMMAND ${how}`));
      });
    });
  return masterKeysFrom(run, commandFreshMs);
}

/** A source that can be asked again, so that a rotation needs no restart. What is known is used while it can't be read. */
function masterKeysFrom(read: () => Promise<string>, freshMs: number): MasterKeys {
  let first: MasterKey | null = null;
  const known = new Map<string, MasterKey>();
  let readAt = 0;
  let reading: Promise<void> | null = null;

  async function look(): Promise<void> {
    readAt = Date.now();
    let keys;
    try {
      keys = parseMasterKeys(await read());
    } catch (error) {
      if (first) return;
      readAt = 0;
      throw new KeysUnavailable(`The master keys can't be read: ${(error as Error).message}`);
    }
    first = keys[0];
    // One that is gone there may still be needed by what this process looked up before.
    for (const key of keys) known.set(key.id, key);
  }
  const lookAgain = (olderThanMs: number): Promise<void> => {
    if (reading) return reading;
    if (first && Date.now() - readAt < olderThanMs) return Promise.resolve();
    reading = look().finally(() => (reading = null));
    return reading;
  };

  return {
    async current() {
      await lookAgain(freshMs);
      return first!;
    },
    async byId(id) {
      if (!known.has(id)) await lookAgain(againMs);
      return known.get(id) ?? missing(id);
    },
  };
}

function missing(id: string): never {
  throw new KeysUnavailable(
    `There is no master key ${id} here. Give it back: what it wrapped can't be opened without it.`,
  );
}

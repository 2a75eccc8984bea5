import { dayOf } from '../trajectory/terms/calendar.js';
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DataConverter } from '@temporalio/common';
import { serverAddresses } from '../load/serverAddresses.js';
import { dataConverterOf } from '../privacy/dataConverter.js';
import { fileKeyStore, markOf } from '../privacy/fileKeyStore.js';
import type { KeyStore } from '../privacy/keyStore.js';
import { newMasterKey, type MasterKeys } from '../privacy/masterKeys.js';
import { masterKeysFromCommand, masterKeysFromFile, masterKeysFromText } from '../privacy/masterKeySources.js';
import { PersonKeys } from '../privacy/personKeys.js';
import { postgresKeyStore } from '../privacy/postgresKeyStore.js';
import { sealerOf, type Sealer } from '../privacy/sealer.js';
import { placeOfLocalKeys, required, SettingsError, type Settings } from './settings.js';

/** What seals and opens the data of persons. */
export interface Privacy {
  store: KeyStore;
  masters: MasterKeys;
  keys: PersonKeys;
  sealer: Sealer;
  /** How a worker or client reads and writes what Temporal keeps. */
  dataConverter: DataConverter;
  close(): Promise<void>;
}

/** Opens the keys that the settings name. Nothing is asked of them yet. @throws SettingsError */
export function openPrivacy(settings: Settings): Privacy {
  const store = keyStoreOf(settings);
  const masters = masterKeysOf(settings);
  const keys = new PersonKeys(store, masters);
  return {
    store,
    masters,
    keys,
    sealer: sealerOf(keys),
    dataConverter: dataConverterOf(keys),
    close: () => store.close(),
  };
}

function keyStoreOf(settings: Settings): KeyStore {
  const { BESTENDIG_KEYS: where, BESTENDIG_DATA: data, DATABASE_URL: register } = settings;
  if (where === undefined) {
    if (!settings.BESTENDIG_LOCAL) required(settings, 'BESTENDIG_KEYS');
    return fileKeyStore(localFolder(data));
  }
  if (!/^postgres(ql)?:/.test(where)) return fileKeyStore(resolve(where));
  const places = register === undefined ? [] : placesOf(register);
  if (placesOf(where).some((place) => places.includes(place))) {
    throw new SettingsError(
      'BESTENDIG_KEYS is the database of the register. Keys that are destroyed would come back with its backups: give them a database of their own.',
    );
  }
  return postgresKeyStore(where);
}

function placesOf(address: string): string[] {
  return serverAddresses(address).urls.map((url) => {
    const { hostname, port, pathname } = new URL(url);
    const host = ['localhost', '[::1]', ''].includes(hostname) ? '127.0.0.1' : hostname;
    return `${host}:${port || '5432'}${pathname}`;
  });
}

function masterKeysOf(settings: Settings): MasterKeys {
  const { BESTENDIG_MASTER_KEYS: text, BESTENDIG_MASTER_KEYS_FILE: file } = settings;
  const { BESTENDIG_MASTER_KEYS_COMMAND: command } = settings;
  const given = [text, file, command].filter((one) => one !== undefined).length;
  if (given > 1) {
    throw new SettingsError(
      'Give one of BESTENDIG_MASTER_KEYS, BESTENDIG_MASTER_KEYS_FILE and BESTENDIG_MASTER_KEYS_COMMAND, not several.',
    );
  }
  if (file !== undefined) return masterKeysFromFile(resolve(file));
  if (command !== undefined) return masterKeysFromCommand(command);
  if (text !== undefined) {
    try {
      return masterKeysFromText(text);
    } catch (error) {
      throw new SettingsError(`BESTENDIG_MASTER_KEYS can't be used. ${(error as Error).message}`);
    }
  }
  if (!settings.BESTENDIG_LOCAL) {
    throw new SettingsError(
      'Master keys are needed: BESTENDIG_MASTER_KEYS_FILE, BESTENDIG_MASTER_KEYS_COMMAND or BESTENDIG_MASTER_KEYS. "bestendig keys new-master" makes one. See docs/running.md.',
    );
  }
  return masterKeysFromFile(placeOfLocalKeys(settings.BESTENDIG_DATA));
}

/**
 * For local use, the store and a master key are made with the data folder. The store is made no second time: were it gone
 * while the master key is there, what is kept of persons could not be read, and a new one would hide that.
 */
function localFolder(data: string): string {
  const folder = join(data, 'keys', 'persons');
  const masters = placeOfLocalKeys(data);
  if (existsSync(masters)) return folder;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(markOf(folder), '', { mode: 0o600 });
  const aside = `${masters}.${process.pid}`;
  writeFileSync(aside, `${newMasterKey('local')}\n`, { mode: 0o600 });
  try {
    // Of two processes that start at once, both use the one that was first.
    linkSync(aside, masters);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside);
  }
  return folder;
}

/** A line for `bestendig keys new-master`: the day is in its id, so that one sees which is older. */
export function freshMasterKey(): string {
  return newMasterKey(`m-${dayOf(new Date().toISOString())}-${randomBytes(2).toString('hex')}`);
}

import { join } from 'node:path';
import type { DataConverter } from '@temporalio/common';
import { dataConverterOf } from '../privacy/dataConverter.js';
import { Undecipherable } from '../privacy/errors.js';
import { fileKeyStore } from '../privacy/fileKeyStore.js';
import type { KeyStore } from '../privacy/keyStore.js';
import type { MasterKeys } from '../privacy/masterKeys.js';
import { PersonKeys } from '../privacy/personKeys.js';
import { sealerOf, type Sealer } from '../privacy/sealer.js';
import { localSecret } from './keys.js';
import type { Settings } from './settings.js';

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

export function openPrivacy(settings: Settings): Privacy {
  const store = fileKeyStore(join(settings.BESTENDIG_DATA, 'keys', 'persons'));
  const masters = localMasterKeys(settings.BESTENDIG_DATA);
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

/** One master key in the data folder, made the first time. For local use. */
function localMasterKeys(folder: string): MasterKeys {
  const current = { id: 'local', secret: localSecret(folder, 'master') };
  return {
    current: async () => current,
    byId: async (id) => {
      if (id === current.id) return current;
      throw new Undecipherable(`There is no master key ${id}.`);
    },
  };
}

import { fileKeyStore } from '../../src/privacy/fileKeyStore.js';
import { masterKeysFromText } from '../../src/privacy/masterKeySources.js';
import { PersonKeys } from '../../src/privacy/personKeys.js';
import { postgresKeyStore } from '../../src/privacy/postgresKeyStore.js';

/** A process that needs the keys of so many persons: prints the secrets, for a test only. */
const [where = '', masters = '', persons = ''] = process.argv.slice(2);
const store = where.startsWith('postgres:') ? postgresKeyStore(where) : fileKeyStore(where);
const keys = new PersonKeys(store, masterKeysFromText(masters));
const made: string[] = [];
for (let person = 0; person < Number(persons); person += 1) {
  made.push((await keys.toWrite(`person-${person}`)).secret.toString('hex'));
}
await store.close();
process.stdout.write(JSON.stringify(made));

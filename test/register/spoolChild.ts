import { AccessSpool } from '../../src/register/access/accessSpool.js';
import { RegisterUnavailable, type Database } from '../../src/register/database/database.js';
import { accessRecord } from './accessRecords.js';

/** A process that writes records as long as it lives, with a register that does not answer; it tells how many it has. */
const [folder = ''] = process.argv.slice(2);
const register = { query: () => Promise.reject(new RegisterUnavailable('A test.')) } as unknown as Database;
const spool = new AccessSpool({ folder, register, warn: () => {} });
for (let i = 1; ; i += 1) {
  spool.append(accessRecord({ name: `child-${i}` }));
  process.send?.(i);
  if (i % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

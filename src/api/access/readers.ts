import { accessOf } from '../../register/access/accessLog.js';
import { accessToken } from '../../register/access/accessRecord.js';
import type { Database } from '../../register/database/database.js';
import type { Actor } from '../../trajectory/replayed/state.js';

/** Someone who looked in a person's file. */
export interface Reader {
  /** UTC instant. */
  at: string;
  by: Pick<Actor, 'agency' | 'municipality' | 'roles'>;
  /** What was done, and for what purpose. */
  what: string;
  purpose: string;
  /** Whether it came to that: what was refused has shown them something all the same. */
  done: boolean;
}

const atOnce = 500;

/**
 * Who was shown something of a person, or did something with it, by the access log, the newest first.
 * @throws KeysUnavailable, RegisterUnavailable
 */
export async function readersOf(register: Database, personRef: string): Promise<Reader[]> {
  const token = await register.sealer.token(personRef, accessToken);
  const readers: Reader[] = [];
  let cursor: string | undefined;
  do {
    const page = await accessOf(register, personRef, { limit: atOnce, cursor });
    for (const { startedAt: at, actor: by, name: what, activity: purpose, status, subjects } of page.items) {
      if (subjects.some((one) => one.token === token && one.shown)) {
        readers.push({ at, by, what, purpose, done: status < 400 });
      }
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return readers;
}

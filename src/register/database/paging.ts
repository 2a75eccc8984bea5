import { KeyDestroyed, Undecipherable } from '../../privacy/errors.js';
import type { Sealer } from '../../privacy/sealer.js';
import type { Agency } from '../../trajectory/replayed/state.js';
import { isDataException, type Database } from './database.js';
import { installation, places } from './sealing.js';

/** What a caller may see of the register: null means no limit on that side. */
export interface Scope {
  municipality: string | null;
  agency: Agency | null;
}

export interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
}

/** A cursor that was not handed out by us, or for another order. */
export class InvalidCursor extends Error {
  override name = 'InvalidCursor';
}

interface KeysetQuery {
  /** Values of what `columns` and `from` refer to as $1, $2, … */
  values?: unknown[];
  columns: string;
  from: string;
  /** A condition with one `?`, and its value; left out when the value is null or undefined. */
  where: [condition: string, value: unknown][];
  sort: {
    name: string;
    expression: string;
    type: 'timestamptz' | 'date' | 'text';
    descending: boolean;
    /** The key says what not every caller may know, so that a cursor must not show it. */
    isSecret?: true;
    /** Rows that are ordered by something else: found apart, so that an index still gives the order of the others. */
    except?: { where: string; expression: string };
  };
  /** Unique column that makes the order total. */
  tieBreaker: string;
  limit: number;
  cursor?: string | undefined;
}

/**
 * One page by keyset: as quick on the thousandth page as on the first. In an order by what never changes, such as an id or
 * the moment of opening, whatever is there from the first page to the last comes once, whatever else happens meanwhile. In
 * an order by what changes, such as a deadline, a row that moves over the place of the cursor comes twice or not at all;
 * the others come once. So what has to be whole is read by the id.
 */
export async function keysetPage<Row>(database: Database, query: KeysetQuery): Promise<Page<Row>> {
  const { sort, tieBreaker, limit } = query;
  const values: unknown[] = [...(query.values ?? [])];
  const conditions: string[] = [];
  for (const [condition, value] of query.where) {
    if (value === null || value === undefined) continue;
    values.push(value);
    conditions.push(condition.replaceAll('?', `$${values.length}`));
  }
  let row: string | undefined;
  if (query.cursor !== undefined) {
    const [key, tie] = await decodeCursor(database.sealer, query.cursor, sort);
    values.push(key, tie);
    row = `($${values.length - 1}::${sort.type}, $${values.length}::text)`;
  }
  values.push(limit + 1);
  const order = sort.descending ? 'desc' : 'asc';
  const pageBy = (expression: string, also: string[]) => {
    const beyond = row ? [`(${expression}, ${tieBreaker}) ${sort.descending ? '<' : '>'} ${row}`] : [];
    const where = [...conditions, ...also, ...beyond];
    return `select ${query.columns}, ${expression} as "sortKey", ${tieBreaker} as "sortTie"
      from ${query.from}
      ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
      order by ${expression} ${order}, ${tieBreaker} ${order} limit $${values.length}`;
  };
  const { except } = sort;
  const pages = except
    ? `(${pageBy(sort.expression, [`not (${except.where})`])}) union all (${pageBy(except.expression, [except.where])})`
    : pageBy(sort.expression, []);
  const text = `select *, "sortKey"::text as "cursorKey", "sortTie"::text as "cursorTie" from (${pages}) page
    order by "sortKey" ${order}, "sortTie" ${order} limit $${values.length}`;
  const rows = await database
    .query<Row & { cursorKey: string; cursorTie: string; sortKey: unknown; sortTie: unknown }>({ text }, values)
    .catch((error: unknown) => {
      // Of what we handed out, PostgreSQL can read the key.
      if (query.cursor !== undefined && isDataException(error)) throw new InvalidCursor(notOurs);
      throw error;
    });
  const last = rows[limit - 1];
  const nextCursor =
    rows.length > limit && last ? await encodeCursor(database.sealer, sort, [last.cursorKey, last.cursorTie]) : null;
  const items = rows
    .slice(0, limit)
    .map(({ cursorKey: _key, cursorTie: _tie, sortKey: _sortKey, sortTie: _sortTie, ...item }) => item as Row);
  return { items, nextCursor };
}

type Place = [key: string, tie: string];

async function encodeCursor(sealer: Sealer, { name, isSecret }: KeysetQuery['sort'], place: Place): Promise<string> {
  if (!isSecret) return written([name, ...place]);
  const { keyId, sealed } = await sealer.seal(installation, places.cursor(name), place);
  return written([name, keyId, sealed]);
}

const written = (parts: string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** @throws InvalidCursor; KeysUnavailable for an order whose key is secret */
async function decodeCursor(sealer: Sealer, cursor: string, { name, isSecret }: KeysetQuery['sort']): Promise<Place> {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursor(notOurs);
  }
  if (!Array.isArray(parts) || parts.length !== 3 || !parts.every((part) => typeof part === 'string')) {
    throw new InvalidCursor(notOurs);
  }
  const [order, one, other] = parts as [string, string, string];
  if (order !== name) throw new InvalidCursor('The cursor belongs to another sort order; start at the first page.');
  if (!isSecret) return [one, other];
  try {
    return (await sealer.unseal(places.cursor(name), { keyId: one, sealed: other })) as Place;
  } catch (error) {
    if (error instanceof Undecipherable || error instanceof KeyDestroyed) throw new InvalidCursor(notOurs);
    throw error;
  }
}

const notOurs = 'The cursor is not one that this API handed out.';

import { accessToken, type AccessOutcome, type AccessRecord, type ChainedAccess } from './accessRecord.js';
import type { Database } from '../database/database.js';
import { keysetPage, type Page } from '../database/paging.js';

export { verifyAccessLog, type AccessLogFault } from './accessLogCheck.js';

/** Adds records; those that are there already stay as they are, so that it can be done again. */
export async function addAccess(database: Database, records: readonly ChainedAccess[]): Promise<void> {
  await database.query(
    {
      name: 'add-access',
      text: `
        with new_records as (
          select * from jsonb_to_recordset($1::jsonb) as r(writer text, sequence integer, record text, hash text)
        ), heads as (
          insert into access_log_heads as h (writer, sequence, hash)
          select distinct on (writer) writer, sequence, hash from new_records order by writer, sequence desc
          on conflict (writer) do update set sequence = excluded.sequence, hash = excluded.hash
            where h.sequence < excluded.sequence
        )
        insert into access_log (writer, sequence, record, hash)
        select writer, sequence, record, hash from new_records order by writer, sequence
        on conflict do nothing`,
    },
    [JSON.stringify(records)],
  );
}

export interface AccessFilter {
  /** Only what concerns this municipality; null for all. */
  municipality: string | null;
  /** UTC instants: from this one on, and before that one. */
  from?: string | undefined;
  to?: string | undefined;
  /** The subject of the person who asked. */
  by?: string | undefined;
  outcome?: AccessOutcome | undefined;
  /** Of the person whom it concerned. */
  personRef?: string | undefined;
}

interface PageAsked {
  limit: number;
  cursor?: string | undefined;
}

/**
 * The log, the newest first. Of a municipality only the persons that are its own are named in it.
 * @throws KeysUnavailable when it is asked of a person
 */
export async function listAccess(
  database: Database,
  filter: AccessFilter,
  page: PageAsked,
): Promise<Page<AccessRecord>> {
  const { municipality, personRef } = filter;
  const token = personRef === undefined ? undefined : await database.sealer.token(personRef, accessToken);
  if (token === null) return { items: [], nextCursor: null };
  const ofPerson = token === undefined ? null : [{ token, ...(municipality === null ? {} : { municipality }) }];
  const { items, nextCursor } = await keysetPage<{ record: string }>(database, {
    columns: 'record',
    from: 'access_log',
    where: [
      ['concerns @> jsonb_build_array(?::text)', municipality],
      ['subjects @> ?::jsonb', ofPerson && JSON.stringify(ofPerson)],
      ['started_at >= ?', filter.from],
      ['started_at < ?', filter.to],
      ['subject = ?', filter.by],
      ['outcome = ?', filter.outcome],
    ],
    sort: { name: '-startedAt', expression: 'started_at', type: 'text', descending: true },
    tieBreaker: `(writer || '/' || lpad(sequence::text, 10, '0'))`,
    ...page,
  });
  const records = items.map(({ record }) => JSON.parse(record) as AccessRecord);
  return { items: records.map((record) => seenFrom(record, municipality)), nextCursor };
}

/** What a municipality may see of a record: not where else someone has a trajectory. */
function seenFrom(record: AccessRecord, municipality: string | null): AccessRecord {
  if (municipality === null) return record;
  return {
    ...record,
    subjects: record.subjects.filter((subject) => subject.municipality === municipality),
    concerns: [municipality],
  };
}

/** Who looked at what there is of a person, or asked for it, the newest first: for the person's own file. */
export function accessOf(database: Database, personRef: string, page: PageAsked): Promise<Page<AccessRecord>> {
  return listAccess(database, { municipality: null, personRef }, page);
}

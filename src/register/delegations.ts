import type { Agency } from '../trajectory/state.js';
import type { Database } from './database.js';
import { keysetPage, type Page } from './paging.js';

/** Someone lets a colleague act for them, in some of their roles, until a day. Persons are subjects of the provider. */
export interface Delegation {
  id: string;
  giver: string;
  receiver: string;
  agency: Agency;
  municipality: string | null;
  roles: string[];
  reason: string;
  createdAt: Date;
  /** The last day on which it holds, in Europe/Amsterdam. */
  until: string;
  endedAt: Date | null;
  endedBy: string | null;
}

const columns = `id, giver, receiver, agency, municipality, roles, reason, created_at as "createdAt", until,
  ended_at as "endedAt", ended_by as "endedBy"`;

/** @returns as it is recorded: under an id that there is already, what was recorded first */
export async function giveDelegation(
  database: Database,
  given: Omit<Delegation, 'createdAt' | 'endedAt' | 'endedBy'>,
): Promise<Delegation> {
  await database.query(
    {
      name: 'give-delegation',
      text: `insert into delegations (id, giver, receiver, agency, municipality, roles, reason, created_at, until)
        values ($1, $2, $3, $4, $5, $6, $7, now(), $8) on conflict (id) do nothing`,
    },
    [given.id, given.giver, given.receiver, given.agency, given.municipality, given.roles, given.reason, given.until],
  );
  return (await findDelegation(database, given.id))!;
}

export async function findDelegation(database: Database, id: string): Promise<Delegation | undefined> {
  const [row] = await database.query<Delegation>(
    { name: 'find-delegation', text: `select ${columns} from delegations where id = $1` },
    [id],
  );
  return row;
}

/** Ends one that has not ended yet. @returns as it is then */
export async function endDelegation(database: Database, id: string, by: string): Promise<Delegation | undefined> {
  await database.query(
    {
      name: 'end-delegation',
      text: 'update delegations set ended_at = now(), ended_by = $2 where id = $1 and ended_at is null',
    },
    [id, by],
  );
  return findDelegation(database, id);
}

/** Which are listed: null means no limit on that side. */
export interface DelegationFilter {
  /** Given or received by this person. */
  person: string | null;
  municipality: string | null;
  /** Those that hold on this day. */
  holdingOn: string | null;
}

/** The latest first. */
export function listDelegations(
  database: Database,
  { person, municipality, holdingOn }: DelegationFilter,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Delegation>> {
  return keysetPage<Delegation>(database, {
    columns,
    from: 'delegations',
    where: [
      ['(giver = ? or receiver = ?)', person],
      ['municipality = ?', municipality],
      ['(ended_at is null and until >= ?::date)', holdingOn],
    ],
    sort: { name: 'delegations', expression: 'created_at', type: 'timestamptz', descending: true },
    tieBreaker: 'id',
    ...page,
  });
}

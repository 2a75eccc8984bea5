import type { Sealed, Sealer } from '../../privacy/sealer.js';
import type { Agency } from '../../trajectory/replayed/state.js';
import type { Database } from '../database/database.js';
import { addDeeds, deedPlaces, sealedDeeds, standsFor, type Deed } from '../chains/deeds.js';
import { keysetPage, type Page } from '../database/paging.js';
import { installation, open, places } from '../database/sealing.js';

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

/** What is sealed of one: who reads it acts on this, and not on the columns by which it is found. */
type Given = Pick<Delegation, 'giver' | 'receiver' | 'agency' | 'municipality' | 'roles' | 'reason' | 'until'> & {
  createdAt: string;
};

/** As the register holds it. */
type StoredDelegation = Omit<Delegation, 'reason'> & Sealed;

const columns = `id, giver, receiver, agency, municipality, roles, created_at as "createdAt", until,
  ended_at as "endedAt", ended_by as "endedBy", key_id as "keyId", sealed`;

/** @throws Undecipherable, KeysUnavailable */
async function opened(database: Database, { keyId, sealed, ...row }: StoredDelegation): Promise<Delegation> {
  const { createdAt, ...given } = await open<Given>(database.sealer, places.delegation(row.id), { keyId, sealed });
  return { ...row, ...given, createdAt: new Date(createdAt) };
}

/** @throws KeysUnavailable */
async function sealedDelegation(sealer: Sealer, id: string, given: Given) {
  const sealed = await sealer.seal(installation, places.delegation(id), given);
  return { ...sealed, deed: delegationDeed(id, given, sealed) };
}

function delegationDeed(id: string, { reason: _sealed, ...given }: Given, sealed: Sealed): Deed {
  const says = { ...given, endedAt: null, endedBy: null, text: standsFor({ ...sealed }) };
  return { place: deedPlaces.delegation(id), round: 1, says };
}

export const endOfDelegation = (id: string, endedAt: string, endedBy: string): Deed => ({
  place: deedPlaces.delegation(id),
  round: 2,
  says: { endedAt, endedBy },
});

/**
 * @returns as it is recorded: under an id that there is already, what was recorded first
 * @throws KeysUnavailable
 */
export async function giveDelegation(
  database: Database,
  { id, ...asked }: Omit<Delegation, 'createdAt' | 'endedAt' | 'endedBy'>,
): Promise<Delegation> {
  const given = { ...asked, createdAt: new Date().toISOString() };
  const { keyId, sealed, deed } = await sealedDelegation(database.sealer, id, given);
  const { giver, receiver, agency, municipality, roles, createdAt, until } = given;
  await database.query(
    {
      name: 'give-delegation',
      text: `with given as (
          insert into delegations (id, giver, receiver, agency, municipality, roles, created_at, until, key_id, sealed)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing returning id
        )
        ${addDeeds('$11', 'exists (select from given)')}`,
    },
    [
      id,
      giver,
      receiver,
      agency,
      municipality,
      roles,
      createdAt,
      until,
      keyId,
      sealed,
      await sealedDeeds(database.sealer, [deed]),
    ],
  );
  return (await findDelegation(database, id))!;
}

/** @throws Undecipherable, KeysUnavailable */
export async function findDelegation(database: Database, id: string): Promise<Delegation | undefined> {
  const [row] = await database.query<StoredDelegation>(
    { name: 'find-delegation', text: `select ${columns} from delegations where id = $1` },
    [id],
  );
  return row && opened(database, row);
}

/** Ends one that has not ended yet. @returns as it is then @throws KeysUnavailable */
export async function endDelegation(database: Database, id: string, by: string): Promise<Delegation | undefined> {
  const endedAt = new Date().toISOString();
  await database.query(
    {
      name: 'end-delegation',
      text: `with ended as (
          update delegations set ended_at = $3, ended_by = $2 where id = $1 and ended_at is null returning id
        )
        ${addDeeds('$4', 'exists (select from ended)')}`,
    },
    [id, by, endedAt, await sealedDeeds(database.sealer, [endOfDelegation(id, endedAt, by)])],
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

/** The latest first. @throws Undecipherable, KeysUnavailable */
export async function listDelegations(
  database: Database,
  { person, municipality, holdingOn }: DelegationFilter,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Delegation>> {
  const { items, nextCursor } = await keysetPage<StoredDelegation>(database, {
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
  return { items: await Promise.all(items.map((row) => opened(database, row))), nextCursor };
}

import type { Json } from '../../trajectory/replayed/state.js';
import type { Database } from '../database/database.js';
import { endOfDelegation } from '../access/delegations.js';
import { addDeeds, deedPlaces, sealedDeeds, standsFor, type Deed } from '../integrity/deeds.js';
import { endedSessionDeed } from '../access/endedSessions.js';
import { declarationDeed, decisionDeed, personDeed, proposalDeed, type Signer } from '../erasure/erasures.js';
import { holdDeed, type StoredHold } from '../erasure/holds.js';

/**
 * Gives everything that was decided before there were deeds its deeds, once: afterwards a row without them is a fault. What
 * others decide meanwhile leaves its own, and those that are there stay. Several processes may do it at once.
 * @throws RegisterUnavailable, KeysUnavailable
 */
export async function beginDeeds(database: Database): Promise<void> {
  const [begun] = await database.query<{ begun: boolean }>({
    name: 'deeds-begun',
    text: `select ${hasBegun} as begun`,
  });
  if (begun?.begun) return;
  const beginning = { place: deedPlaces.beginning, round: 1, says: { at: new Date().toISOString() } };
  const deeds = [beginning, ...(await ofDelegations(database)), ...(await ofHolds(database))];
  deeds.push(...(await ofErasures(database)), ...(await ofSessions(database)));
  await database.query({ name: 'begin-deeds', text: addDeeds('$1', `not ${hasBegun}`) }, [
    await sealedDeeds(database.sealer, deeds),
  ]);
}

const hasBegun = `exists (select from deeds where place = '${deedPlaces.beginning}')`;

async function ofDelegations(database: Database): Promise<Deed[]> {
  const rows = await database.query<{
    id: string;
    given: Record<string, Json>;
    createdAt: Date;
    endedAt: Date | null;
    endedBy: string | null;
    keyId: string;
    sealed: string;
  }>({
    text: `select id, jsonb_build_object('giver', giver, 'receiver', receiver, 'agency', agency,
        'municipality', municipality, 'roles', roles, 'until', until) as given, created_at as "createdAt",
        ended_at as "endedAt", ended_by as "endedBy", key_id as "keyId", sealed
      from delegations where sealed is not null order by id`,
  });
  return rows.flatMap(({ id, given, createdAt, endedAt, endedBy, keyId, sealed }) => {
    const text = standsFor({ keyId, sealed });
    const says = { ...given, createdAt: createdAt.toISOString(), endedAt: null, endedBy: null, text };
    const deed: Deed = { place: deedPlaces.delegation(id), round: 1, says };
    return endedAt && endedBy !== null ? [deed, endOfDelegation(id, endedAt.toISOString(), endedBy)] : [deed];
  });
}

async function ofHolds(database: Database): Promise<Deed[]> {
  const rows = await database.query<Omit<StoredHold, 'at'> & { at: Date }>({
    text: `select id, trajectory_id as "trajectoryId", position, kind, at, key_id as "keyId", sealed from holds order by id`,
  });
  return rows.map((row) => holdDeed({ ...row, at: row.at.toISOString() }));
}

interface StoredErasure {
  id: string;
  municipality: string | null;
  status: string;
  proposedBy: Signer;
  proposedAt: Date;
  lapsesAt: Date;
  decidedBy: Signer | null;
  decidedAt: Date | null;
  declarationHash: string | null;
  keyId: string;
  sealed: string;
  decision: { keyId: string; sealed: string } | null;
  declaration: { keyId: string; sealed: string } | null;
}

async function ofErasures(database: Database): Promise<Deed[]> {
  const erasures = await database.query<StoredErasure>({
    text: `select id, municipality, status, proposed_by as "proposedBy", proposed_at as "proposedAt",
        lapses_at as "lapsesAt", decided_by as "decidedBy", decided_at as "decidedAt",
        declaration_hash as "declarationHash", key_id as "keyId", sealed,
        case when decision_sealed is not null
          then jsonb_build_object('keyId', decision_key_id, 'sealed', decision_sealed) end as decision,
        case when declaration_sealed is not null
          then jsonb_build_object('keyId', declaration_key_id, 'sealed', declaration_sealed) end as declaration
      from erasures where sealed is not null order by id`,
  });
  const persons = await database.query<{ id: string } & Parameters<typeof personDeed>[1]>({
    text: `select erasure_id as id, position, refs, trajectories, salt from erasure_persons order by erasure_id, position`,
  });
  return [...erasures.flatMap(deedsOfErasure), ...persons.map(({ id, ...person }) => personDeed(id, person))];
}

function deedsOfErasure({ id, municipality, status, keyId, sealed, ...row }: StoredErasure): Deed[] {
  const { proposedBy, decidedBy, decidedAt, declaration, declarationHash } = row;
  const proposedAt = row.proposedAt.toISOString();
  const lapsesAt = row.lapsesAt.toISOString();
  const deeds = [proposalDeed(id, { municipality, proposedBy, proposedAt, lapsesAt, keyId, sealed })];
  if (decidedBy && decidedAt) {
    const decision = { approve: status !== 'rejected', by: decidedBy, at: decidedAt.toISOString() };
    deeds.push(decisionDeed(id, decision, row.decision));
  }
  if (status === 'done' && declaration) deeds.push(declarationDeed(id, declarationHash, declaration));
  return deeds;
}

async function ofSessions(database: Database): Promise<Deed[]> {
  const rows = await database.query<{ idHash: string; until: Date }>({
    text: `select id_hash as "idHash", until from ended_sessions order by id_hash`,
  });
  return rows.map(({ idHash, until }) => endedSessionDeed(idHash, until.toISOString()));
}

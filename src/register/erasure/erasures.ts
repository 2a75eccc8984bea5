import { randomUUID } from 'node:crypto';
import type { Actor, Json } from '../../trajectory/replayed/state.js';
import type { Sealed } from '../../privacy/sealer.js';
import type { Database } from '../database/database.js';
import { addDeeds, deedPlaces, sealedDeeds, standsFor, type Deed } from '../chains/deeds.js';
import { keysetPage, type Page } from '../database/paging.js';
import { installation, open, places } from '../database/sealing.js';

/** Who proposed or decided, as the declaration names them. */
export type Signer = Pick<Actor, 'subject' | 'agency' | 'municipality' | 'onBehalfOf'>;

/** A proposal to erase persons, what was decided on it, and what came of it. */
export interface Erasure {
  id: string;
  /** Null: for the whole country. */
  municipality: string | null;
  /** `lapsed`: nobody decided in time. */
  status: 'proposed' | 'lapsed' | 'approved' | 'rejected' | 'done';
  motivation: string;
  /** Where the selection list has it. */
  reference: string;
  proposedBy: Signer;
  proposedAt: Date;
  lapsesAt: Date;
  decidedBy: Signer | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  /** The trajectories of the persons in it; empty once it is over. */
  trajectories: string[];
  declaration: Json;
  declarationHash: string | null;
}

const columns = `e.id, e.municipality, e.proposed_by as "proposedBy",
  case when e.status = 'proposed' and e.lapses_at <= now() then 'lapsed' else e.status end as status,
  e.proposed_at as "proposedAt", e.lapses_at as "lapsesAt", e.decided_by as "decidedBy", e.decided_at as "decidedAt",
  e.declaration_hash as "declarationHash", e.key_id as "keyId", e.sealed, e.decision_key_id as "decisionKeyId",
  e.decision_sealed as "decisionSealed", e.declaration_key_id as "declarationKeyId",
  e.declaration_sealed as "declarationSealed",
  coalesce((select array_agg(id order by id) from erasure_persons s cross join unnest(s.trajectories) id
    where s.erasure_id = e.id), '{}') as trajectories`;

/** As the register holds it: what was typed is sealed, with the key of the installation. */
type StoredErasure = Omit<Erasure, 'motivation' | 'reference' | 'decisionReason' | 'declaration'> &
  Sealed & {
    decisionKeyId: string | null;
    decisionSealed: string | null;
    declarationKeyId: string | null;
    declarationSealed: string | null;
  };

/** @throws Undecipherable, KeysUnavailable */
async function opened({ sealer }: Database, stored: StoredErasure): Promise<Erasure> {
  const { keyId, sealed, decisionKeyId, decisionSealed, declarationKeyId, declarationSealed, ...row } = stored;
  const part = async <Content>(name: 'decision' | 'declaration', by: string | null, what: string | null) =>
    by === null || what === null
      ? null
      : open<Content>(sealer, places.erasure(row.id, name), { keyId: by, sealed: what });
  const [{ motivation, reference }, decisionReason, declaration] = await Promise.all([
    open<Pick<Erasure, 'motivation' | 'reference'>>(sealer, places.erasure(row.id, 'proposal'), { keyId, sealed }),
    part<string>('decision', decisionKeyId, decisionSealed),
    part<Json>('declaration', declarationKeyId, declarationSealed),
  ]);
  return { ...row, motivation, reference, decisionReason, declaration };
}

/** What is to be erased: each person with all their references and trajectories. */
export interface ProposedPerson {
  refs: string[];
  trajectories: string[];
}

export interface Proposal {
  municipality: string | null;
  motivation: string;
  reference: string;
  proposedBy: Signer;
  proposedAt: string;
  lapsesAt: string;
  persons: ProposedPerson[];
}

/** @returns the id of the proposal. @throws KeysUnavailable */
export async function proposeErasure(database: Database, proposal: Proposal): Promise<string> {
  const id = randomUUID();
  const { municipality, motivation, reference, proposedBy, proposedAt, lapsesAt } = proposal;
  const persons = proposal.persons.map((person, i) => ({ ...person, position: i + 1, salt: randomUUID() }));
  const { sealer } = database;
  const { keyId, sealed } = await sealer.seal(installation, places.erasure(id, 'proposal'), { motivation, reference });
  const deeds = [
    proposalDeed(id, { municipality, proposedBy, proposedAt, lapsesAt, keyId, sealed }),
    ...persons.map((person) => personDeed(id, person)),
  ];
  await database.query(
    {
      name: 'propose-erasure',
      text: `with forgotten as (
          -- Of what lapsed, nothing needs to be known any more about whom it was.
          delete from erasure_persons s using erasures e
          where e.id = s.erasure_id and e.status = 'proposed' and e.lapses_at <= now()
        ), proposed as (
          insert into erasures (id, municipality, status, proposed_by, proposed_at, lapses_at, key_id, sealed)
          values ($1, $2, 'proposed', $3::jsonb, $4, $5, $7, $8) returning id
        ), persons as (
          insert into erasure_persons (erasure_id, position, refs, trajectories, salt, stage)
          select proposed.id, p.position, p.refs, p.trajectories, p.salt, 'proposed'
          from proposed, jsonb_to_recordset($6::jsonb) as p(position integer, refs text[], trajectories text[], salt text)
        )
        ${addDeeds('$9', 'exists (select from proposed)')}`,
    },
    [
      id,
      municipality,
      JSON.stringify(proposedBy),
      proposedAt,
      lapsesAt,
      JSON.stringify(persons),
      keyId,
      sealed,
      await sealedDeeds(sealer, deeds),
    ],
  );
  return id;
}

export const proposalDeed = (
  id: string,
  { keyId, sealed, ...proposal }: Omit<Proposal, 'motivation' | 'reference' | 'persons'> & Sealed,
): Deed => ({
  place: deedPlaces.erasure(id),
  round: 1,
  says: {
    ...proposal,
    proposedBy: { ...proposal.proposedBy },
    status: 'proposed',
    text: standsFor({ keyId, sealed }),
    decidedBy: null,
    decidedAt: null,
    decisionText: null,
    declarationHash: null,
    declarationText: null,
  },
});

/** Of whom an erasure is: it leads to no one when the row with the salt is gone. */
export const personDeed = (
  id: string,
  { position, refs, trajectories, salt }: ProposedPerson & { position: number; salt: string },
): Deed => ({
  place: deedPlaces.erasurePerson(id, position),
  round: 1,
  says: { person: standsFor({ refs, trajectories, salt }) },
});

/** @throws Undecipherable, KeysUnavailable */
export async function findErasure(database: Database, id: string): Promise<Erasure | undefined> {
  const [row] = await database.query<StoredErasure>(
    { name: 'find-erasure', text: `select ${columns} from erasures e where e.id = $1` },
    [id],
  );
  return row && opened(database, row);
}

/** Erasures, the newest first. @throws Undecipherable, KeysUnavailable */
export async function listErasures(
  database: Database,
  scope: { municipality: string | null },
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Erasure>> {
  const { items, nextCursor } = await keysetPage<StoredErasure>(database, {
    columns,
    from: 'erasures e',
    where: [['e.municipality = ?', scope.municipality]],
    sort: { name: '-proposedAt', expression: 'e.proposed_at', type: 'timestamptz', descending: true },
    tieBreaker: 'e.id',
    ...page,
  });
  return { items: await Promise.all(items.map((row) => opened(database, row))), nextCursor };
}

export interface ErasureDecision {
  approve: boolean;
  by: Signer;
  at: string;
  reason: string | null;
}

/**
 * Decides on a proposal that waits. A rejection lets go of whom it was about.
 * @returns whether it waited for a decision; an approval by the same person once more is no new one, and says true too
 * @throws KeysUnavailable
 */
export async function decideErasure(database: Database, id: string, decision: ErasureDecision): Promise<boolean> {
  const { approve, by, at, reason } = decision;
  const { sealer } = database;
  const text = reason === null ? null : await sealer.seal(installation, places.erasure(id, 'decision'), reason);
  const [row] = await database.query<{ done: boolean }>(
    {
      name: 'decide-erasure',
      text: `with decided as (
          update erasures set status = $2, decided_by = $3::jsonb, decided_at = $4, decision_key_id = $5,
            decision_sealed = $6
          where id = $1 and status = 'proposed' and lapses_at > $4::timestamptz returning id
        ), forgotten as (
          delete from erasure_persons s using decided where s.erasure_id = decided.id and $2 = 'rejected'
        ), deed as (${addDeeds('$7', 'exists (select from decided)')})
        select exists (select from decided)
          or exists (select from erasures where id = $1 and status = $2 and decided_by = $3::jsonb) as done`,
    },
    [
      id,
      approve ? 'approved' : 'rejected',
      JSON.stringify(by),
      at,
      text?.keyId ?? null,
      text?.sealed ?? null,
      await sealedDeeds(sealer, [decisionDeed(id, decision, text)]),
    ],
  );
  return row?.done === true;
}

export const decisionDeed = (
  id: string,
  { approve, by, at }: Omit<ErasureDecision, 'reason'>,
  text: Sealed | null,
): Deed => ({
  place: deedPlaces.erasure(id),
  round: 2,
  says: {
    status: approve ? 'approved' : 'rejected',
    decidedBy: { ...by },
    decidedAt: at,
    decisionText: text && standsFor({ ...text }),
  },
});

/**
 * Ends an erasure: its declaration is kept, and the list of whom it was about is not.
 * @throws KeysUnavailable
 */
export async function declareErased(
  database: Database,
  erasureId: string,
  declaration: Json,
  hash: string,
): Promise<void> {
  const { sealer } = database;
  const text = await sealer.seal(installation, places.erasure(erasureId, 'declaration'), declaration);
  await database.query(
    {
      name: 'declare-erased',
      text: `with done as (
          update erasures set status = 'done', declaration_hash = $2, declaration_key_id = $3, declaration_sealed = $4
          where id = $1 and status = 'approved' returning id
        ), forgotten as (
          delete from erasure_persons s using done where s.erasure_id = done.id
        )
        ${addDeeds('$5', 'exists (select from done)')}`,
    },
    [erasureId, hash, text.keyId, text.sealed, await sealedDeeds(sealer, [declarationDeed(erasureId, hash, text)])],
  );
}

export const declarationDeed = (id: string, declarationHash: string | null, text: Sealed): Deed => ({
  place: deedPlaces.erasure(id),
  round: 3,
  says: { status: 'done', declarationHash, declarationText: standsFor({ ...text }) },
});

/** The erasures that were approved, and are not done. */
export async function approvedErasures(database: Database): Promise<string[]> {
  const rows = await database.query<{ id: string }>({
    name: 'approved-erasures',
    text: `select id from erasures where status = 'approved' order by id`,
  });
  return rows.map(({ id }) => id);
}

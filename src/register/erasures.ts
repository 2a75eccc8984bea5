import { randomUUID } from 'node:crypto';
import type { Actor, Json } from '../trajectory/state.js';
import type { Database } from './database.js';
import { keysetPage, type Page } from './paging.js';

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

const columns = `e.id, e.municipality, e.motivation, e.reference, e.proposed_by as "proposedBy",
  case when e.status = 'proposed' and e.lapses_at <= now() then 'lapsed' else e.status end as status,
  e.proposed_at as "proposedAt", e.lapses_at as "lapsesAt", e.decided_by as "decidedBy", e.decided_at as "decidedAt",
  e.decision_reason as "decisionReason", e.declaration, e.declaration_hash as "declarationHash",
  coalesce((select array_agg(id order by id) from erasure_persons s cross join unnest(s.trajectories) id
    where s.erasure_id = e.id), '{}') as trajectories`;

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

/** @returns the id of the proposal. */
export async function proposeErasure(database: Database, proposal: Proposal): Promise<string> {
  const id = randomUUID();
  await database.query(
    {
      name: 'propose-erasure',
      text: `with forgotten as (
          -- Of what lapsed, nothing needs to be known any more about whom it was.
          delete from erasure_persons s using erasures e
          where e.id = s.erasure_id and e.status = 'proposed' and e.lapses_at <= now()
        ), proposed as (
          insert into erasures (id, municipality, status, motivation, reference, proposed_by, proposed_at, lapses_at)
          values ($1, $2, 'proposed', $3, $4, $5::jsonb, $6, $7) returning id
        )
        insert into erasure_persons (erasure_id, position, refs, trajectories, stage)
        select proposed.id, position, array(select jsonb_array_elements_text(person -> 'refs')),
          array(select jsonb_array_elements_text(person -> 'trajectories')), 'proposed'
        from proposed, jsonb_array_elements($8::jsonb) with ordinality as p(person, position)`,
    },
    [
      id,
      proposal.municipality,
      proposal.motivation,
      proposal.reference,
      JSON.stringify(proposal.proposedBy),
      proposal.proposedAt,
      proposal.lapsesAt,
      JSON.stringify(proposal.persons),
    ],
  );
  return id;
}

export async function findErasure(database: Database, id: string): Promise<Erasure | undefined> {
  const [row] = await database.query<Erasure>(
    { name: 'find-erasure', text: `select ${columns} from erasures e where e.id = $1` },
    [id],
  );
  return row;
}

/** Erasures, the newest first. */
export function listErasures(
  database: Database,
  scope: { municipality: string | null },
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Erasure>> {
  return keysetPage<Erasure>(database, {
    columns,
    from: 'erasures e',
    where: [['e.municipality = ?', scope.municipality]],
    sort: { name: '-proposedAt', expression: 'e.proposed_at', type: 'timestamptz', descending: true },
    tieBreaker: 'e.id',
    ...page,
  });
}

/**
 * Decides on a proposal that waits. A rejection lets go of whom it was about.
 * @returns whether it waited for a decision; an approval by the same person once more is no new one, and says true too
 */
export async function decideErasure(
  database: Database,
  id: string,
  decision: { approve: boolean; by: Signer; at: string; reason: string | null },
): Promise<boolean> {
  const { approve, by, at, reason } = decision;
  const [row] = await database.query(
    {
      name: 'decide-erasure',
      text: `with decided as (
          update erasures set status = $2, decided_by = $3::jsonb, decided_at = $4, decision_reason = $5
          where id = $1 and status = 'proposed' and lapses_at > $4::timestamptz returning id
        ), forgotten as (
          delete from erasure_persons s using decided where s.erasure_id = decided.id and $2 = 'rejected'
        )
        select id from decided
        union all select id from erasures where id = $1 and status = $2 and decided_by = $3::jsonb`,
    },
    [id, approve ? 'approved' : 'rejected', JSON.stringify(by), at, reason],
  );
  return row !== undefined;
}

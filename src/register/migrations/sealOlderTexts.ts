import type { Json } from '../../trajectory/replayed/state.js';
import type { Database } from '../database/database.js';
import { sealedDelegation } from '../access/delegations.js';
import { installation, places } from '../trajectories/sealing.js';

/** Seals what was typed in delegations and erasures before it was sealed, as `sealOlder` does for trajectories. */

const atOnce = 200;

interface OlderDelegation {
  id: string;
  giver: string;
  receiver: string;
  agency: 'municipality';
  municipality: string | null;
  roles: string[];
  createdAt: Date;
  until: string;
  unsealed: { reason: string };
}

/** @returns how many there were @throws KeysUnavailable */
export async function sealSomeDelegations(database: Database): Promise<number> {
  const older = await database.query<OlderDelegation>(
    {
      name: 'delegations-unsealed',
      text: `select id, giver, receiver, agency, municipality, roles, created_at as "createdAt", until, unsealed
        from delegations where unsealed is not null order by id limit $1`,
    },
    [atOnce],
  );
  if (older.length === 0) return 0;
  const sealed = await Promise.all(
    older.map(async ({ id, unsealed, createdAt, ...row }) => {
      const given = { ...row, reason: unsealed.reason, createdAt: createdAt.toISOString() };
      const { keyId, sealed: text } = await sealedDelegation(database.sealer, id, given);
      return { id, keyId, sealed: text };
    }),
  );
  await database.query(
    {
      name: 'seal-delegations',
      text: `update delegations g set key_id = s."keyId", sealed = s.sealed, unsealed = null
        from jsonb_to_recordset($1::jsonb) as s(id text, "keyId" text, sealed text)
        where g.id = s.id and g.unsealed is not null`,
    },
    [JSON.stringify(sealed)],
  );
  return older.length;
}

interface OlderErasure {
  id: string;
  unsealed: { motivation: string; reference: string; decisionReason: string | null; declaration: Json };
}

/** @returns how many there were @throws KeysUnavailable */
export async function sealSomeErasures(database: Database): Promise<number> {
  const older = await database.query<OlderErasure>(
    {
      name: 'erasures-unsealed',
      text: 'select id, unsealed from erasures where unsealed is not null order by id limit $1',
    },
    [atOnce],
  );
  if (older.length === 0) return 0;
  const part = async (id: string, name: Parameters<typeof places.erasure>[1], what: Json) =>
    what === null ? null : database.sealer.seal(installation, places.erasure(id, name), what);
  const sealed = await Promise.all(
    older.map(async ({ id, unsealed }) => {
      const { motivation, reference, decisionReason, declaration } = unsealed;
      const proposal = await part(id, 'proposal', { motivation, reference });
      const decision = await part(id, 'decision', decisionReason);
      const declared = await part(id, 'declaration', declaration);
      return { id, unsealed, proposal, decision, declared };
    }),
  );
  await database.query(
    {
      name: 'seal-erasures',
      // One that was decided on meanwhile keeps what was sealed then.
      text: `update erasures e set unsealed = null, key_id = s.proposal ->> 'keyId', sealed = s.proposal ->> 'sealed',
          decision_key_id = coalesce(e.decision_key_id, s.decision ->> 'keyId'),
          decision_sealed = coalesce(e.decision_sealed, s.decision ->> 'sealed'),
          declaration_key_id = coalesce(e.declaration_key_id, s.declared ->> 'keyId'),
          declaration_sealed = coalesce(e.declaration_sealed, s.declared ->> 'sealed')
        from jsonb_to_recordset($1::jsonb) as s(id text, proposal jsonb, decision jsonb, declared jsonb)
        where e.id = s.id and e.unsealed is not null`,
    },
    [JSON.stringify(sealed)],
  );
  return older.length;
}

import { familyOf, partsOfKeyId } from '../../privacy/keyStore.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { standsFor } from '../chains/deeds.js';

/** A table whose rows have deeds, and how a row is compared with what its deeds say. */
export interface ComparedTable<Row = never> {
  name: string;
  /** What comes before the id in the place of its deeds. */
  prefix: string;
  /** What is read of a row, beside its place and key. */
  columns: string;
  /** The columns of its key; a number in it comes second. */
  key: readonly [text: string, number?: string];
  /** What its deeds should say: by the names that they have there. */
  is(row: Row): Record<string, Json>;
  /** What else is wrong with it, if anything. */
  alsoWrong?(row: Row): string | null;
  /** It may have been recorded without keys, and then it has no deed. */
  mayLackDeeds?: true;
}

/** The place of a row's deeds, in SQL. */
export function placeIn({ prefix, key }: Pick<ComparedTable, 'prefix' | 'key'>): string {
  return [`'${prefix}'`, ...key].join(` || '/' || `);
}

/** Whether the row of a place is there, in SQL, where `place` is such a place. */
export function isThereIn({ name, prefix, key }: ComparedTable): string {
  const parts = key.map((column, i) =>
    key.length === 1
      ? `${column} = substr(place, ${prefix.length + 2})`
      : `${column} = split_part(place, '/', ${i + 2})${i === 1 ? '::integer' : ''}`,
  );
  return `(place like '${prefix}/%' and exists (select from ${name} where ${parts.join(' and ')}))`;
}

const instant = (at: Date | null): Json => at?.toISOString() ?? null;
const textOf = (keyId: string | null, sealed: string | null): Json =>
  keyId === null || sealed === null ? null : standsFor({ keyId, sealed });

const delegations: ComparedTable<{
  inClear: Record<string, Json>;
  createdAt: Date;
  endedAt: Date | null;
  keyId: string | null;
  sealed: string | null;
}> = {
  name: 'delegations',
  prefix: 'delegation',
  key: ['id'],
  columns: `jsonb_build_object('giver', giver, 'receiver', receiver, 'agency', agency, 'municipality', municipality,
      'roles', roles, 'until', until, 'endedBy', ended_by) as "inClear",
    created_at as "createdAt", ended_at as "endedAt", key_id as "keyId", sealed`,
  is: ({ inClear, createdAt, endedAt, keyId, sealed }) => ({
    ...inClear,
    createdAt: instant(createdAt),
    endedAt: instant(endedAt),
    text: textOf(keyId, sealed),
  }),
};

const holds: ComparedTable<{ at: Date; rest: Record<string, Json> }> = {
  name: 'holds',
  prefix: 'hold',
  key: ['id'],
  columns: `at, jsonb_build_object('trajectoryId', trajectory_id, 'position', position, 'kind', kind, 'keyId', key_id,
    'sealed', sealed) as rest`,
  is: ({ at, rest }) => ({ row: standsFor({ ...rest, at: instant(at) }) }),
};

const erasures: ComparedTable<{
  inClear: Record<string, Json>;
  proposedAt: Date;
  lapsesAt: Date;
  decidedAt: Date | null;
  keyId: string | null;
  sealed: string | null;
  decisionKeyId: string | null;
  decisionSealed: string | null;
  declarationKeyId: string | null;
  declarationSealed: string | null;
}> = {
  name: 'erasures',
  prefix: 'erasure',
  key: ['id'],
  columns: `jsonb_build_object('municipality', municipality, 'status', status, 'proposedBy', proposed_by,
      'decidedBy', decided_by, 'declarationHash', declaration_hash) as "inClear",
    proposed_at as "proposedAt", lapses_at as "lapsesAt", decided_at as "decidedAt", key_id as "keyId", sealed,
    decision_key_id as "decisionKeyId", decision_sealed as "decisionSealed",
    declaration_key_id as "declarationKeyId", declaration_sealed as "declarationSealed"`,
  is: (row) => ({
    ...row.inClear,
    proposedAt: instant(row.proposedAt),
    lapsesAt: instant(row.lapsesAt),
    decidedAt: instant(row.decidedAt),
    text: textOf(row.keyId, row.sealed),
    decisionText: textOf(row.decisionKeyId, row.decisionSealed),
    declarationText: textOf(row.declarationKeyId, row.declarationSealed),
  }),
};

const erasurePersons: ComparedTable<{
  refs: string[];
  trajectories: string[];
  salt: string;
  keyIds: string[] | null;
  stage: string;
  leftOut: string | null;
  status: string;
}> = {
  name: 'erasure_persons',
  prefix: 'erasure-person',
  key: ['erasure_id', 'position'],
  columns: `refs, trajectories, salt, key_ids as "keyIds", stage, left_out as "leftOut",
    (select status from erasures where id = erasure_id) as status`,
  is: ({ refs, trajectories, salt }) => ({ person: standsFor({ refs, trajectories, salt }) }),
  alsoWrong({ refs, keyIds, stage, leftOut, status }) {
    const families = new Set(refs.map(familyOf));
    const isOfOther = (keyIds ?? []).some((id) => !families.has(partsOfKeyId(id)?.family ?? ''));
    if (isOfOther) return 'it has the key of someone whom it is not about: key_ids';
    if (stage !== 'proposed' && status !== 'approved')
      return 'it has begun, and the erasure has not been approved: stage';
    if ((stage === 'left-out') !== (leftOut !== null))
      return 'it is left out without a reason, or the reverse: left_out';
    if (['retired', 'going', 'erased'].includes(stage) && keyIds === null) return 'it has begun without keys: stage';
    return null;
  },
};

const endedSessions: ComparedTable<{ until: Date }> = {
  name: 'ended_sessions',
  prefix: 'ended-session',
  key: ['id_hash'],
  columns: 'until',
  is: ({ until }) => ({ until: instant(until) }),
  mayLackDeeds: true,
};

/** Every table whose rows have deeds. */
export const comparedTables = [delegations, holds, erasures, erasurePersons, endedSessions] as readonly ComparedTable[];

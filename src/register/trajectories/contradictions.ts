import type { Agency } from '../../trajectory/replayed/state.js';
import type { Database } from '../database/database.js';

/**
 * How the engine and the register can contradict each other: the engine has lost a trajectory that is open in the
 * register; one of the two was restored from a backup that is older than the other.
 */
export const contradictionKinds = ['engine-away', 'engine-older', 'register-older'] as const;
export type ContradictionKind = (typeof contradictionKinds)[number];

/** A trajectory of which the engine and the register tell different things, until an operator runs `recover`. */
export interface Contradiction {
  trajectoryId: string;
  kind: ContradictionKind;
  /** Null when the engine has lost it, or it was not asked. */
  engineVersion: number | null;
  registerVersion: number;
  since: Date;
}

/**
 * Lays a contradiction down, once: what was found first stays until it is resolved.
 * @returns what was laid down; undefined when there was one of this trajectory already
 */
export async function noteContradiction(
  database: Database,
  found: Pick<Contradiction, 'trajectoryId' | 'kind' | 'engineVersion'>,
): Promise<Contradiction | undefined> {
  const [row] = await database.query<Contradiction>(
    {
      name: 'note-contradiction',
      text: `insert into contradictions (trajectory_id, kind, engine_version, register_version)
        values ($1, $2, $3, coalesce((select version from trajectories where id = $1), 0))
        on conflict do nothing
        returning ${columns}`,
    },
    [found.trajectoryId, found.kind, found.engineVersion],
  );
  return row;
}

const columns = `trajectory_id as "trajectoryId", kind, engine_version as "engineVersion",
  register_version as "registerVersion", since`;

/** What has been resolved. */
export async function resolveContradictions(database: Database, trajectoryIds: readonly string[]): Promise<void> {
  if (trajectoryIds.length === 0) return;
  await database.query(
    { name: 'resolve-contradictions', text: 'delete from contradictions where trajectory_id = any($1)' },
    [trajectoryIds],
  );
}

/** All of them, the oldest first. */
export function allContradictions(database: Database): Promise<Contradiction[]> {
  return database.query<Contradiction>({
    name: 'all-contradictions',
    text: `select ${columns} from contradictions order by since, trajectory_id`,
  });
}

export interface ListedContradiction extends Contradiction {
  municipality: string;
  parties: Agency[];
}

/** Those of these municipalities, the oldest first. */
export function contradictionsIn(
  database: Database,
  municipalities: readonly string[],
  limit: number,
): Promise<ListedContradiction[]> {
  return database.query<ListedContradiction>(
    {
      name: 'contradictions-in',
      text: `select ${columns}, t.municipality, t.parties from contradictions join trajectories t on t.id = trajectory_id
        where t.municipality = any($1) order by since, trajectory_id limit $2`,
    },
    [municipalities, limit],
  );
}

/** How many there are of each kind. */
export async function countContradictions(database: Database): Promise<Record<ContradictionKind, number>> {
  const rows = await database.query<{ kind: ContradictionKind; count: number }>({
    name: 'count-contradictions',
    text: 'select kind, count(*)::integer as count from contradictions group by kind',
  });
  const of = (kind: ContradictionKind) => rows.find((row) => row.kind === kind)?.count ?? 0;
  return {
    'engine-away': of('engine-away'),
    'engine-older': of('engine-older'),
    'register-older': of('register-older'),
  };
}

/** One line for whoever has to act on it. */
export function alarmOf({ trajectoryId, kind, engineVersion, registerVersion }: Contradiction): string {
  const engine =
    engineVersion !== null
      ? `the engine is at version ${engineVersion}`
      : kind === 'engine-away'
        ? 'the engine has lost it'
        : 'the engine is further';
  return `The engine and the register contradict each other about trajectory ${trajectoryId} (${kind}): the register is at version ${registerVersion}, ${engine}. Run "bestendig recover".`;
}

import { namesOfMade } from '../chains/madeColumns.js';

/**
 * What `audit verify` compares of each column of the register, and with what; and of what it does not, why that decides of
 * nobody what they may see or do. A test holds this against the database, so that a new column can't be forgotten.
 */

/** With what a column is compared. */
export type ComparedWith =
  /** The hashes of the chain that it is in; needs no keys. */
  | 'chain'
  /** The events of the trajectory, opened with the person's key. */
  | 'events'
  /** The deeds of the row, opened with the key of the installation. */
  | 'deeds'
  /** The columns of the same row of which the database makes it. */
  | 'row';

export interface Coverage {
  /** By what is compared with it, the columns. */
  checked: Readonly<Partial<Record<ComparedWith, readonly string[]>>>;
  /** By the reason, the columns that are not compared. */
  notChecked: Readonly<Record<string, readonly string[]>>;
}

/** Names of columns, with spaces between. */
const words = (...lines: string[]): readonly string[] => lines.flatMap((line) => line.split(' '));

const figures = 'the figures are made of it; it decides of nobody what they may see';
const delivery = 'how delivering went is in no chain';

/** By table. */
export const coverage: Readonly<Record<string, Coverage>> = {
  events: {
    checked: { chain: ['trajectory_id', 'sequence', 'command_id', 'key_id', 'sealed', 'chain', 'hash'] },
    notChecked: {},
  },
  erased_chains: { checked: { chain: ['chain', 'version'] }, notChecked: {} },
  access_log: {
    checked: { chain: ['writer', 'sequence', 'record', 'hash'], row: namesOfMade('access_log') },
    notChecked: {},
  },
  access_log_heads: { checked: { chain: ['writer', 'sequence', 'hash'] }, notChecked: {} },
  deeds: { checked: { chain: ['sequence', 'place', 'round', 'key_id', 'sealed', 'hash'] }, notChecked: {} },
  trajectories: {
    checked: {
      events: words(
        'id person_ref episode municipality version status direction outcome parties overdue',
        'next_deadline opened_at updated_at closed_at known_as figures queue person suspended erased_on',
      ),
      deeds: ['held', 'erasing'],
    },
    notChecked: {
      'it says only that a row has changed, and when': ['change'],
      'it is a number by which the figures know the row, in memory': ['number'],
    },
  },
  open_steps: {
    checked: {
      events: words(
        'trajectory_id step responsible opened_at target_date fatal_date overdue version',
        'known_to claimed_by claimed_agency claimed_at',
      ),
    },
    notChecked: {},
  },
  agency_views: {
    checked: { events: ['trajectory_id', 'agency', 'municipality', 'version', 'updated_at', 'parties'] },
    notChecked: { 'it says only that a row has changed, and when': ['change'] },
  },
  own_references: {
    checked: {},
    notChecked: {
      'it is what an organisation keeps for itself, sealed for its trajectory and organisation; it decides of nobody what they may see':
        words('trajectory_id organisation key_id sealed searched_by'),
    },
  },
  notifications: {
    checked: {
      events: words('id trajectory_id municipality sequence agency channel created_at key_id sealed'),
    },
    notChecked: {
      [delivery]: ['status', 'attempts', 'retry_until', 'sent_at', 'claimed_until', 'error_key_id', 'error_sealed'],
      'it says only that a row has changed, and when': ['change'],
    },
  },
  holds: {
    checked: { deeds: ['id', 'trajectory_id', 'position', 'kind', 'at', 'key_id', 'sealed'] },
    notChecked: {},
  },
  delegations: {
    checked: {
      deeds: words('id giver receiver agency municipality roles created_at until ended_at ended_by key_id', 'sealed'),
    },
    notChecked: {},
  },
  erasures: {
    checked: {
      deeds: words(
        'id municipality status proposed_by proposed_at lapses_at decided_by decided_at',
        'declaration_hash key_id sealed decision_key_id decision_sealed declaration_key_id',
        'declaration_sealed',
      ),
    },
    notChecked: {},
  },
  erasure_persons: {
    checked: { deeds: ['erasure_id', 'position', 'refs', 'trajectories', 'key_ids', 'salt'] },
    notChecked: {
      'how far an approved erasure is stands in no chain; that it begins only when approved is compared': [
        'stage',
        'left_out',
      ],
    },
  },
  ended_sessions: { checked: { deeds: ['id_hash', 'until'] }, notChecked: {} },
  settings: {
    checked: {},
    notChecked: {
      'it is what people keep for themselves, and decides of nobody what they may see': words(
        'subject version key_id sealed seen_at previous_at',
      ),
    },
  },
  case_versions: { checked: { events: ['trajectory_id', 'sequence', 'at', 'figures'] }, notChecked: {} },
  marks: {
    checked: {},
    notChecked: {
      [figures]: words('trajectory_id sequence position name on_day value days step municipality at until'),
    },
  },
  waits: {
    checked: {},
    notChecked: { [figures]: ['trajectory_id', 'sequence', 'step', 'responsible', 'since', 'at', 'until'] },
  },
  contradictions: {
    checked: {},
    notChecked: {
      'it says what an operator has to look at, and decides of nobody what they may see': words(
        'trajectory_id kind engine_version register_version since',
      ),
    },
  },
  configuration_readings: {
    checked: {},
    notChecked: {
      'it says what was read at a start; what holds is read from the files': words(
        'id previous read_at digest snapshot',
      ),
    },
  },
  migrations: {
    checked: {},
    notChecked: { 'it says which migrations were run': ['id', 'at'] },
  },
};

/** What no column says, and can't be detected. */
export const notFound: readonly string[] = [
  'Messages that were removed: which channels an agency had is in no chain.',
  'The municipality, outcome and figures that are left of someone who was erased; and a trajectory that was made to look erased.',
  'Functions, triggers and rights of the database itself: compare its schema with that of a new register, and use logins that cannot change it.',
  'The latest events, deeds and records, removed with every trace of them: use --against a checkpoint, and keep the totals of the access log elsewhere.',
];

/** The tables with columns that are compared with this, with these columns. */
export function checkedBy(what: ComparedWith): [table: string, columns: readonly string[]][] {
  return Object.entries(coverage).flatMap(([table, { checked }]) => {
    const columns = checked[what];
    return columns ? [[table, columns] as [string, readonly string[]]] : [];
  });
}

/** What is not compared, and why. */
export function leftUnchecked(): { table: string; columns: readonly string[]; reason: string }[] {
  return Object.entries(coverage).flatMap(([table, { notChecked }]) =>
    Object.entries(notChecked).map(([reason, columns]) => ({ table, columns, reason })),
  );
}

import type { Sealed } from '../../privacy/sealer.js';
import type { Claim } from '../../trajectory/access/claims.js';
import type { StepNaming } from '../../trajectory/definitions/formerNames.js';
import type { AgencyView } from '../../trajectory/access/knowledge.js';
import type { Listing } from '../../trajectory/definitions/listing.js';
import type { Agency, OpenStep } from '../../trajectory/replayed/state.js';
import type { Database } from '../database/database.js';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { withPersons, type PersonFacts, type SealedPerson } from './described.js';
import { keysetPage, type Page, type Scope } from '../database/paging.js';
import { figure, isWithin, literal } from './flags.js';
import { open, places, readable, type EventContent } from '../database/sealing.js';

/** Who has claimed an open step. */
export type RecordedClaim = Pick<Claim, 'by' | 'agency' | 'at'>;

/** A trajectory's row, as lists show it. */
export interface TrajectoryRow {
  id: string;
  version: number;
  status: 'open' | 'closed';
  municipality: string;
  direction: string | null;
  outcome: string | null;
  /** The figures that lists show, as they stand now. */
  figures: Readonly<Record<string, string | null>>;
  /** All of them; `knownTo` is null for a step of which all parties may know. */
  openSteps: (Omit<OpenStep, 'wakeUps' | 'knownTo'> & { knownTo: Agency[] | null; claim: RecordedClaim | null })[];
  /** Whom it is about, as far as it was asked for and can be read. */
  person: PersonFacts;
  parties: Agency[];
  overdue: boolean;
  nextDeadline: string | null;
  openedAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  /** The same as each agency with a part knows it, but for the municipality. */
  views: Partial<Record<Agency, AgencyView>>;
}

const instantOf = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** The claim of a step in the table `open_steps s`. */
export const claimOfStep = `case when s.claimed_by is not null then json_build_object('by', s.claimed_by,
    'agency', s.claimed_agency, 'at', ${instantOf('s.claimed_at')}) end`;
const openSteps = `(select coalesce(json_agg(json_build_object(
    'step', s.step, 'responsible', s.responsible,
    'openedAt', ${instantOf('s.opened_at')},
    'targetDate', s.target_date, 'fatalDate', s.fatal_date, 'overdue', s.overdue,
    'knownTo', s.known_to, 'claim', ${claimOfStep}) order by s.opened_at, s.step), '[]')
  from open_steps s where s.trajectory_id = t.id and s.version = t.version) as "openSteps"`;
const views = `(select coalesce(json_object_agg(v.agency, json_build_object(
    'version', v.version, 'updatedAt', ${instantOf('v.updated_at')}, 'parties', v.parties)), '{}')
  from agency_views v where v.trajectory_id = t.id) as views`;
const columnsOf = ({ shown }: Listing) => `t.id, t.version, t.status, t.municipality, t.direction, t.outcome,
  jsonb_build_object(${shown.flatMap((name) => [literal(name), figure(name)]).join(', ')}) as figures,
  ${openSteps}, t.person, t.parties, t.overdue,
  t.next_deadline as "nextDeadline", t.opened_at as "openedAt", t.updated_at as "updatedAt", t.closed_at as "closedAt", ${views}`;

/** A row as it is kept, before its person is read. */
type KeptRow = Omit<TrajectoryRow, 'person'> & { person: SealedPerson };

const whole = ({ sealer, listing }: Database, rows: readonly KeptRow[]): Promise<TrajectoryRow[]> =>
  withPersons(sealer, rows, listing.person.facts, ({ id }) => id);
async function listed<Row extends KeptRow>({ sealer, listing }: Database, { items, nextCursor }: Page<Row>) {
  return { items: await withPersons(sealer, items, listing.person.inLists, ({ id }) => id), nextCursor };
}

export async function findTrajectory(database: Database, id: string): Promise<TrajectoryRow | undefined> {
  const rows = await database.query<KeptRow>(
    {
      name: 'find-trajectory',
      text: `select ${columnsOf(database.listing)} from trajectories t where t.id = $1 and t.erased_on is null`,
    },
    [id],
  );
  return (await whole(database, rows))[0];
}

/** All trajectories of the person who has this reference, also under a number that became known later. */
export async function findTrajectoriesOfPerson(database: Database, personRef: string): Promise<TrajectoryRow[]> {
  const rows = await database.query<KeptRow>(
    {
      name: 'find-trajectories-of-person',
      text: `select ${columnsOf(database.listing)} from person_of($1) p join trajectories t on t.id = p.id order by t.opened_at, t.id`,
    },
    [personRef],
  );
  return whole(database, rows);
}

/** Whom a search is for: by the reference that an identifying number gives, by the code of a trajectory, or by any of these. */
export interface SearchedPerson {
  personRef: string | null;
  /** The begin of a reference, of which letters and digits only, and which time it is; null for any. */
  code: { reference: string; episode: number | null } | null;
  /** The keyed hash of what the searching organisation calls it itself. */
  ownReference: string | null;
  /** Only within this municipality; null for any. */
  municipality: string | null;
}

/** What of a trajectory fits what was searched. */
export type MatchedOn = 'number' | 'code' | 'own-reference';
export type FoundRow = TrajectoryRow & { matchedOn: MatchedOn[] };

/**
 * The trajectories, within the scope, of who is searched, the last one first. A code leads only from a trajectory within
 * the scope: by one that the caller may not know of they do not learn which others are of the same person.
 */
export async function searchPerson(
  database: Database,
  scope: Scope,
  { personRef, code, ownReference, municipality }: SearchedPerson,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<FoundRow>> {
  const found = await keysetPage<KeptRow & { matchedOn: MatchedOn[] }>(database, {
    values: [
      personRef,
      code && `${code.reference}%`,
      code?.episode ?? null,
      scope.agency,
      scope.municipality,
      ownReference,
    ],
    columns: `${columnsOf(database.listing)}, p.matched as "matchedOn"`,
    from: `(select u.id, array_agg(distinct u.matched order by u.matched) as matched from (
        select p.id, 'number' as matched from person_of($1) p
        union all select p.id, 'code' from trajectories m cross join lateral person_of(m.person_ref) p
          where m.person_ref like $2 and m.episode = coalesce($3::integer, m.episode) and m.erased_on is null
            and m.parties @> array_remove(array[$4::text], null) and m.municipality = coalesce($5::text, m.municipality)
        union all select o.trajectory_id, 'own-reference' from own_references o where o.searched_by = $6
      ) u group by u.id) p join trajectories t on t.id = p.id`,
    where: [
      ['t.parties @> array[?::text]', scope.agency],
      ['t.municipality = ?', scope.municipality],
      ['t.municipality = ?', municipality ?? undefined],
    ],
    sort: { name: '-openedAt', expression: 't.opened_at', type: 'timestamptz', descending: true },
    tieBreaker: 't.id',
    ...page,
  });
  return listed(database, found);
}

/** What is known of a person's episodes, and of the one that this command id opened, in one look. */
export interface Episodes {
  last: number;
  /** The one that is open under this reference, if any. */
  open: string | null;
  /** An open trajectory, opened without a number, turned out to be of the person with this one. */
  openUnderAlias: boolean;
  repeat: { id: string; bodyHash: string } | null;
}

export async function findEpisodes(database: Database, personRef: string, commandId: string): Promise<Episodes> {
  const [row] = await database.query<{
    last: number | null;
    open: string | null;
    repeat: (Sealed & { id: string }) | null;
    openUnderAlias: boolean;
  }>(
    {
      name: 'find-episodes',
      text: `select max(t.episode) as last, max(t.id) filter (where t.status = 'open') as open,
          (select json_build_object('id', e.trajectory_id, 'keyId', e.key_id, 'sealed', encode(e.sealed, 'base64'))
            from events e where e.command_id = $2 and e.sequence = 1 limit 1) as repeat,
          exists (select from trajectories a where a.known_as = $1 and a.status = 'open') as "openUnderAlias"
        from trajectories t where t.person_ref = $1`,
    },
    [personRef, commandId],
  );
  const { last, open: openId, repeat, openUnderAlias } = row ?? nothingKnown;
  const [known] = await readable(repeat ? [repeat] : [], async ({ id, ...event }) => {
    const { bodyHash } = await open<EventContent>(database.sealer, places.event(id, 1), event);
    return { id, bodyHash };
  });
  return { last: last ?? 0, open: openId, repeat: known ?? null, openUnderAlias };
}

const nothingKnown = { last: null, open: null, repeat: null, openUnderAlias: false };

/** Another trajectory of one person. */
export interface Sibling {
  id: string;
  municipality: string;
  parties: Agency[];
  status: 'open' | 'closed';
}

/**
 * The last other trajectory of this one's person that is open or began later: by their reference or a number found later.
 * @param joined those in which this one went on: they give the number back
 */
export async function findLaterTrajectory(
  database: Database,
  id: string,
  joined: readonly string[],
): Promise<Sibling | undefined> {
  const [row] = await database.query<Sibling>(
    {
      name: 'find-later-trajectory',
      text: `select o.id, o.municipality, o.parties, o.status from trajectories t join trajectories o on o.id <> t.id
          and (o.person_ref in (t.person_ref, t.known_as) or o.known_as in (t.person_ref, t.known_as))
        where t.id = $1 and (o.status = 'open' or o.opened_at > t.opened_at) and o.id <> all($2::text[])
        order by o.status = 'open' desc, o.opened_at desc limit 1`,
    },
    [id, joined],
  );
  return row;
}

export const trajectorySorts = {
  /** Of an agency the moment of the last change of which it may know. */
  updatedAt: { expression: 't.updated_at', ofAgency: 'v.updated_at', type: 'timestamptz' },
  openedAt: { expression: 't.opened_at', type: 'timestamptz' },
  nextDeadline: { expression: `coalesce(t.next_deadline, 'infinity'::date)`, type: 'date' },
  id: { expression: 't.id', type: 'text' },
} as const;
export type TrajectorySort = keyof typeof trajectorySorts;

export interface TrajectoryFilter {
  municipality?: string | undefined;
  status?: string | undefined;
  openStep?: string | undefined;
  responsible?: string | undefined;
  overdue?: boolean | undefined;
  direction?: string | undefined;
  outcome?: string | undefined;
  changedSince?: string | undefined;
  /** Has an open step, not overdue, whose fatal date comes before this day. */
  dueBefore?: string | undefined;
  suspended?: boolean | undefined;
  /** What the domain declares that lists can be asked for. */
  flags?: Readonly<Record<string, boolean | undefined>>;
  /** UTC instants: opened or closed from, and before. */
  openedFrom?: string | undefined;
  openedBefore?: string | undefined;
  closedFrom?: string | undefined;
  closedBefore?: string | undefined;
}

/** Not compared with a value, so that what an index or a join can do with the condition is done. */
const whether = (condition: string, wanted: boolean | undefined): [condition: string, value: unknown] => [
  `${wanted === false ? 'not ' : ''}${condition} and ?::boolean`,
  wanted === undefined ? undefined : true,
];

/** Of one municipality the plain comparison, so that an index gives its order; of some, any of them. */
export function inMunicipality(column: string, wanted: string | undefined): [condition: string, value: unknown] {
  const all = wanted?.split(',');
  return all && all.length > 1 ? [`${column} = any(?)`, all] : [`${column} = ?`, wanted];
}

/**
 * Trajectories within the scope. `agency` in the scope limits to those in which that agency has a part.
 * @param namesOf under which a step may be stored
 */
export async function listTrajectories(
  database: Database,
  scope: Scope,
  filter: TrajectoryFilter,
  page: { limit: number; cursor?: string | undefined; sort: TrajectorySort; descending: boolean },
  namesOf: StepNaming['every'],
): Promise<Page<TrajectoryRow>> {
  // What a view does not show, no filter and no order may tell: so they look only at the steps that the agency knows of.
  const known = scope.agency === null ? '' : ' and (s.known_to is null or $1 = any(s.known_to))';
  const knownSteps = `from open_steps s where s.trajectory_id = t.id and s.version = t.version${known}`;
  const stepIs = (condition: string) => `exists (select ${knownSteps} and ${condition})`;
  const hasOpen = (steps: readonly string[], wanted: boolean | undefined): [condition: string, value: unknown] => [
    `${wanted === false ? 'not ' : ''}${stepIs('s.step = any(?::text[])')}`,
    wanted === undefined ? undefined : steps.flatMap(namesOf),
  ];
  const sort = trajectorySorts[page.sort];
  const changed = scope.agency === null ? 't.updated_at' : 'v.updated_at';
  // The steps that are hidden are few: all other trajectories have the deadline of the row.
  const withHidden = {
    where: `t.id in (select trajectory_id from open_steps where known_to is not null and not $1 = any(known_to))`,
    expression: `coalesce((select min(s.fatal_date) ${knownSteps}), 'infinity'::date)`,
  };
  const today = dayOf(new Date().toISOString());
  const { listing } = database;
  const flags = Object.entries(listing.flags).map(([name, flag]) => {
    const wanted = filter.flags?.[name];
    return 'openSteps' in flag
      ? hasOpen(flag.openSteps, wanted)
      : whether(isWithin(flag, listing.continuing, today), wanted);
  });
  const found = await keysetPage<KeptRow>(database, {
    columns: columnsOf(database.listing),
    from:
      scope.agency === null
        ? 'trajectories t'
        : 'trajectories t join agency_views v on v.trajectory_id = t.id and v.municipality = t.municipality',
    where: [
      // The first one, so that its value is the $1 of what is known.
      ['v.agency = ?', scope.agency],
      ['$1 = any(t.parties) and ?::boolean', scope.agency === null ? null : true],
      // What is left of who was erased is for the figures alone.
      ['t.erased_on is null and ?::boolean', true],
      [scope.agency === null ? 't.municipality = ?' : 'v.municipality = ?', scope.municipality],
      inMunicipality('t.municipality', filter.municipality),
      ['t.status = ?', filter.status],
      hasOpen([filter.openStep ?? ''], filter.openStep === undefined ? undefined : true),
      [stepIs('s.responsible = ?'), filter.responsible],
      [scope.agency === null ? 't.overdue = ?' : `${stepIs('s.overdue')} = ?`, filter.overdue],
      // The steps that it knows of are among all that are overdue, and these are few: an index has them.
      ['t.overdue and ?::boolean', scope.agency !== null && filter.overdue ? true : undefined],
      ['t.direction = ?', filter.direction],
      ['t.outcome = ?', filter.outcome],
      [`${changed} >= ?`, filter.changedSince],
      [stepIs('not s.overdue and s.fatal_date < ?::date'), filter.dueBefore],
      whether('t.suspended', filter.suspended),
      ...flags,
      ['t.opened_at >= ?', filter.openedFrom],
      ['t.opened_at < ?', filter.openedBefore],
      ['t.closed_at >= ?', filter.closedFrom],
      ['t.closed_at < ?', filter.closedBefore],
    ],
    sort: {
      name: `${page.descending ? '-' : ''}${page.sort}`,
      expression: scope.agency !== null && 'ofAgency' in sort ? sort.ofAgency : sort.expression,
      type: sort.type,
      descending: page.descending,
      ...(scope.agency !== null && page.sort === 'nextDeadline' && { except: withHidden }),
    },
    // Of the same table as the order, so that its index begins where the page does.
    tieBreaker: scope.agency !== null && 'ofAgency' in sort ? 'v.trajectory_id' : 't.id',
    limit: page.limit,
    cursor: page.cursor,
  });
  return listed(database, found);
}

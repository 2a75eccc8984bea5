import type { Database } from '../database/database.js';
import { keysetPage, type Page } from '../database/paging.js';

/** A trajectory whose whole person may be erased: all that there is of them has ended, and its term is over. */
export interface DueRow {
  id: string;
  municipality: string;
  outcome: string | null;
  closedAt: Date;
  /** Something of this person is held. */
  held: boolean;
  /** The erasure in which it is already, proposed or going on. */
  proposedIn: string | null;
  /** All references of the person, and all their trajectories. */
  refs: string[];
  trajectories: string[];
}

const columns = `t.id, t.municipality, t.outcome, t.closed_at as "closedAt", person.held, person.refs, person.trajectories,
  (select e.id from erasure_persons s join erasures e on e.id = s.erasure_id
    where s.trajectories @> array[t.id] and s.stage <> 'left-out'
      and (e.status = 'approved' or (e.status = 'proposed' and e.lapses_at > now())) limit 1) as "proposedIn"`;

/** What a rule is for, and then all of the person: only together are they due. */
const due = `jsonb_to_recordset($1::jsonb) as r(municipality text, "from" timestamptz, until timestamptz, "only" text,
    "except" jsonb, "closedBefore" timestamptz)
  join trajectories t on t.status = 'closed' and t.erased_on is null and t.municipality = r.municipality
    and t.closed_at < r."closedBefore" and (r."from" is null or t.closed_at >= r."from")
    and (r.until is null or t.closed_at < r.until)
    and case when r."only" is null then not r."except" ? coalesce(t.outcome, '') else t.outcome = r."only" end
  cross join lateral (
    select bool_or(p.held) as held, array_agg(distinct p.person_ref) as refs, array_agg(p.id order by p.id) as trajectories,
      bool_and(is_due(p, $1::jsonb)) as is_due, bool_and(p.municipality = t.municipality) as is_here
    from person_of(t.person_ref) p
  ) person`;

/**
 * What is due by these rules (`dueRules` of src/retention), who waits longest first.
 * @param scope within a municipality only those of whom everything is there: that someone was elsewhere is not told
 * @param ids only these, if given
 */
export function listDue(
  database: Database,
  scope: { municipality: string | null },
  rules: readonly { closedBefore: string | null }[],
  page: { limit: number; cursor?: string | undefined },
  ids?: readonly string[],
): Promise<Page<DueRow>> {
  return keysetPage<DueRow>(database, {
    values: [JSON.stringify(rules.filter(({ closedBefore }) => closedBefore !== null))],
    columns,
    from: due,
    where: [
      ['t.id = any(?)', ids],
      ['t.municipality = ?', scope.municipality],
      ['person.is_due = ?', true],
      ['person.is_here = ?', scope.municipality === null ? null : true],
    ],
    sort: { name: 'closedAt', expression: 't.closed_at', type: 'timestamptz', descending: false },
    tieBreaker: 't.id',
    ...page,
  });
}

/** How many have ended under a version of a programme that settles no term for them: these are never due. */
export function countWithoutTerm(
  database: Database,
  scope: { municipality: string | null },
  rules: readonly object[],
): Promise<{ municipality: string; programme: string; trajectories: number }[]> {
  return database.query(
    {
      name: 'count-without-term',
      text: `select r ->> 'municipality' as municipality, r ->> 'programme' as programme, count(*)::integer as trajectories
        from jsonb_array_elements($1::jsonb) r join trajectories t on is_of_rule(t, r)
        where t.erased_on is null and r ->> 'closedBefore' is null and ($2::text is null or t.municipality = $2)
        group by 1, 2 order by 1, 2`,
    },
    [JSON.stringify(rules), scope.municipality],
  );
}

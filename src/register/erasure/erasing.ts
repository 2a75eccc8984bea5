import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.js';
import { addDeeds, deedPlaces, gone, sealedDeeds } from '../chains/deeds.js';

/** How far the erasure of one person is. `going`: what has been destroyed can't be brought back, so it goes on. */
export type Stage = 'proposed' | 'retired' | 'going' | 'erased' | 'left-out';

/** One person in an erasure. */
export interface ErasurePerson {
  position: number;
  refs: string[];
  trajectories: string[];
  /** The keys to destroy; null before they were looked up. */
  keyIds: string[] | null;
  stage: Stage;
  leftOut: string | null;
}

export function personsOf(database: Database, erasureId: string): Promise<ErasurePerson[]> {
  return database.query<ErasurePerson>(
    {
      name: 'erasure-persons',
      text: `select position, refs, trajectories, key_ids as "keyIds", stage, left_out as "leftOut"
        from erasure_persons where erasure_id = $1 order by position`,
    },
    [erasureId],
  );
}

/**
 * From now on nothing may happen to these trajectories: they can't be held or reopened. All of them or none.
 * @returns false when one is held, or is there no more
 */
export async function beginErasing(database: Database, trajectories: string[]): Promise<boolean> {
  const marked = await database.query(
    {
      name: 'begin-erasing',
      text: `update trajectories set erasing = true
        where id = any($1) and not held and status = 'closed' and erased_on is null returning id`,
    },
    [trajectories],
  );
  if (marked.length === trajectories.length) return true;
  await endErasing(database, trajectories);
  return false;
}

export async function endErasing(database: Database, trajectories: string[]): Promise<void> {
  await database.query(
    { name: 'end-erasing', text: 'update trajectories set erasing = false where id = any($1) and erasing' },
    [trajectories],
  );
}

/** Whether an erasure of this trajectory has begun. */
export async function isBeingErased(database: Database, trajectoryId: string): Promise<boolean> {
  const [row] = await database.query<{ erasing: boolean }>(
    { name: 'is-being-erased', text: 'select erasing from trajectories where id = $1' },
    [trajectoryId],
  );
  return row?.erasing ?? false;
}

/** All trajectories that the register has of a person. */
export function trajectoriesOf(database: Database, refs: string[]): Promise<{ id: string; status: string }[]> {
  return database.query(
    {
      name: 'trajectories-of-person',
      text: `select distinct p.id, p.status from unnest($1::text[]) ref cross join lateral person_of(ref) p`,
    },
    [refs],
  );
}

export async function setStage(
  database: Database,
  erasureId: string,
  position: number,
  to: { stage: Stage; keyIds?: string[]; leftOut?: string },
): Promise<void> {
  await database.query(
    {
      name: 'set-stage',
      text: `update erasure_persons set stage = $3, key_ids = coalesce($4, key_ids), left_out = coalesce($5, left_out)
        where erasure_id = $1 and position = $2`,
    },
    [erasureId, position, to.stage, to.keyIds ?? null, to.leftOut ?? null],
  );
}

/**
 * Makes trajectories anonymous, all or nothing, in one statement. What the figures count stays, under random names and
 * by the day; nothing else does. The sealed events keep their chain, under the name that leads to no one. Does nothing
 * to what is anonymous already.
 * @throws KeysUnavailable
 * @param part of which erasure this is the end, if of one
 */
export async function makeAnonymous(
  database: Database,
  refs: string[],
  trajectories: string[],
  part: { erasureId: string; position: number } | null,
): Promise<void> {
  const fresh = refs.map(() => `erased-${randomBytes(13).toString('hex')}`);
  const holds = await database.query<{ id: string }>(
    { name: 'holds-to-erase', text: 'select id from holds where trajectory_id = any($1)' },
    [trajectories],
  );
  const deeds = holds.map(({ id }) => ({ place: deedPlaces.hold(id), round: 2, says: gone }));
  await database.query({ name: 'make-anonymous', text: anonymous }, [
    trajectories,
    refs,
    fresh,
    part?.erasureId ?? null,
    part?.position ?? null,
    await sealedDeeds(database.sealer, deeds),
  ]);
}

const anonymous = `
  with as_was as (
    select t.id, m.fresh, m.fresh || '.' || t.episode as fresh_id
    from trajectories t join unnest($2::text[], $3::text[]) m(ref, fresh) on m.ref = t.person_ref
    where t.id = any($1) and t.erased_on is null
  ), trajectory_rows as (
    update trajectories t set id = w.fresh_id, person_ref = w.fresh, known_as = null, version = 0, parties = '{}',
      overdue = false, next_deadline = null, opened_at = start_of_day(t.opened_at), updated_at = start_of_day(t.updated_at),
      closed_at = start_of_day(t.closed_at), held = false, erasing = false, queue = '{}', person = '{}', suspended = false,
      erased_on = day_of(now())::date
    from as_was w where t.id = w.id
  ), version_rows as (
    update case_versions v set trajectory_id = w.fresh_id, at = start_of_day(v.at) from as_was w where v.trajectory_id = w.id
  ), mark_rows as (
    update marks m set trajectory_id = w.fresh_id, at = start_of_day(m.at), until = start_of_day(m.until)
    from as_was w where m.trajectory_id = w.id
  ), wait_rows as (
    update waits s set trajectory_id = w.fresh_id, at = start_of_day(s.at), until = start_of_day(s.until)
    from as_was w where s.trajectory_id = w.id
  ), chains as (
    insert into erased_chains (chain, version)
    select e.chain, max(e.sequence) from events e join as_was w on w.id = e.trajectory_id group by e.chain
    on conflict do nothing
  ), event_rows as (
    update events e set trajectory_id = e.chain from as_was w where e.trajectory_id = w.id
  ), view_rows as (
    delete from agency_views v using as_was w where v.trajectory_id = w.id
  ), step_rows as (
    delete from open_steps s using as_was w where s.trajectory_id = w.id
  ), message_rows as (
    delete from notifications n using as_was w where n.trajectory_id = w.id
  ), own_rows as (
    delete from own_references o using as_was w where o.trajectory_id = w.id
  ), contradiction_rows as (
    delete from contradictions c using as_was w where c.trajectory_id = w.id
  ), hold_rows as (
    delete from holds h using as_was w where h.trajectory_id = w.id returning 'hold/' || h.id as place
  ), deed_rows as (${addDeeds('$6', 'd.place in (select place from hold_rows)')})
  update erasure_persons set stage = 'erased' where erasure_id = $4 and position = $5
`;

/** Trajectories that have ended, with whose they are, by id. */
export function closedTrajectories(
  database: Database,
  after: string,
  limit: number,
): Promise<{ id: string; personRef: string }[]> {
  return database.query(
    {
      name: 'closed-trajectories',
      text: `select id, person_ref as "personRef" from trajectories
        where status = 'closed' and erased_on is null and id > $1 order by id limit $2`,
    },
    [after, limit],
  );
}

/** The trajectories under a reference that have ended, each with the key of its first event; null: it is not sealed. */
export function firstKeysOf(database: Database, personRef: string): Promise<{ id: string; keyId: string | null }[]> {
  return database.query(
    {
      name: 'first-keys',
      text: `select t.id, e.key_id as "keyId" from trajectories t
        join events e on e.trajectory_id = t.id and e.sequence = 1
        where t.person_ref = $1 and t.status = 'closed' and t.erased_on is null`,
    },
    [personRef],
  );
}

/** Takes out of the erasures whoever is there no more: a backup can have put them back. @throws KeysUnavailable */
export async function forgetErased(database: Database): Promise<void> {
  const isGone = 'not exists (select from trajectories t where t.id = any(s.trajectories))';
  const found = await database.query<{ erasureId: string; position: number }>({
    name: 'find-erased',
    text: `select erasure_id as "erasureId", position from erasure_persons s where ${isGone}`,
  });
  const places = found.map(({ erasureId, position }) => deedPlaces.erasurePerson(erasureId, position));
  const deeds = places.map((place) => ({ place, round: 2, says: gone }));
  await database.query(
    {
      name: 'forget-erased',
      text: `with forgotten as (
          delete from erasure_persons s using jsonb_to_recordset($1::jsonb) as f("erasureId" text, position integer)
          where s.erasure_id = f."erasureId" and s.position = f.position and ${isGone}
          returning 'erasure-person/' || erasure_id || '/' || s.position as place
        )
        ${addDeeds('$2', 'd.place in (select place from forgotten)')}`,
    },
    [JSON.stringify(found), await sealedDeeds(database.sealer, deeds)],
  );
}

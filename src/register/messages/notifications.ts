import type { Sealed, Sealer } from '../../privacy/sealer.js';
import type { Said } from '../../trajectory/replayed/refusal.js';
import type { Agency } from '../../trajectory/replayed/state.js';
import type { Database, Statement } from '../database/database.js';
import { keysetPage, type Page, type Scope } from '../database/paging.js';
import { open, places, readable, seal, type MessageContent } from '../database/sealing.js';

export type ChannelName = 'mail' | 'webhook' | 'inbox';

/** A message to be recorded with the event that causes it. */
export interface NewNotification {
  id: string;
  municipality: string;
  sequence: number;
  eventType: string;
  step: string | null;
  agency: Agency;
  channel: ChannelName;
  /** `sent` at once for an inbox: the work list shows it. `failed` when the agency is not in the directory. */
  status: 'pending' | 'sent' | 'failed';
  lastError: Said | null;
  createdAt: string;
  /** After this moment it is not tried any more. */
  retryUntil: string;
}

/** A message as it stands. */
export interface Notification {
  id: string;
  trajectoryId: string;
  municipality: string;
  sequence: number;
  eventType: string;
  step: string | null;
  agency: Agency;
  channel: ChannelName;
  status: 'pending' | 'sent' | 'failed';
  attempts: number;
  lastError: Said | null;
  createdAt: Date;
  sentAt: Date | null;
}

/** A message with what came of it. */
export interface FollowedNotification extends Notification {
  /** When what it asks of the agency did not wait for that agency any more; null: it does, or it asks nothing. */
  settledAt: Date | null;
  /** Whether it tells an agency that something waits for it. */
  asks: boolean;
}

/** A message as the register holds it: what it says, and what came of trying to deliver it, is sealed. */
type StoredMessage = Omit<FollowedNotification, keyof MessageContent | 'lastError'> &
  Sealed & { errorKeyId: string | null; errorSealed: string | null };

/** When another municipality took over what a message of this one was about: what comes after that is not theirs to know. */
const takenOver = `(select min(v.at) from case_versions v where v.trajectory_id = notifications.trajectory_id
  and v.sequence > notifications.sequence and v.figures ->> 'municipality' <> notifications.municipality)`;

/** Of the wait that began with the event that the message tells of, when it is for the agency that is told. */
function waitOf(what: string): string {
  return `(select ${what} from waits w where w.trajectory_id = notifications.trajectory_id
    and w.sequence = notifications.sequence and w.responsible = notifications.agency)`;
}

const columns = `id, trajectory_id as "trajectoryId", municipality, sequence, agency, channel, status, attempts,
  key_id as "keyId", encode(sealed, 'base64') as sealed, error_key_id as "errorKeyId",
  encode(error_sealed, 'base64') as "errorSealed", created_at as "createdAt", sent_at as "sentAt",
  ${waitOf(`least(until, ${takenOver})`)} as "settledAt", ${waitOf('true')} is true as asks`;

/** Without those of whom the key has been destroyed. @throws Undecipherable, KeysUnavailable */
function opened({ sealer }: Database, rows: StoredMessage[]): Promise<FollowedNotification[]> {
  return readable(rows, async ({ keyId, sealed, errorKeyId, errorSealed, ...row }) => {
    const place = places.message(row.trajectoryId, row.sequence);
    const content = await open<MessageContent>(sealer, place, { keyId, sealed });
    const lastError =
      errorKeyId !== null && errorSealed !== null
        ? await open<Said>(sealer, places.error(row.id), { keyId: errorKeyId, sealed: errorSealed })
        : null;
    return { ...row, ...content, lastError };
  });
}

/** Messages as recording takes them. @throws KeysUnavailable */
export async function recordedMessages(sealer: Sealer, trajectoryId: string, messages: NewNotification[]) {
  // What is told of an event is the same for every agency and channel, and is sealed once.
  const contents = new Map<string, Promise<Sealed>>();
  const sealedOnce = (sequence: number, content: MessageContent): Promise<Sealed> => {
    const key = JSON.stringify([sequence, content]);
    const known = contents.get(key) ?? seal(sealer, trajectoryId, places.message(trajectoryId, sequence), content);
    contents.set(key, known);
    return known;
  };
  return Promise.all(
    messages.map(async ({ eventType, step, lastError, ...inClear }) => ({
      ...inClear,
      ...(await sealedOnce(inClear.sequence, { eventType, step })),
      ...(await sealedError(sealer, trajectoryId, inClear.id, lastError)),
    })),
  );
}

/** Why a message was not delivered; what another system answered may hold anything. */
async function sealedError(sealer: Sealer, trajectoryId: string, id: string, error: Said | null) {
  if (error === null) return { errorKeyId: null, errorSealed: null };
  const { keyId, sealed } = await seal(sealer, trajectoryId, places.error(id), error);
  return { errorKeyId: keyId, errorSealed: sealed };
}

/** The sequence of a message that no event of its own trajectory causes: no event has it. */
export const noticeSequence = 0;

/**
 * Records messages that no event of their trajectory causes. Idempotent by id.
 * @returns the ids of those among them that are not delivered yet, whether they are new or not
 * @throws KeysUnavailable
 */
export async function recordNotices(
  database: Database,
  trajectoryId: string,
  messages: NewNotification[],
): Promise<string[]> {
  const pending = await database.query<{ id: string }>(
    {
      name: 'record-notices',
      text: `with added as (
          insert into notifications (id, trajectory_id, municipality, sequence, agency, channel, key_id, sealed, error_key_id,
            error_sealed, status, created_at, retry_until, sent_at)
          select id, $1, municipality, sequence, agency, channel, "keyId", decode(sealed, 'base64'), "errorKeyId",
            decode("errorSealed", 'base64'), status, "createdAt", "retryUntil",
            case when status = 'sent' then "createdAt" end
          from jsonb_to_recordset($2::jsonb) as n(
            id text, municipality text, sequence integer, agency text, channel text, "keyId" text, sealed text,
            "errorKeyId" text, "errorSealed" text, status text, "createdAt" timestamptz, "retryUntil" timestamptz)
          on conflict do nothing
          returning id, status
        )
        select id from added where status = 'pending'
        union all select id from notifications where id = any($3) and status = 'pending'`,
    },
    [
      trajectoryId,
      JSON.stringify(await recordedMessages(database.sealer, trajectoryId, messages)),
      messages.map(({ id }) => id),
    ],
  );
  return pending.map(({ id }) => id);
}

/**
 * Claims what is still pending among a trajectory's messages (or one message), for `seconds`. What another run has
 * claimed is left alone; a claim ends by itself, so a killed worker holds nothing up.
 */
export async function claimPending(
  database: Database,
  which: { trajectoryId: string; from: number; to: number } | { id: string },
  seconds: number,
): Promise<Notification[]> {
  const claimed =
    'id' in which
      ? await database.query<StoredMessage>(claimOne, [which.id, seconds])
      : await database.query<StoredMessage>(claimRange, [which.trajectoryId, which.from, which.to, seconds]);
  return opened(database, claimed);
}

const claim = (name: string, condition: string, seconds: string): Statement => ({
  name,
  text: `update notifications set claimed_until = now() + make_interval(secs => ${seconds})
    where id in (
      select id from notifications
      where ${condition} and status = 'pending' and (claimed_until is null or claimed_until < now())
      for update skip locked)
    returning ${columns}`,
});
const claimRange = claim('claim-range', 'trajectory_id = $1 and sequence between $2 and $3', '$4');
const claimOne = claim('claim-one', 'id = $1', '$2');

/** What came of trying to deliver a message: no error means that the agency's side has taken it. */
export interface DeliveryResult {
  id: string;
  trajectoryId: string;
  error: Said | null;
  /** The receiver said that it will never take this: trying again is of no use. */
  final: boolean;
}

/**
 * Marks messages as sent, as still pending, or as failed when their time is up; and ends the claim. What was sent stays
 * sent, also when a run that lost its claim says later that it failed.
 */
export async function markDelivered(database: Database, results: DeliveryResult[]): Promise<void> {
  const sealed = results.map(async ({ id, trajectoryId, error, final }) => ({
    id,
    final,
    delivered: error === null,
    ...(await sealedError(database.sealer, trajectoryId, id, error)),
  }));
  await database.query(
    {
      name: 'mark-delivered',
      text: `update notifications n set
        status = case when r.delivered then 'sent' when r.final or now() > n.retry_until then 'failed' else 'pending' end,
        attempts = n.attempts + 1, error_key_id = r."errorKeyId", error_sealed = decode(r."errorSealed", 'base64'),
        claimed_until = null,
        sent_at = case when r.delivered then now() else n.sent_at end
      from jsonb_to_recordset($1::jsonb) as r(id text, delivered boolean, final boolean, "errorKeyId" text, "errorSealed" text)
      where n.id = r.id and n.status <> 'sent'`,
    },
    [JSON.stringify(await Promise.all(sealed))],
  );
}

/** The messages among these that are not delivered yet, whoever is at it. */
export async function stillPending(
  database: Database,
  which: { trajectoryId: string; from: number; to: number } | { id: string },
): Promise<{ agency: Agency; lastError: Said | null }[]> {
  const select = `select ${columns} from notifications where status = 'pending' and `;
  const pending = await ('id' in which
    ? database.query<StoredMessage>({ name: 'pending-one', text: `${select} id = $1` }, [which.id])
    : database.query<StoredMessage>(
        { name: 'pending-range', text: `${select} trajectory_id = $1 and sequence between $2 and $3` },
        [which.trajectoryId, which.from, which.to],
      ));
  return opened(database, pending);
}

/** One message, if it lies within the caller's scope. */
export async function findNotification(
  database: Database,
  scope: Scope,
  id: string,
): Promise<FollowedNotification | undefined> {
  const rows = await database.query<StoredMessage>(
    {
      name: 'find-notification',
      text: `select ${columns} from notifications where id = $1
        and ($2::text is null or municipality = $2) and ($3::text is null or agency = $3)`,
    },
    [id, scope.municipality, scope.agency],
  );
  return (await opened(database, rows))[0];
}

/** Puts a message back to pending, with a new time until which it is tried. */
export async function makePending(database: Database, id: string, retryUntil: string): Promise<void> {
  await database.query(
    {
      name: 'make-pending',
      text: `update notifications set status = 'pending', retry_until = $2, claimed_until = null where id = $1`,
    },
    [id, retryUntil],
  );
}

/** What the municipalities were told after the first of these events of each trajectory: one message for each event, in their order. */
export async function toldAfter(
  database: Database,
  events: readonly { trajectoryId: string; sequence: number }[],
): Promise<FollowedNotification[]> {
  const stored = await database.query<StoredMessage>(
    {
      name: 'told-after',
      text: `select distinct on (trajectory_id, sequence) ${columns}
        from (select asked_of, min(since) as since from unnest($1::text[], $2::integer[]) as asked(asked_of, since)
          group by asked_of) asked
        join notifications on trajectory_id = asked_of and sequence > since and agency = 'municipality'
        order by trajectory_id, sequence`,
    },
    [events.map(({ trajectoryId }) => trajectoryId), events.map(({ sequence }) => sequence)],
  );
  return opened(database, stored);
}

export interface NotificationFilter {
  status?: string | undefined;
  agency?: string | undefined;
  trajectoryId?: string | undefined;
  channel?: string | undefined;
  municipality?: string | undefined;
  /** UTC instant: made at it or later. */
  since?: string | undefined;
}

/** Messages within the scope, newest first. An agency sees its own; the municipality sees all of its own city. */
export async function listNotifications(
  database: Database,
  scope: Scope,
  filter: NotificationFilter,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<FollowedNotification>> {
  const { items, nextCursor } = await keysetPage<StoredMessage>(database, {
    columns,
    from: 'notifications',
    where: [
      ['municipality = ?', scope.municipality],
      ['agency = ?', scope.agency],
      ['status = ?', filter.status],
      ['agency = ?', filter.agency],
      ['trajectory_id = ?', filter.trajectoryId],
      ['channel = ?', filter.channel],
      ['municipality = ?', filter.municipality],
      ['created_at >= ?::timestamptz', filter.since],
    ],
    sort: { name: '-createdAt', expression: 'created_at', type: 'timestamptz', descending: true },
    tieBreaker: 'id',
    ...page,
  });
  return { items: await opened(database, items), nextCursor };
}

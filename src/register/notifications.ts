import type { Agency } from '../trajectory/state.js';
import type { Database, Statement } from './database.js';
import { keysetPage, type Page, type Scope } from './paging.js';

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
  subject: string;
  /** `sent` at once for an inbox: the work list shows it. `failed` when the agency is not in the directory. */
  status: 'pending' | 'sent' | 'failed';
  lastError: string | null;
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
  subject: string;
  status: 'pending' | 'sent' | 'failed';
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

const columns = `id, trajectory_id as "trajectoryId", municipality, sequence, event_type as "eventType", step, agency, channel,
  subject, status, attempts, last_error as "lastError", created_at as "createdAt", sent_at as "sentAt"`;

/**
 * Claims what is still pending among a trajectory's messages (or one message), for `seconds`. What another run has
 * claimed is left alone; a claim ends by itself, so a killed worker holds nothing up.
 */
export function claimPending(
  database: Database,
  which: { trajectoryId: string; from: number; to: number } | { id: string },
  seconds: number,
): Promise<Notification[]> {
  return 'id' in which
    ? database.query<Notification>(claimOne, [which.id, seconds])
    : database.query<Notification>(claimRange, [which.trajectoryId, which.from, which.to, seconds]);
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
  error: string | null;
  /** The receiver said that it will never take this: trying again is of no use. */
  final: boolean;
}

/**
 * Marks messages as sent, as still pending, or as failed when their time is up; and ends the claim. What was sent stays
 * sent, also when a run that lost its claim says later that it failed.
 */
export async function markDelivered(database: Database, results: DeliveryResult[]): Promise<void> {
  await database.query(
    {
      name: 'mark-delivered',
      text: `update notifications n set
        status = case when r.error is null then 'sent' when r.final or now() > n.retry_until then 'failed' else 'pending' end,
        attempts = n.attempts + 1, last_error = r.error, claimed_until = null,
        sent_at = case when r.error is null then now() else n.sent_at end
      from jsonb_to_recordset($1::jsonb) as r(id text, error text, final boolean)
      where n.id = r.id and n.status <> 'sent'`,
    },
    [JSON.stringify(results)],
  );
}

/** The messages among these that are not delivered yet, whoever is at it. */
export function stillPending(
  database: Database,
  which: { trajectoryId: string; from: number; to: number } | { id: string },
): Promise<{ agency: Agency; lastError: string | null }[]> {
  const select = `select agency, last_error as "lastError" from notifications where status = 'pending' and `;
  return 'id' in which
    ? database.query({ name: 'pending-one', text: `${select} id = $1` }, [which.id])
    : database.query({ name: 'pending-range', text: `${select} trajectory_id = $1 and sequence between $2 and $3` }, [
        which.trajectoryId,
        which.from,
        which.to,
      ]);
}

/** One message, if it lies within the caller's scope. */
export async function findNotification(
  database: Database,
  scope: Scope,
  id: string,
): Promise<Notification | undefined> {
  const [row] = await database.query<Notification>(
    {
      name: 'find-notification',
      text: `select ${columns} from notifications where id = $1
        and ($2::text is null or municipality = $2) and ($3::text is null or agency = $3)`,
    },
    [id, scope.municipality, scope.agency],
  );
  return row;
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

export interface NotificationFilter {
  status?: string | undefined;
  agency?: string | undefined;
  trajectoryId?: string | undefined;
}

/** Messages within the scope, newest first. An agency sees its own; the municipality sees all of its own city. */
export function listNotifications(
  database: Database,
  scope: Scope,
  filter: NotificationFilter,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Notification>> {
  return keysetPage<Notification>(database, {
    columns,
    from: 'notifications',
    where: [
      ['municipality = ?', scope.municipality],
      ['agency = ?', scope.agency],
      ['status = ?', filter.status],
      ['agency = ?', filter.agency],
      ['trajectory_id = ?', filter.trajectoryId],
    ],
    sort: { name: '-createdAt', expression: 'created_at', type: 'timestamptz', descending: true },
    tieBreaker: 'id',
    ...page,
  });
}

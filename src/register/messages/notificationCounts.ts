import type { Agency } from '../../trajectory/replayed/state.js';
import type { Database } from '../database/database.js';
import type { Scope } from '../database/paging.js';

/** The messages to one agency of one municipality, by what became of them. */
export interface NotificationCount {
  municipality: string;
  agency: Agency;
  pending: number;
  sent: number;
  failed: number;
  /** When the one was made that waits longest to be sent; null when none does. */
  oldestPending: Date | null;
}

/** Counts the messages within the scope. @param since UTC instant: of what was sent, only what was made at it or later */
export function countNotifications(
  database: Database,
  { municipality, agency }: Scope,
  since: string,
): Promise<NotificationCount[]> {
  return database.query<NotificationCount>(
    {
      name: 'count-notifications',
      text: `select municipality, agency,
          count(*) filter (where status = 'pending')::integer as pending,
          count(*) filter (where status = 'sent')::integer as sent,
          count(*) filter (where status = 'failed')::integer as failed,
          min(created_at) filter (where status = 'pending') as "oldestPending"
        from notifications
        where (created_at >= $3::timestamptz or status <> 'sent')
          and ($1::text is null or municipality = $1) and ($2::text is null or agency = $2)
        group by municipality, agency order by municipality, agency`,
    },
    [municipality, agency, since],
  );
}

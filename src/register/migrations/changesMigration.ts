/**
 * Migration 11: when each trajectory and message changed last, so that screens hear of it. It is the number of the
 * transaction, which the database gives out in order; it says nothing of what changed, and there is one for each row, so
 * nothing has to be cleared away and whoever was away for long misses nothing.
 */
export const changesMigration = `
  alter table trajectories add column change xid8 not null default pg_current_xact_id();
  alter table notifications add column change xid8 not null default pg_current_xact_id();
  create index trajectories_by_latest on trajectories (change, id);
  create index notifications_by_latest on notifications (change, id);

  create function stamp_change() returns trigger language plpgsql as $$ begin
    new.change := pg_current_xact_id();
    return new;
  end $$;
  create trigger trajectories_changed before insert or update on trajectories
    for each row execute function stamp_change();
  create trigger notifications_changed before insert or update on notifications
    for each row execute function stamp_change();
`;

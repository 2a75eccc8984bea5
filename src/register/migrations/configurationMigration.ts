/**
 * Migration 13: what was read of the configuration at a start, whenever it was another than before. There is nothing of
 * persons in it and no secret, so it is not sealed; and it is only ever added to.
 */
export const configurationMigration = `
  create table configuration_readings (
    id bigint generated always as identity primary key,
    -- The reading before it; 0 for the first. Of two processes that start at once, one writes it.
    previous bigint not null unique,
    read_at timestamptz not null default now(),
    digest text not null,
    snapshot jsonb not null
  );
  create trigger configuration_readings_append_only before update or delete on configuration_readings
    for each row execute function refuse_rewrite();
`;

/** Migration 17: the trajectories of which the engine and the register tell different things. */
export const contradictionsMigration = `
  create table contradictions (
    trajectory_id text primary key,
    kind text not null check (kind in ('engine-away', 'engine-older', 'register-older')),
    -- Null when the engine has lost it, or it was not asked.
    engine_version integer,
    register_version integer not null,
    since timestamptz not null default now()
  );
`;

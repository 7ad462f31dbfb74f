-- Every version of every territory, as the municipality wrote it; never changed, never deleted.
create table territory_version (
    jurisdiction_id text        not null,
    version         bigint      not null check (version > 0),
    digest          text        not null,
    -- 'folder': read from the territory's folder; 'rollback': an earlier version's content again
    origin          text        not null check (origin in ('folder', 'rollback')),
    restores        bigint,
    files           jsonb       not null,
    published_at    timestamptz not null,
    primary key (jurisdiction_id, version)
);

-- Which version decides. The row is also the lock that publishing takes.
create table territory (
    jurisdiction_id  text primary key,
    version_in_force bigint not null
);

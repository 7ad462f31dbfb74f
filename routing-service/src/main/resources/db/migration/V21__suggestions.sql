-- Until when a territory has learned from its cases; moved on overnight.
create table suggestion_learning (
    jurisdiction_id text        primary key,
    learned_until   timestamptz not null
);

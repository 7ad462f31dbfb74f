-- What routing learned from its mistakes, as it told it last: shown while it can't be asked.
CREATE TABLE told_lessons (
    jurisdiction_id text        PRIMARY KEY,
    lessons         jsonb       NOT NULL,
    told_at         timestamptz NOT NULL
);

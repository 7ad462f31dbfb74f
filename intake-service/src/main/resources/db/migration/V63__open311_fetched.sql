-- Outcomes that the holder of a key has fetched, of the requests that they filed: only who has seen one can say that it isn't right.
CREATE TABLE open311_fetched (
    holder     text        NOT NULL,
    event_id   uuid        NOT NULL,
    fetched_at timestamptz NOT NULL,
    PRIMARY KEY (holder, event_id)
);

-- Records that could not be applied, by where they stood; whole, they are on the dead letters' topic, or parked in the outbox where
-- they are too large for it. Kept as long as that topic keeps them.
CREATE TABLE dead_letter (
    topic     text        NOT NULL,
    partition integer     NOT NULL,
    "offset"  bigint      NOT NULL,
    reason    text        NOT NULL,
    at        timestamptz NOT NULL,
    -- What became of it when it was fed in again.
    outcome   text,
    PRIMARY KEY (topic, partition, "offset")
);
CREATE INDEX dead_letter_waiting ON dead_letter (reason) WHERE outcome IS NULL;
CREATE INDEX dead_letter_at ON dead_letter (at);

-- What was fed in again was known by where the letter stood on its own topic; what waits is known since then.
DROP TABLE dead_letter_replay;

-- What is going on with a phone number, known by a keyed mark alone.
CREATE TABLE text_conversation (
    number_mark bytea PRIMARY KEY,
    request_id  uuid,
    awaiting    text        NOT NULL,
    options     text        NOT NULL,
    stopped     boolean     NOT NULL,
    updated_at  timestamptz NOT NULL
);

-- Pieces of long messages whose others have not come yet.
CREATE TABLE text_piece (
    message     text        NOT NULL,
    number      integer     NOT NULL,
    total       integer     NOT NULL,
    id          text        NOT NULL,
    words       text        NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (message, number)
);

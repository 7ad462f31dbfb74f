-- How far a Matrix account was read: everything before was dealt with.
CREATE TABLE matrix_position (
    account    text        PRIMARY KEY,
    next_batch text        NOT NULL,
    moved_at   timestamptz NOT NULL
);

-- Invitations that were read and are not accepted yet; gone when they are, or are given up.
CREATE TABLE matrix_invitation (
    account    text        NOT NULL,
    room_id    text        NOT NULL,
    invited_at timestamptz NOT NULL,
    failures   integer     NOT NULL,
    due_at     timestamptz NOT NULL,
    PRIMARY KEY (account, room_id)
);

-- Whether a messenger took the answer to a contact: what is handed over again is not answered again.
ALTER TABLE received_contact ADD COLUMN answered boolean NOT NULL DEFAULT false;

-- What messengers said became of messages, until notification has it. A messenger's id may hold a number: it is sealed.
CREATE TABLE untold_receipt (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel       text        NOT NULL,
    master_key_id text        NOT NULL,
    message       bytea       NOT NULL,
    outcome       text        NOT NULL,
    heard_at      timestamptz NOT NULL
);

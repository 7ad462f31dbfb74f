-- Texts that a text center handed over, which has no ids for them: known again by keyed marks of who said what.
CREATE TABLE heard_text (
    id          text        PRIMARY KEY,
    position    bigint      GENERATED ALWAYS AS IDENTITY,
    sender_mark bytea       NOT NULL,
    text_mark   bytea       NOT NULL,
    heard_at    timestamptz NOT NULL,
    answered_at timestamptz
);
CREATE INDEX heard_text_sender ON heard_text (sender_mark, position);
CREATE INDEX heard_text_day ON heard_text (heard_at);

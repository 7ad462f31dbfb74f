-- Who was told lately that their mail was one too many: by a keyed mark alone, and for a day.
CREATE TABLE mail_answer (
    sender_mark bytea       PRIMARY KEY,
    answered_at timestamptz NOT NULL
);

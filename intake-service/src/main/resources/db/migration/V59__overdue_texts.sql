-- Who is writing a long text, sealed, for as long as its words are kept: what came of it is taken in once no more of it is awaited.
ALTER TABLE long_text
    ADD COLUMN master_key_id text,
    ADD COLUMN sender        bytea,
    ADD COLUMN closed        boolean NOT NULL DEFAULT false;

CREATE INDEX long_text_unanswered ON long_text (heard_at) WHERE NOT answered;

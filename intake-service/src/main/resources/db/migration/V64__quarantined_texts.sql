-- How often a long text of which no more is awaited could not be taken in. One that breaks what takes it in again and again is put
-- aside: it is tried no more, and its words stay for a person to look at.
ALTER TABLE long_text
    ADD COLUMN failures        integer NOT NULL DEFAULT 0,
    ADD COLUMN quarantined_at  timestamptz,
    ADD COLUMN quarantined_for text;

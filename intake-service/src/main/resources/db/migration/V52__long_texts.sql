-- Long texts of which pieces came. References come round again: a sender's next text may bear that of the last.
CREATE TABLE long_text (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message      text        NOT NULL,
    total        integer     NOT NULL,
    heard_at     timestamptz NOT NULL,
    completed_by text,
    answered     boolean     NOT NULL DEFAULT false
);
CREATE INDEX long_text_message ON long_text (message);

INSERT INTO long_text (message, total, heard_at)
SELECT message, max(total), max(received_at) FROM text_piece GROUP BY message;

ALTER TABLE text_piece ADD COLUMN long_text bigint REFERENCES long_text ON DELETE CASCADE;
UPDATE text_piece SET long_text = (SELECT id FROM long_text WHERE long_text.message = text_piece.message);
ALTER TABLE text_piece DROP CONSTRAINT text_piece_pkey;
ALTER TABLE text_piece
    ALTER COLUMN long_text SET NOT NULL,
    DROP COLUMN message,
    DROP COLUMN total,
    DROP COLUMN received_at,
    ADD PRIMARY KEY (long_text, number);

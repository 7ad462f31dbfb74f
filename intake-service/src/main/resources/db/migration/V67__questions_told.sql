-- Whether what the person was asked last has left for them. One text is answered before it is acknowledged, and may never be.
ALTER TABLE text_conversation ADD COLUMN told boolean NOT NULL DEFAULT true;

-- The message whose answer asks the person, by a keyed mark, since its id may hold their number. What else is answered meanwhile asks
-- nothing. It is unknown of what was asked before this.
ALTER TABLE text_conversation ADD COLUMN asked_by bytea;

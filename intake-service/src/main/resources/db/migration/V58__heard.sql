-- When a person last said something in a conversation, whatever came of it: some messengers take our words for a day after that.
ALTER TABLE text_conversation ADD COLUMN heard_at timestamptz NOT NULL DEFAULT now();
UPDATE text_conversation SET heard_at = updated_at;

-- The name that a caller gave what it did, whatever that was: it tells a repeat once the case has moved on too.
ALTER TABLE citizen_action ADD COLUMN caller_key text;
CREATE UNIQUE INDEX citizen_action_by_caller ON citizen_action (request_id, caller_key) WHERE caller_key IS NOT NULL;

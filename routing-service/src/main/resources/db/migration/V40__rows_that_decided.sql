-- The row that decided, as it was: one that keeps its id but takes others, or names another department, has a record of its own.
-- Null where no rule decided, and in decisions from before it was noted.
alter table routing_decision add column rule_row uuid;

-- Which of routing's events of the request was the last that counted: the case's version goes back with routing's database.
ALTER TABLE request_progress ADD COLUMN routing_sequence bigint NOT NULL DEFAULT 0;
-- Whatever routing says next is behind it; what others say counts for nothing.
UPDATE request_progress SET routing_sequence = 1 WHERE case_version > 0;

-- Which of routing's events of the request was the last that counted: the case's version goes back with routing's database.
ALTER TABLE request_progress ADD COLUMN routing_sequence bigint NOT NULL DEFAULT 0;

-- Open311 asks for requests by when they were made, and for what happened to requests in a time.
CREATE INDEX service_request_asked ON service_request ((coalesce(requested_at, submitted_at)));
CREATE INDEX timeline_entry_at ON timeline_entry (at);

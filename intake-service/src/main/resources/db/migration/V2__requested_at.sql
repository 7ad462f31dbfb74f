-- When the person first asked, where a request was brought in later from another system.
ALTER TABLE service_request ADD COLUMN requested_at timestamptz;

-- Kept from the public as a request of a private service is: by the rule that decided, or until it is decided where a rule may do so.
ALTER TABLE service_request ADD COLUMN kept_private boolean NOT NULL DEFAULT false;

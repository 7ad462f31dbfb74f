-- Who joined may leave: they count no more, and are told nothing more. The mark (keyed, of e-mail or phone and request) lets one
-- person join once; it goes when they leave.
ALTER TABLE supporter ADD COLUMN contact_mark bytea;
ALTER TABLE supporter ADD COLUMN left_at timestamptz;
CREATE UNIQUE INDEX supporter_once ON supporter (request_id, contact_mark) WHERE contact_mark IS NOT NULL;

CREATE INDEX supporter_requester ON supporter (requester_id);

-- What people decided about texts in which something personal was found, by the event that published the text.
CREATE TABLE text_review (
    event_id   uuid PRIMARY KEY,
    request_id uuid        NOT NULL,
    decision   text        NOT NULL CHECK (decision IN ('keep_masked', 'show', 'hide')),
    decided_at timestamptz NOT NULL,
    decided_by text        NOT NULL
);

-- Taken off every list, map and feed by somebody who looked at it.
ALTER TABLE service_request ADD COLUMN hidden boolean NOT NULL DEFAULT false;

-- Near a place.
CREATE INDEX service_request_at ON service_request USING gist (point(longitude, latitude)) WHERE latitude IS NOT NULL;
-- Texts to look at.
CREATE INDEX service_request_masked ON service_request (submitted_at) WHERE published_description IS NOT NULL;
CREATE INDEX citizen_action_masked ON citizen_action (at) WHERE words <> published;

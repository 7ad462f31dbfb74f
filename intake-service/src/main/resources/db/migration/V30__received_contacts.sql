-- How the channel a person used takes an answer, encrypted with the person's own key.
ALTER TABLE person ADD COLUMN reply bytea;

-- What became of everything that came in through a channel: exactly one line each, without a word of it. The sender's mark
-- (keyed, so that nobody is read out of it) counts how much one sender files, and is forgotten after a day.
CREATE TABLE received_contact (
    contact_id  uuid PRIMARY KEY,
    channel     text        NOT NULL,
    mark        bytea       NOT NULL,
    received_at timestamptz NOT NULL,
    outcome     text        NOT NULL CHECK (outcome IN ('filed', 'added', 'refused')),
    reason      text,
    request_id  uuid,
    left_out    integer     NOT NULL,
    sender_mark bytea,
    CHECK ((outcome = 'refused') = (reason IS NOT NULL)),
    CHECK (outcome = 'refused' OR request_id IS NOT NULL)
);
CREATE INDEX received_contact_sender ON received_contact (sender_mark, received_at) WHERE sender_mark IS NOT NULL;
CREATE INDEX received_contact_day ON received_contact (received_at);

-- A reply by mail names the person, and through the person the request.
CREATE INDEX service_request_requester ON service_request (requester_id);

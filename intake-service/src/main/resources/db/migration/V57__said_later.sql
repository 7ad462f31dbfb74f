-- What a request lacked when it was filed: who named its service since, where the one who filed it didn't (the requester, routing
-- from its words, or routing otherwise), and whether its place came later.
ALTER TABLE service_request ADD COLUMN service_named text CHECK (service_named IN ('requester', 'words', 'routing'));
ALTER TABLE service_request ADD COLUMN placed_later boolean NOT NULL DEFAULT false;

-- Whether somebody has read what it says: without a service nothing else tells whether it concerns its writer alone.
ALTER TABLE service_request ADD COLUMN seen_by_person boolean NOT NULL DEFAULT false;

-- The requests that somebody filed by text, for the one whose department asks them something. They go with the person's details, and
-- once the request has ended.
CREATE TABLE conversation_request (
    number_mark bytea NOT NULL,
    request_id  uuid  NOT NULL,
    PRIMARY KEY (number_mark, request_id)
);
CREATE INDEX conversation_request_request ON conversation_request (request_id);

-- Whose it was isn't known any more where the one who filed it was erased.
UPDATE text_conversation known SET request_id = NULL, awaiting = 'NOTHING', options = ''
FROM citizen_action erased JOIN service_request filed ON filed.id = erased.request_id AND filed.requester_id = erased.requester_id
WHERE erased.request_id = known.request_id AND erased.type = 'requester_erased';

INSERT INTO conversation_request SELECT number_mark, request_id FROM text_conversation WHERE request_id IS NOT NULL;

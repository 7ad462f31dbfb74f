-- A secret this installation made for itself: request ids, tracking codes and edit tokens are derived from it.
CREATE TABLE installation_secret (
    id            smallint PRIMARY KEY CHECK (id = 1),
    master_key_id text  NOT NULL,
    wrapped       bytea NOT NULL
);

-- Requests as filed: the person's own words. published_… stands only where contact details were taken out.
CREATE TABLE service_request (
    id                    uuid PRIMARY KEY,
    tracking_code         text        NOT NULL UNIQUE,
    event_id              uuid        NOT NULL,
    submitted_at          timestamptz NOT NULL,
    jurisdiction_id       text        NOT NULL,
    service_code          text        NOT NULL,
    channel               text        NOT NULL,
    language              text        NOT NULL,
    requester_id          uuid        NOT NULL,
    description           text        NOT NULL,
    published_description text,
    latitude              double precision,
    longitude             double precision,
    address               text,
    published_address     text,
    answers               text,
    payload_mark          bytea
);

-- Contact details, each field encrypted with the person's own key; deleting the row deletes the key.
CREATE TABLE person (
    requester_id  uuid PRIMARY KEY,
    master_key_id text  NOT NULL,
    wrapped_key   bytea NOT NULL,
    name          bytea,
    email         bytea,
    phone         bytea,
    language      text  NOT NULL
);

CREATE TABLE contact_read (
    id           bigserial PRIMARY KEY,
    requester_id uuid        NOT NULL,
    caller       text        NOT NULL,
    purpose      text        NOT NULL,
    at           timestamptz NOT NULL
);
CREATE INDEX contact_read_requester ON contact_read (requester_id);

-- What is known of a request since it was filed; without a row nothing has happened yet.
CREATE TABLE request_progress (
    request_id     uuid PRIMARY KEY,
    revision       integer     NOT NULL,
    updated_at     timestamptz NOT NULL,
    status         text,
    case_version   bigint      NOT NULL DEFAULT 0,
    department     text,
    reason         text,
    expected_at    timestamptz,
    outcome        text,
    outcome_detail text,
    question_id    text,
    question       text
);

CREATE TABLE timeline_entry (
    request_id uuid        NOT NULL,
    revision   integer     NOT NULL,
    event_id   uuid        NOT NULL,
    type       text        NOT NULL,
    at         timestamptz NOT NULL,
    author     text        NOT NULL,
    message    text,
    detail     text        NOT NULL,
    PRIMARY KEY (request_id, revision)
);

-- What citizens did with a filed request. action_key tells a repeat.
CREATE TABLE citizen_action (
    event_id       uuid PRIMARY KEY,
    request_id     uuid        NOT NULL,
    requester_id   uuid        NOT NULL,
    type           text        NOT NULL,
    action_key     text        NOT NULL,
    payload_mark   bytea       NOT NULL,
    case_version   bigint      NOT NULL,
    at             timestamptz NOT NULL,
    field          text,
    words          text,
    published      text,
    UNIQUE (request_id, action_key)
);

CREATE TABLE supporter (
    request_id   uuid NOT NULL,
    requester_id uuid NOT NULL,
    PRIMARY KEY (request_id, requester_id)
);

-- Events on their way out. Ids grow in the order of commits within one ordering key, since its writers wait for one another.
CREATE TABLE outbox (
    id            bigserial PRIMARY KEY,
    topic         text        NOT NULL,
    ordering_key  text        NOT NULL,
    sequence      bigint      NOT NULL,
    key           bytea,
    headers       bytea       NOT NULL,
    value         bytea,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    parked_at     timestamptz,
    parked_reason text
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
CREATE INDEX outbox_parked ON outbox (topic, ordering_key) WHERE parked_at IS NOT NULL;

-- The last number drawn for a request's events on a topic that this service writes.
CREATE TABLE outbox_sequence (
    topic      text   NOT NULL,
    request_id text   NOT NULL,
    last       bigint NOT NULL,
    PRIMARY KEY (topic, request_id)
);

-- How far this service has read: the truth, which Kafka's own offsets only follow.
CREATE TABLE inbox_position (
    topic       text    NOT NULL,
    partition   integer NOT NULL,
    next_offset bigint  NOT NULL,
    PRIMARY KEY (topic, partition)
);

-- The last event of a request that was applied, for each topic (a topic has one writer).
CREATE TABLE inbox_sequence (
    topic      text   NOT NULL,
    request_id text   NOT NULL,
    last       bigint NOT NULL,
    PRIMARY KEY (topic, request_id)
);

-- The newest entry of a key that was applied, for compacted topics.
CREATE TABLE inbox_latest (
    topic    text   NOT NULL,
    key      text   NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (topic, key)
);

-- Events that wait behind a gap, as they stood in Kafka.
CREATE TABLE inbox_held (
    topic      text        NOT NULL,
    request_id text        NOT NULL,
    sequence   bigint      NOT NULL,
    partition  integer     NOT NULL,
    "offset"   bigint      NOT NULL,
    "timestamp" bigint     NOT NULL,
    key        bytea,
    headers    bytea       NOT NULL,
    value      bytea,
    reason     text        NOT NULL,
    since      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, request_id, sequence)
);

-- Gaps that an operator decided not to wait for any longer.
CREATE TABLE inbox_given_up (
    id             bigserial PRIMARY KEY,
    topic          text        NOT NULL,
    request_id     text        NOT NULL,
    first_sequence bigint      NOT NULL,
    last_sequence  bigint      NOT NULL,
    reason         text        NOT NULL,
    at             timestamptz NOT NULL DEFAULT now()
);

-- Dead letters that were fed in again.
CREATE TABLE dead_letter_replay (
    topic     text        NOT NULL,
    partition integer     NOT NULL,
    "offset"  bigint      NOT NULL,
    outcome   text        NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, partition, "offset")
);

-- Documents of other services, kept here whole; `wanted` is what was announced last.
CREATE TABLE published_document (
    key            text PRIMARY KEY,
    version        bigint,
    digest         text,
    json           text,
    fetched_at     timestamptz,
    wanted_version bigint NOT NULL,
    wanted_digest  text   NOT NULL
);

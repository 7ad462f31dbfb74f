-- What is known of each sensor that was ever watched.
CREATE TABLE sensor (
    jurisdiction_id text        NOT NULL,
    sensor_id       text        NOT NULL,
    state           text        NOT NULL,
    since           timestamptz NOT NULL,
    reported_at     timestamptz,
    heard_at        timestamptz NOT NULL,
    silence_told    text        NOT NULL,
    next_look       timestamptz,
    PRIMARY KEY (jurisdiction_id, sensor_id)
);
CREATE INDEX sensor_next_look ON sensor (next_look) WHERE next_look IS NOT NULL;

-- The last request opened about a sensor, for its alarm and for its silence.
CREATE TABLE sensor_request (
    jurisdiction_id text        NOT NULL,
    sensor_id       text        NOT NULL,
    concern         text        NOT NULL,
    number          integer     NOT NULL,
    opened_at       timestamptz NOT NULL,
    request_id      uuid,
    tracking_code   text,
    refused         boolean     NOT NULL,
    told_at         timestamptz NOT NULL,
    untold          integer     NOT NULL,
    over            boolean     NOT NULL,
    PRIMARY KEY (jurisdiction_id, sensor_id, concern),
    FOREIGN KEY (jurisdiction_id, sensor_id) REFERENCES sensor
);

-- Requests to open and details to add, committed with what led to them; gone when done.
CREATE TABLE sensor_act (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    jurisdiction_id text        NOT NULL,
    sensor_id       text        NOT NULL,
    concern         text        NOT NULL,
    number          integer     NOT NULL,
    detail          boolean     NOT NULL,
    words           text        NOT NULL,
    language        text        NOT NULL,
    service_code    text,
    latitude        double precision,
    longitude       double precision,
    address         text,
    at              timestamptz NOT NULL
);

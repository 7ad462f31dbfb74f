-- What is known of a request: enough to write to the people who follow it, no contact detail, nothing that they wrote.
CREATE TABLE followed_request (
    request_id      uuid        PRIMARY KEY,
    jurisdiction_id text        NOT NULL,
    tracking_code   text        NOT NULL,
    service_code    text        NOT NULL,
    submitted_at    timestamptz NOT NULL,
    status          text        NOT NULL,
    department      text,
    expected_at     timestamptz,
    declined_by     text,
    declined_reason text,
    followers       jsonb       NOT NULL,
    actors          jsonb       NOT NULL
);

-- What routing said of a request before intake's first word of it was read; applied and removed when that arrives.
CREATE TABLE early_happening (
    position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid  NOT NULL,
    type       text  NOT NULL,
    happening  jsonb NOT NULL
);
CREATE INDEX early_happening_request ON early_happening (request_id, position);

-- One message to one person. Position is the order in which messages were planned; a request's are planned one after the other.
CREATE TABLE delivery (
    delivery_id       uuid        PRIMARY KEY,
    position          bigint      GENERATED ALWAYS AS IDENTITY,
    request_id        uuid        NOT NULL,
    jurisdiction_id   text        NOT NULL,
    requester_id      text        NOT NULL,
    cause_event_id    text        NOT NULL,
    cause_type        text        NOT NULL,
    cause_occurred_at timestamptz NOT NULL,
    template          text        NOT NULL,
    template_version  integer     NOT NULL,
    language          text        NOT NULL,
    planned_at        timestamptz NOT NULL,
    due_at            timestamptz NOT NULL,
    awaits_routing    boolean     NOT NULL,
    postponements     integer     NOT NULL DEFAULT 0,
    details           jsonb       NOT NULL, -- emptied when the delivery ends
    status            text        NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'sent', 'failed', 'withdrawn')),
    reason            text,
    attempts          integer     NOT NULL DEFAULT 0,
    ended_at          timestamptz,
    UNIQUE (cause_event_id, requester_id, template)
);
CREATE INDEX delivery_due ON delivery (due_at, position) WHERE status = 'waiting';
CREATE INDEX delivery_request ON delivery (request_id, position);

-- Every try, committed before anything leaves. Without a result, nobody knows what came of it.
CREATE TABLE delivery_attempt (
    delivery_id uuid        NOT NULL REFERENCES delivery,
    attempt     integer     NOT NULL,
    began_at    timestamptz NOT NULL,
    result      text        CHECK (result IN ('accepted', 'refused', 'not_taken', 'unknown')),
    ended_at    timestamptz,
    PRIMARY KEY (delivery_id, attempt)
);

-- What a message said when it was first tried, so that it says the same when it is tried again; removed when the delivery ends.
CREATE TABLE delivery_composition (
    delivery_id uuid        PRIMARY KEY REFERENCES delivery,
    dated_at    timestamptz NOT NULL,
    variables   jsonb       NOT NULL
);

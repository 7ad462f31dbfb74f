-- One row per case. What is asked for by column stands in a column, the rest in the document.
CREATE TABLE routing_case (
    case_id         uuid        PRIMARY KEY,
    request_id      uuid        NOT NULL,
    jurisdiction_id text        NOT NULL,
    status          text        NOT NULL,
    department      text,
    version         bigint      NOT NULL,
    submitted_at    timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    document        jsonb       NOT NULL
);

-- A request has one case, more once it is split.
CREATE INDEX routing_case_of_request ON routing_case (request_id);
-- A department's own list and the triage queue, oldest first.
CREATE INDEX routing_case_of_department ON routing_case (department, submitted_at, case_id) WHERE department IS NOT NULL;
CREATE INDEX routing_case_in_triage ON routing_case (submitted_at, case_id) WHERE status = 'awaiting_triage';

-- Commands already answered: a repeat has its effect once and the same answer. refusal is null where it was carried out.
CREATE TABLE department_command (
    department  text        NOT NULL,
    command_id  text        NOT NULL,
    fingerprint text        NOT NULL,
    refusal     text,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (department, command_id)
);

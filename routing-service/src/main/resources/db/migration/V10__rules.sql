-- Rules are edited as drafts too, and every version says who put it in force and what for.
alter table territory_version drop constraint territory_version_origin_check;
alter table territory_version
    add constraint territory_version_origin_check check (origin in ('folder', 'draft', 'rollback')),
    add column published_by text not null default '',
    add column note         text not null default '';

create table rule_draft (
    draft_id          uuid        primary key,
    jurisdiction_id   text        not null,
    -- the version in force it was made from; it is published only while that one still is
    based_on          bigint      not null,
    title             text        not null,
    rules             text        not null,
    status            text        not null check (status in ('open', 'published', 'discarded')),
    revision          bigint      not null,
    created_by        text        not null,
    created_at        timestamptz not null,
    changed_by        text        not null,
    changed_at        timestamptz not null,
    published_version bigint,
    -- the mis-routing it is meant to mend, if it came from one
    mends             jsonb
);
create index rule_draft_of_territory on rule_draft (jurisdiction_id, changed_at desc);

-- What the rules decided first, as it was said then, and whether it stood.
create table routing_decision (
    case_id           uuid        primary key,
    request_id        uuid        not null,
    jurisdiction_id   text        not null,
    service           text        not null,
    area              text,
    channel           text        not null,
    rule_id           text        not null,
    territory_version bigint      not null,
    code              text        not null,
    department        text,
    reason            jsonb       not null,
    decided_at        timestamptz not null,
    -- 'declined', 'transferred' or 'triage': how it was first corrected; corrected_to follows the case
    correction        text,
    corrected_to      text,
    corrected_at      timestamptz
);
create index routing_decision_of_territory on routing_decision (jurisdiction_id, decided_at);
create index routing_case_of_territory on routing_case (jurisdiction_id, submitted_at desc);

-- A change of the rules that mends mis-routing, with what was measured before; what comes after is counted when asked for.
create table routing_lesson (
    lesson_id       uuid        primary key,
    jurisdiction_id text        not null,
    version         bigint      not null,
    service         text        not null,
    area            text,
    from_department text        not null,
    to_department   text        not null,
    before_decided  bigint      not null,
    before_wrong    bigint      not null,
    published_at    timestamptz not null
);

-- Other rules on trial: in shadow (they decide, nothing follows) or for a share of the requests.
create table routing_experiment (
    experiment_id   uuid        primary key,
    jurisdiction_id text        not null,
    based_on        bigint      not null,
    title           text        not null,
    hypothesis      text        not null,
    rules           text        not null,
    mode            text        not null check (mode in ('shadow', 'share')),
    percent         int         not null check (percent between 1 and 100),
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    stopped_at      timestamptz,
    created_by      text        not null,
    created_at      timestamptz not null
);
create table experiment_decision (
    experiment_id uuid    not null references routing_experiment,
    request_id    uuid    not null,
    -- whether the trial's rules acted
    acted         boolean not null,
    in_force      text,
    on_trial      text,
    primary key (experiment_id, request_id)
);

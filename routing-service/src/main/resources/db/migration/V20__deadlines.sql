-- When a case is due and where its clock stands; the rest of its date is in the document.
alter table routing_case
    add column due_at timestamptz,
    add column clock  text check (clock in ('running', 'near', 'missed', 'stopped'));
create index routing_case_near_or_missed on routing_case (due_at, case_id) where clock in ('near', 'missed');

-- Timers, as db-scheduler keeps them: one for each case whose clock runs.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat) where picked;

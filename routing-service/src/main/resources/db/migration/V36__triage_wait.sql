-- Since when a case waits for a person in triage; whether somebody was told that it waits too long stands in the document.
alter table routing_case add column triage_since timestamptz;

-- What waits already has waited since it last came to triage.
update routing_case c
set triage_since = coalesce(
    (select max((line ->> 'at')::timestamptz) from jsonb_array_elements(c.document -> 'history') line
     where line ->> 'type' = 'RoutingDeferred'),
    c.changed_at)
where c.status = 'awaiting_triage' and c.merged_into is null and not c.split;

create index routing_case_triage_wait on routing_case (triage_since) where triage_since is not null;

-- It is looked at once, and wakes itself from then on.
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
select 'case-deadline', case_id::text, now(), false, 1 from routing_case where triage_since is not null
on conflict do nothing;

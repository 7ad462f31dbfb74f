-- What came in while its territory was unknown had no calendar to count by, and so no timer that raises that it waits in triage.
-- Each is looked at once, and wakes itself from then on.
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
select 'case-deadline', case_id::text, now(), false, 1 from routing_case
where triage_since is not null and not coalesce((document #>> '{triage,told}')::boolean, false)
on conflict do nothing;

-- V36 left a case that had a timer for its date to that timer, so that it might be said weeks late that it waits in triage too long.
-- Each is looked at once more; where there is nothing to say its timer is set as it was. One that is firing sets itself.
update scheduled_tasks timer set execution_time = now()
from routing_case waiting
where timer.task_name = 'case-deadline' and timer.task_instance = waiting.case_id::text
    and not timer.picked and timer.execution_time > now()
    and waiting.triage_since is not null
    and not coalesce((waiting.document #>> '{triage,told}')::boolean, false);

-- Who proved responsible for a request, each time that it became another; null once that is open again. What words are taught is read
-- here as it stood on a night, by whichever instance: rows are only ever added.
create table proved_responsible (
    case_id    uuid        not null,
    at         timestamptz not null,
    department text,
    service    text        not null,
    primary key (case_id, at)
);

-- As far as cases tell it now.
insert into proved_responsible (case_id, at, department, service)
select d.case_id, coalesce(d.corrected_at, d.decided_at), known.department, d.service
from routing_decision d join routing_case c on c.case_id = d.case_id
    -- Who declined, and whom nobody followed, proved nothing.
    cross join lateral (select case when d.correction is null then d.department else d.corrected_to end as department) known
where not d.not_ours and known.department is not null
    and (d.correction = 'triage'
        or c.status in ('resolved', 'confirmed', 'contested', 'reopened')
        or c.status in ('acknowledged', 'in_progress', 'awaiting_citizen')
            and (d.correction is not null or d.code <> 'words_suggest'));

-- Whether the request last ended as nobody's here: then whoever had it was neither right nor wrong.
alter table routing_decision add column not_ours boolean not null default false;

update routing_decision d set not_ours = true
from routing_case c
where c.case_id = d.case_id and c.status in ('resolved', 'confirmed', 'contested', 'reopened')
    and (select line ->> 'detail' from jsonb_array_elements(c.document -> 'history') with ordinality history (line, number)
         where line ->> 'type' = 'CaseResolved' order by number desc limit 1) = 'not_ours';

-- Whose a department's code is, for good. Topics, tokens and lists of cases carry it without a territory: passed on to another one it
-- would show that one's staff the first one's requests. So far known by the cases; each publication claims the codes that it names.
create table department_owner (
    department      text primary key,
    jurisdiction_id text not null
);

insert into department_owner (department, jurisdiction_id)
select distinct on (department) department, jurisdiction_id
from routing_case
where department is not null
order by department, submitted_at desc, case_id desc;

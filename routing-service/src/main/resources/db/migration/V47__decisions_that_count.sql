-- What counts for a rule or against it, for all who count. What another rule on trial decided is not for the rules in force to answer
-- for; what is nobody's here was neither rightly decided nor wrongly. What triage made of a decision isn't held against it: the rules
-- said nothing then, or what they said stood.
create view counted_decision as
select d.case_id, d.jurisdiction_id, d.service, d.area, d.rule_id, d.rule_row, d.territory_version, d.department, d.decided_at,
    d.corrected_to, coalesce(d.correction in ('declined', 'transferred'), false) as wrong
from routing_decision d
where not d.not_ours and not exists (select from experiment_decision e where e.request_id = d.request_id and e.acted);

-- What was confirmed before confirmed ones kept their parts takes them from the parts' own cases, each with the outcome that it was given
-- last, as far as its history tells it: neither a planned date nor who else is responsible. A contest reads the parts anew.
update routing_case whole set document = whole.document || jsonb_build_object(
    'parts', of_request.parts,
    'resolvedSince', coalesce(
        (select (line ->> 'version')::bigint
         from jsonb_array_elements(whole.document -> 'history') with ordinality history (line, number)
         where line ->> 'type' = 'CaseResolved' order by number desc limit 1), 0))
from (
    select part.request_id,
        jsonb_agg(jsonb_build_object(
            'caseId', part.case_id,
            'department', part.department,
            'work', coalesce(part.document ->> 'work', ''),
            'status', 'RESOLVED',
            'expectedAt', part.document #> '{journey,expectedAt}',
            'resolution', case when outcome.line is null then null else jsonb_build_object(
                'outcome', upper(outcome.line ->> 'detail'),
                'message', coalesce(outcome.line ->> 'message', ''),
                'plannedFor', null,
                'responsible', '') end)
            order by part.case_id) as parts
    from routing_case part
        left join lateral (
            select line from jsonb_array_elements(part.document -> 'history') with ordinality history (line, number)
            where line ->> 'type' = 'CaseResolved' order by number desc limit 1) outcome on true
    where part.case_id <> part.request_id
    group by part.request_id) of_request
where whole.split and whole.status = 'confirmed' and whole.case_id = whole.request_id
    and of_request.request_id = whole.request_id
    and coalesce(whole.document -> 'parts', 'null') = 'null';

-- What concerns one person alone makes no place. Cases that triage made private before that was seen to still had one, with its
-- address; those that have ended since would have kept it.
with gone as (
    delete from case_place counted using routing_case c
    where c.case_id = counted.case_id and c.document ->> 'visibility' = 'PRIVATE'
    returning counted.case_id, counted.place_id)
delete from place
where place_id in (select place_id from gone)
    -- Both statements see what was there before, so those that go are left out by name.
    and not exists (
        select from case_place other
        where other.place_id = place.place_id and other.case_id not in (select case_id from gone));

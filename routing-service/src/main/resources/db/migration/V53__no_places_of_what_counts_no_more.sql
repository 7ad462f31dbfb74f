-- What was withdrawn, or follows another case, counts at no place. Requests whose place was said only after that had one all the same.
with gone as (
    delete from case_place counted using routing_case c
    where c.case_id = counted.case_id and (c.status = 'withdrawn' or c.merged_into is not null)
    returning counted.case_id, counted.place_id)
delete from place
where place_id in (select place_id from gone)
    -- Both statements see what was there before, so those that go are left out by name.
    and not exists (
        select from case_place other
        where other.place_id = place.place_id and other.case_id not in (select case_id from gone));

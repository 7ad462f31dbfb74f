-- A place is where the first request about a service was; what comes within reach of there later is the same place.
create table place (
    place_id        uuid             primary key, -- the id of the first case there
    jurisdiction_id text             not null,
    service         text             not null,
    latitude        double precision not null,
    longitude       double precision not null
);
create index place_at on place using gist (point(longitude, latitude));

-- The requests that count there: what was withdrawn or erased has no row.
create table case_place (
    case_id         uuid        primary key,
    place_id        uuid        not null references place,
    jurisdiction_id text        not null,
    submitted_at    timestamptz not null
);
create index case_place_of_place on case_place (place_id, submitted_at);
create index case_place_of_territory on case_place (jurisdiction_id, submitted_at) include (place_id);

-- Cases there were before, the oldest first, with a reach of 50 metres.
do $$
declare
    c record;
    found_place uuid;
begin
    for c in
        select case_id, jurisdiction_id, submitted_at, document #>> '{request,serviceCode}' as service,
            (document #>> '{request,place,latitude}')::double precision as latitude,
            (document #>> '{request,place,longitude}')::double precision as longitude
        from routing_case
        where case_id = request_id and status <> 'withdrawn'
            and document #>> '{request,requesterId}' <> '' and document #>> '{request,serviceCode}' <> ''
            and (document #>> '{request,place,latitude}')::double precision
                + abs((document #>> '{request,place,longitude}')::double precision) <> 0
        order by submitted_at, case_id
    loop
        select place_id into found_place from place
        where jurisdiction_id = c.jurisdiction_id and service = c.service
            and point(longitude, latitude) <@ box(
                point(c.longitude - 50 / (111320 * greatest(0.01, cos(radians(c.latitude)))), c.latitude - 50 / 111320.0),
                point(c.longitude + 50 / (111320 * greatest(0.01, cos(radians(c.latitude)))), c.latitude + 50 / 111320.0))
            and sqrt(((latitude - c.latitude) * 111320) ^ 2
                + ((longitude - c.longitude) * 111320 * greatest(0.01, cos(radians(c.latitude)))) ^ 2) <= 50
        order by place_id limit 1;
        if found_place is null then
            insert into place values (c.case_id, c.jurisdiction_id, c.service, c.latitude, c.longitude);
            found_place := c.case_id;
        end if;
        insert into case_place values (c.case_id, found_place, c.jurisdiction_id, c.submitted_at);
    end loop;
end $$;

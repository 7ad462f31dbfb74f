-- What was last read from a territory's folder: what is published of it may hold the desk's rules in place of its own.
create table territory_folder (
    jurisdiction_id text        primary key,
    digest          text        not null,
    files           jsonb       not null,
    read_at         timestamptz not null
);
insert into territory_folder (jurisdiction_id, digest, files, read_at)
select distinct on (jurisdiction_id) jurisdiction_id, digest, files, published_at
from territory_version where origin = 'folder' order by jurisdiction_id, version desc;

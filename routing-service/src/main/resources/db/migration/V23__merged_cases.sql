-- A case about the same matter as another follows that one's life.
alter table routing_case add column merged_into uuid references routing_case;
create index routing_case_merged on routing_case (merged_into) where merged_into is not null;

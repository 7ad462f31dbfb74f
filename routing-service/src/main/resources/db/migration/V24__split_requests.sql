-- A request's case that was split stands for its parts, which are cases of their own; it is never anybody's itself again.
alter table routing_case add column split boolean not null default false;

-- A threshold can be tried as a table can: from which confidence a request's words decide where no rule does.
alter table routing_experiment
    alter column rules drop not null,
    add column route_at numeric(3, 2) check (route_at > 0 and route_at <= 1),
    add constraint routing_experiment_tries_one_thing check ((rules is null) <> (route_at is null));

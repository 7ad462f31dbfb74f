-- Who ended an experiment early, and which requests one acted on: those are not the rules' in force to answer for.
alter table routing_experiment add column stopped_by text;
create index experiment_decision_acted on experiment_decision (request_id) where acted;

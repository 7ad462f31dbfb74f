-- Nothing reads it: when somebody proved responsible is told by proved_responsible. It stays while instances may run that write it.
comment on column routing_decision.corrected_at is 'no longer written; may be dropped once no instance from before V48 can run';

-- A lesson holds as long as the rules have its row: it ends with the first version that lacks it.
alter table routing_lesson
    -- the row that makes the change; null in lessons from before it was noted
    add column rule_id text,
    -- whether that row takes only some requests of its service and area, by answers or words for example
    add column partly boolean not null default false,
    add column ended_version bigint,
    add column ended_at timestamptz,
    -- the last version that was looked at for its row
    add column looked_until bigint not null default 0;

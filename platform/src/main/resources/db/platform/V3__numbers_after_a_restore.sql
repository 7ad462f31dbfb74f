-- How far this service's own topics are known to hold nothing but numbers that this database has drawn. What stands behind is read
-- before anything is published: a database that was restored doesn't know it.
CREATE TABLE outbox_published (
    topic       text    NOT NULL,
    partition   integer NOT NULL,
    next_offset bigint  NOT NULL,
    PRIMARY KEY (topic, partition)
);

-- Whether the event may get another number: it was drawn (others are 1 by construction), and no reader can have seen it.
ALTER TABLE outbox ADD COLUMN renumberable boolean NOT NULL DEFAULT false;

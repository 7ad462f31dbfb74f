-- What the store keeps, or is about to: a row stands here before its bytes do, and goes after them.
CREATE TABLE attachment_content (
    digest text PRIMARY KEY
);

-- Pictures that were sent; a request that names one claims it.
CREATE TABLE attachment (
    id               uuid PRIMARY KEY,
    uploaded_at      timestamptz NOT NULL,
    digest           text        NOT NULL REFERENCES attachment_content,
    content_type     text        NOT NULL,
    bytes            bigint      NOT NULL,
    width            integer     NOT NULL,
    height           integer     NOT NULL,
    thumbnail_digest text        NOT NULL REFERENCES attachment_content,
    thumbnail_type   text        NOT NULL,
    thumbnail_bytes  bigint      NOT NULL,
    thumbnail_width  integer     NOT NULL,
    thumbnail_height integer     NOT NULL,
    request_id       uuid,
    requester_id     uuid,
    place            integer
);
CREATE INDEX attachment_request ON attachment (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX attachment_unclaimed ON attachment (uploaded_at) WHERE request_id IS NULL;
CREATE INDEX attachment_digest ON attachment (digest);
CREATE INDEX attachment_thumbnail_digest ON attachment (thumbnail_digest);

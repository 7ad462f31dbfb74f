-- Requests in the making on the pages. What was typed is sealed under a key that only the person's browser holds; once filed, only
-- the tracking code is left, so that a late press of the button leads to the request. Rows go a day after their last change.
CREATE TABLE filing_draft (
    id            bytea PRIMARY KEY,
    sealed        bytea,
    tracking_code text,
    changed_at    timestamptz NOT NULL
);
CREATE INDEX filing_draft_changed_at ON filing_draft (changed_at);

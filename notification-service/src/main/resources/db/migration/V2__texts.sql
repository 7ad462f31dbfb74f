-- How a message left. What ended before it had a way is counted among the mails, as before.
ALTER TABLE delivery ADD COLUMN channel text NOT NULL DEFAULT 'email' CHECK (channel IN ('email', 'sms'));
ALTER TABLE delivery_attempt ADD COLUMN channel text NOT NULL DEFAULT 'email' CHECK (channel IN ('email', 'sms'));
ALTER TABLE delivery DROP CONSTRAINT delivery_status_check;
ALTER TABLE delivery ADD CONSTRAINT delivery_status_check
    CHECK (status IN ('waiting', 'sent', 'delivered', 'failed', 'withdrawn'));

-- Which message a text center's number means, and what it said became of it, whichever of the two is known first.
CREATE TABLE text_submission (
    provider_id text        PRIMARY KEY,
    delivery_id uuid        REFERENCES delivery,
    outcome     text        CHECK (outcome IN ('delivered', 'not_delivered')),
    noted_at    timestamptz NOT NULL
);
CREATE INDEX text_submission_noted ON text_submission (noted_at);

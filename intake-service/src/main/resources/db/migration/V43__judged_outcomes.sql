-- People confirm or contest the outcome of their request by a message too.
ALTER TABLE received_contact DROP CONSTRAINT received_contact_outcome_check;
ALTER TABLE received_contact ADD CONSTRAINT received_contact_outcome_check
    CHECK (outcome IN ('filed', 'added', 'refused', 'confirmed', 'contested'));

-- Somebody who looks at a text sees its writer's contact details in it: which request it was about.
ALTER TABLE contact_read ADD COLUMN request_id uuid;
CREATE INDEX contact_read_request ON contact_read (request_id) WHERE request_id IS NOT NULL;

-- Why a text is kept back, for the one who wrote it.
ALTER TABLE text_review ADD COLUMN reason text
    CHECK (reason IN ('third_person', 'accusation', 'private_life', 'insult', 'other'));

-- For which department a person's contact details were read, which the person is told by name.
ALTER TABLE contact_read ADD COLUMN department text;

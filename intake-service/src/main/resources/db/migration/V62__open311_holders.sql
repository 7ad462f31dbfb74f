-- Whose key a request was filed with by Open311: that holder alone speaks for its person later. Of those filed before nobody is.
ALTER TABLE service_request ADD COLUMN open311_holder text;

-- Why something of a contact could not be taken over: a word for each thing, in the order in which they came.
ALTER TABLE received_contact ADD COLUMN left_out_why text NOT NULL DEFAULT '';

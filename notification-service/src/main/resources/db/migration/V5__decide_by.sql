-- By when somebody chooses the department, for whoever joins meanwhile.
ALTER TABLE followed_request ADD COLUMN decide_by timestamptz;

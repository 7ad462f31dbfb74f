-- Messengers say what became of messages too, and why not; their ids are kept as a mark, since one of them writes the number into it.
ALTER TABLE text_submission DROP CONSTRAINT text_submission_outcome_check;
ALTER TABLE text_submission ADD CONSTRAINT text_submission_outcome_check
    CHECK (outcome IN ('delivered', 'not_delivered', 'window_closed'));

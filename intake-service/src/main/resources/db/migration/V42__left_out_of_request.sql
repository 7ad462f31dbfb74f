-- What could not be taken over of the contact by which a request was filed is asked for by the request.
CREATE INDEX received_contact_left_out ON received_contact (request_id) WHERE left_out_why <> '';

-- Messages leave by messengers too.
ALTER TABLE delivery DROP CONSTRAINT delivery_channel_check;
ALTER TABLE delivery ADD CONSTRAINT delivery_channel_check CHECK (channel IN ('email', 'sms', 'messaging'));
ALTER TABLE delivery_attempt DROP CONSTRAINT delivery_attempt_channel_check;
ALTER TABLE delivery_attempt ADD CONSTRAINT delivery_attempt_channel_check CHECK (channel IN ('email', 'sms', 'messaging'));

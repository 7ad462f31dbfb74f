-- Why a message is moot that was being sent when that was known. If it does not leave then, it is not tried again.
CREATE TABLE delivery_recall (
    delivery_id uuid PRIMARY KEY REFERENCES delivery,
    reason      text NOT NULL
);

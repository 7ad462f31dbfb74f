-- A request that routing split between departments: its parts as routing told of them last, as JSON.
ALTER TABLE request_progress ADD COLUMN parts text;

-- Indexes that only reads need.

-- The history of a place's conditions, all of them together, page by page in the order of event time.
CREATE INDEX condition_transitions_by_time ON outpost.condition_transitions (place_id, at, condition, revision);

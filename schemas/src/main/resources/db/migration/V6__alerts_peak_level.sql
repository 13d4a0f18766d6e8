-- How bad an episode has been so far, with each of its alerts.

ALTER TABLE outpost.alerts ADD COLUMN peak_level text;

COMMENT ON COLUMN outpost.alerts.peak_level IS
    'The highest level of the episode up to the alert; null where its subject has no levels.';

-- In Flink's application mode a JobManager that takes over runs the job's main again, and the job that it recovers has the
-- epoch from before. A start under the name of the newest submission takes that one's epoch.
ALTER TABLE outpost.writer_epochs ADD COLUMN submission text;
COMMENT ON COLUMN outpost.writer_epochs.submission IS
    'Name of what was submitted (the setting submission); null: every start was a submission of its own.';

-- One row per submission of the conditions job. The job takes its epoch when it is submitted and keeps it through automatic
-- restarts; a job that finds a greater one stops.
CREATE TABLE outpost.writer_epochs (
    writer_epoch bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    begun_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE outpost.writer_epochs IS
    'Submissions of the conditions job. Of two rows with one key the higher (writer_epoch, revision) holds; the job of the greatest epoch alone writes.';

package io.outpost.cli.stack;

/**
 * One job at one moment. {@code restarts} are those of its tasks and {@code failedCheckpoints}
 * those since the JobManager took it up; {@code submissions} counts how often this run of the stack
 * had to hand it in. {@code behindMillis} is the log's time from the first record that it has not
 * read to the newest one, 0 when it has read all. Null is not known, or, of the checkpoint, that
 * none was completed since then.
 */
record JobStatus(
        String name,
        String id,
        String state,
        Long writerEpoch,
        String restoredFrom,
        FlinkRest.Checkpoint lastCheckpoint,
        Long restarts,
        Long failedCheckpoints,
        int submissions,
        Long behindMillis,
        String failure) {
    static final String RUNNING = "RUNNING";
    static final String STARTING = "STARTING";

    /** True unless it runs, or is on its way for the first time. */
    boolean isMissed() {
        return !runs() && !state.equals(STARTING);
    }

    boolean runs() {
        return state.equals(RUNNING);
    }
}

package io.outpost.cli.stack;

/**
 * One job at one moment. {@code restarts} are those of its tasks and {@code failedCheckpoints}
 * those since the JobManager took it up; {@code submissions} counts how often this run of the stack
 * had to hand it in. {@code behindMillis} is the log's time from the first record that it has not
 * read to the newest one, 0 when it has read all; {@code waits} is what its source waits for
 * instead of reading. Null is not known, or, of the checkpoint, that none was completed since then,
 * and of the wait, that there is none.
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
        String waits,
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

    /** True when it runs, and its source reads the log or has read all of it. */
    boolean reads() {
        return runs() && waits == null;
    }
}

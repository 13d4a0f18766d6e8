package io.outpost.cli.stack;

import java.util.List;

/**
 * One job at one moment. {@code restarts} are those of its tasks since the JobManager took it up;
 * {@code failedCheckpoints} those since {@code lastCheckpoint}; {@code submissions} counts how
 * often this run of the stack had to hand it in. {@code releaseJar} is what it runs since an
 * upgrade was begun, null: the jar that was built. {@code behindMillis} is the log's time from the
 * first record that it has not read to the newest one, 0 when it has read all. {@code troubles} say
 * why a job that runs is not ready, with what to do; {@code rejected} counts records by reason.
 * Null is not known, or, of the checkpoint, that none was completed since then.
 */
record JobStatus(
        String name,
        String id,
        String state,
        Long writerEpoch,
        String restoredFrom,
        String releaseJar,
        FlinkRest.Checkpoint lastCheckpoint,
        Long restarts,
        Long failedCheckpoints,
        int submissions,
        Long behindMillis,
        List<String> troubles,
        JobMetrics metrics,
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

    /** True when it runs, reads the log, and keeps what it has read. */
    boolean isReady() {
        return runs() && troubles.isEmpty();
    }
}

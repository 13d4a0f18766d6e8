package io.outpost.e2e.faults;

/**
 * One planned kill.
 *
 * @param aim null: at a random time
 * @param frozenSeconds 0: SIGKILL; else SIGSTOP, and SIGCONT after so long
 * @param pauseMillis how long to wait before it
 * @param afterRecovery false: the stack may still be recovering from the one before
 */
record Kill(
        int number,
        Target target,
        Phase aim,
        int frozenSeconds,
        int pauseMillis,
        boolean afterRecovery) {
    /** What recoveries are grouped by. */
    String kind() {
        return frozenSeconds > 0 ? target.label() + " frozen" : target.label();
    }

    /** True when the job restores a checkpoint after it. */
    boolean restoresTheJob() {
        return frozenSeconds == 0
                && (target.parts().contains("taskmanager")
                        || target.parts().contains("jobmanager"));
    }

    String text() {
        return "%3d  %-12s %-9s %-18s after %5d ms%s"
                .formatted(
                        number,
                        target.label(),
                        frozenSeconds > 0 ? "stop " + frozenSeconds + " s" : "kill",
                        aim == null ? "at random" : "in " + aim.label(),
                        pauseMillis,
                        afterRecovery ? "" : ", without waiting for recovery");
    }
}

package io.outpost.cli.stack;

import java.util.List;
import java.util.Optional;

/** What runs now, as the supervisor last wrote it down; the supervisor itself may be gone since. */
record RunningStack(
        Phase phase,
        String failure,
        ProcessIdentity supervisor,
        List<RunningPart> parts,
        RunningJob job) {
    enum Phase {
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        FAILED
    }

    /**
     * One process of the stack; {@code restarts} counts how often it died and was started again.
     */
    record RunningPart(
            String name,
            ProcessIdentity process,
            String address,
            String stopSignal,
            int restarts,
            boolean ready) {}

    /** The submitted job; {@code restoredFrom} is null when it began empty. */
    record RunningJob(String id, long writerEpoch, String restoredFrom) {}

    Optional<RunningPart> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }
}

package io.outpost.cli.stack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process by id and start, so that a reused id is never taken for the process that had it before.
 */
record ProcessIdentity(long pid, Instant startedAt) {
    /**
     * Linux derives the start from the boot time, whose second may differ from reading to reading.
     */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    static ProcessIdentity of(ProcessHandle handle) {
        return new ProcessIdentity(
                handle.pid(), handle.info().startInstant().orElseGet(Instant::now));
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessIdentity::runs).filter(this::isSame);
    }

    /** A process that has ended but was not yet collected by its parent has no command any more. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    @JsonIgnore
    boolean isAlive() {
        return find().isPresent();
    }

    private boolean isSame(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(
                        start ->
                                Duration.between(start, startedAt).abs().compareTo(CLOCK_TOLERANCE)
                                        <= 0)
                .orElse(false);
    }
}

package io.outpost.bench.contender;

import io.outpost.bench.stage.ProcessorTime;
import java.time.Duration;

/**
 * Passes that are not measured, until the JVM's compilers have become quiet, within limits of time.
 */
final class WarmUp {
    private static final int LEAST_SECONDS = 10;
    private static final double QUIET_SHARE = 0.05;

    private final ContenderKind kind;
    private final Assignment assignment;

    WarmUp(ContenderKind kind, Assignment assignment) {
        this.kind = kind;
        this.assignment = assignment;
    }

    void run() throws Exception {
        long begin = System.nanoTime();
        Duration most = Duration.ofSeconds(assignment.warmSeconds());
        Duration least = Duration.ofSeconds(Math.min(LEAST_SECONDS, assignment.warmSeconds()));
        boolean enough = false;
        while (!enough) {
            boolean quiet = compilingShareOfPass() < QUIET_SHARE;
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            enough = elapsed.compareTo(quiet ? least : most) >= 0;
        }
    }

    private double compilingShareOfPass() throws Exception {
        long begin = System.nanoTime();
        double compiling = compilerSeconds();
        Contender contender = kind.create(assignment);
        Pass pass = Pass.start(contender);
        pass.await(assignment.records());
        pass.stop();
        SharedRows.reset();
        double seconds = (System.nanoTime() - begin) / 1e9;
        return (compilerSeconds() - compiling) / seconds;
    }

    /** By their threads: the JVM itself counts a compilation only when it is complete. */
    private static double compilerSeconds() {
        return ProcessorTime.compilerSeconds(ProcessHandle.current().pid());
    }
}

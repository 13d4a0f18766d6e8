package io.outpost.bench.contender;

import io.outpost.bench.fixture.ProcessStatistics;
import io.outpost.bench.fixture.ThreadPart;

/** Passes that are not measured, until the JVM's compilers are idle, within limits of time. */
public final class WarmUp {
    private static final int LEAST_SECONDS = 10;

    /** Of the time, that the compilers may still take in a process that is warm. */
    public static final double IDLE_SHARE = 0.05;

    private WarmUp() {}

    static void run(ContenderTask task) throws Exception {
        long begin = System.nanoTime();
        int leastSeconds = Math.min(LEAST_SECONDS, task.warmSeconds());
        boolean enough = false;
        while (!enough) {
            boolean idle = compilingShareOfPass(task) < IDLE_SHARE;
            enough = secondsSince(begin) >= (idle ? leastSeconds : task.warmSeconds());
        }
    }

    private static double compilingShareOfPass(ContenderTask task) throws Exception {
        long begin = System.nanoTime();
        double compilingSeconds = compilerSeconds();
        Pass pass = Pass.start(task.kind().create(task));
        pass.await(task.records());
        pass.stop();
        SharedCounts.reset();
        return (compilerSeconds() - compilingSeconds) / secondsSince(begin);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    /** By their threads: the JVM itself counts a compilation only when it is complete. */
    private static double compilerSeconds() {
        return ProcessStatistics.secondsByPart(ProcessHandle.current().pid())
                .getOrDefault(ThreadPart.COMPILERS, 0.0);
    }
}

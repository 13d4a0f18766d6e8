package io.outpost.bench.live;

import java.util.List;
import java.util.Set;

/**
 * What a run consists of.
 *
 * @param watched number of places that are watched
 * @param rates records per second of the constant workloads
 * @param warmUpSeconds at the same rate, before the first constant workload is measured, at least
 * @param seconds that each constant workload is measured
 * @param killRate records per second while the job is killed
 * @param heapMebibytes of the job
 */
record LivePlan(
        Set<Workload> workloads,
        int places,
        int watched,
        List<Integer> rates,
        int warmUpSeconds,
        int seconds,
        int rampFrom,
        int rampTo,
        int rampSeconds,
        int killRate,
        int killSeconds,
        int heapMebibytes,
        int parallelism) {
    private static final int SECONDS_PER_MINUTE = 60;

    /** For starting, draining, and waiting for a minute to close, each workload. */
    private static final int SPARE_SECONDS = 90;

    /** What can be measured live. */
    enum Workload {
        /** Constant rates, with latencies and processor time. */
        CONSTANT,
        /** A rate that goes up beyond what the job can do. */
        RAMP,
        /** A kill at a constant rate, and the way back. */
        KILL
    }

    LivePlan {
        require(
                watched >= 1 && watched <= places,
                "watched places must be within 1 and the places");
        require(rates.stream().allMatch(rate -> rate > 0), "rates must be 1 or more");
        require(killSeconds >= Kill.LEAST_SECONDS, "the kill needs 20 s or more");
        require(
                seconds >= Window.LEAST_SECONDS,
                "a constant rate must be measured for 10 s or more");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Minutes that the run takes at most, about. */
    int minutes() {
        int constant = rates.size() * (warmUpSeconds + seconds + SPARE_SECONDS);
        return (constant + rampSeconds + killSeconds + 2 * SPARE_SECONDS) / SECONDS_PER_MINUTE + 1;
    }

    /** The watched places when the run begins in a minute since 1970. */
    Watched watchedFrom(long minute) {
        return new Watched(places, places / watched, minute + 1, minutes());
    }
}

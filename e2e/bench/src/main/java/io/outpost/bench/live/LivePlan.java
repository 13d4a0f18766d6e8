package io.outpost.bench.live;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Set;

/**
 * What a run consists of.
 *
 * @param watched number of places that are looked at
 * @param rates records per second of the constant workloads
 * @param warmUpSeconds at the same rate, before the first constant workload is measured, at least
 * @param seconds that each constant workload is measured
 * @param killRate records per second while the job is killed
 * @param heapMebibytes of the job
 */
@JsonIgnoreProperties("firstPort")
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
        int parallelism,
        int firstPort) {
    /** At most so long is each further rate sent before it is measured: the JVM is warm by then. */
    static final int SETTLE_SECONDS = 20;

    private static final int SECONDS_PER_MINUTE = 60;

    /** For starting, draining, and waiting for a minute to close, each workload. */
    private static final int SPARE_SECONDS = 90;

    LivePlan {
        if (watched < 1 || watched > places) {
            throw new IllegalArgumentException("watched places must be within 1 and the places");
        }
        if (rates.stream().anyMatch(rate -> rate < 1)) {
            throw new IllegalArgumentException("rates must be 1 or more");
        }
        if (killSeconds < Kill.LEAST_SECONDS) {
            throw new IllegalArgumentException(
                    "the kill needs " + Kill.LEAST_SECONDS + " s or more");
        }
        if (seconds < Window.LEAST_SECONDS) {
            throw new IllegalArgumentException(
                    "a constant rate must be measured for " + Window.LEAST_SECONDS + " s or more");
        }
    }

    /** Minutes that the run takes at most, about. */
    int minutes() {
        int all =
                rates.size() * (warmUpSeconds + seconds + SPARE_SECONDS)
                        + rampSeconds
                        + killSeconds
                        + 2 * SPARE_SECONDS;
        return all / SECONDS_PER_MINUTE + 1;
    }

    Watched watched(long nowMillis) {
        return new Watched(
                places, places / watched, nowMillis / Window.MINUTE_MILLIS + 1, minutes());
    }
}

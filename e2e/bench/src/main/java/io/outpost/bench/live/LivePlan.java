package io.outpost.bench.live;

import java.util.List;

/**
 * What a run consists of.
 *
 * @param watched number of places that are watched
 * @param rates records per second, one after the other
 * @param warmUpSeconds at the same rate, before the first rate is measured, at least
 * @param seconds that each rate is measured
 */
record LivePlan(int places, int watched, List<Integer> rates, int warmUpSeconds, int seconds) {
    static final int PARALLELISM = 2;
    static final int HEAP_MEBIBYTES = 1536;

    private static final int SECONDS_PER_MINUTE = 60;

    /** For starting, draining, and waiting for a minute to close, each rate. */
    private static final int SPARE_SECONDS = 90;

    LivePlan {
        require(
                watched >= 1 && watched <= places,
                "watched places must be within 1 and the places");
        require(rates.stream().allMatch(rate -> rate > 0), "rates must be 1 or more");
        require(seconds >= Window.LEAST_SECONDS, "a rate must be measured for 10 s or more");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The watched places when the run begins in a minute since 1970. */
    Watched watchedFrom(long minute) {
        int seconds = rates.size() * (warmUpSeconds + this.seconds + SPARE_SECONDS);
        return new Watched(places, places / watched, minute + 1, seconds / SECONDS_PER_MINUTE + 1);
    }
}

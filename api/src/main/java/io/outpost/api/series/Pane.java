package io.outpost.api.series;

import java.time.Instant;
import java.util.Map;

/**
 * One stored pane of a place, or an hour of its models, with its values by the names of columns;
 * coverage is the covered part of its time, 0 to 1, null where not known.
 */
record Pane(
        Instant start,
        Tier tier,
        long observations,
        Double coverage,
        Map<String, Stats> stats,
        Instant asOf,
        long writerEpoch,
        long revision) {

    Pane {
        stats = Map.copyOf(stats);
    }

    /** Revisions say what is newer only within a writer epoch. */
    boolean isNewerThan(Pane other) {
        return writerEpoch == other.writerEpoch
                ? revision > other.revision
                : writerEpoch > other.writerEpoch;
    }
}

package io.outpost.ingest.station;

import java.util.List;
import java.util.Optional;

/**
 * The rain counters of stations, in inches. The one that is set back most seldom loses least; of
 * two gauges, the bucket's go before those of the one without moving parts.
 */
final class RainCounter {
    private static final List<String> BUCKET =
            List.of("yearlyrainin", "monthlyrainin", "weeklyrainin", "dailyrainin");
    private static final List<String> PIEZO =
            List.of("yrain_piezo", "mrain_piezo", "wrain_piezo", "drain_piezo");

    private RainCounter() {}

    /**
     * The field of the best counter that the report has. One without a value counts as well: a
     * station that falls silent for a report must not fall back to another counter, which stands
     * elsewhere.
     */
    static Optional<String> in(ReportFields fields) {
        Optional<String> bucket = first(BUCKET, fields);
        return bucket.isPresent() ? bucket : first(PIEZO, fields);
    }

    private static Optional<String> first(List<String> counters, ReportFields fields) {
        return counters.stream().filter(fields::has).findFirst();
    }
}

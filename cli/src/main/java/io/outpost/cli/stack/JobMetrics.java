package io.outpost.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operators of a job report, of all subtasks.
 *
 * @param registryWaitMillis how long its source has waited for the schema registry; 0: it does not
 * @param aheadOfClockMillis how far the log is ahead of the clock that its source waits for; 0: it
 *     does not
 * @param rejected by reason, how many records were rejected since its tasks were started
 * @param places how many have had an observation; 0: the job keeps none
 * @param withoutPosition observations of places that have none, since its tasks were started
 * @param fullestSharePercent how full the fullest share of the places is
 */
record JobMetrics(
        long registryWaitMillis,
        long aheadOfClockMillis,
        Map<String, Long> rejected,
        long places,
        long withoutPosition,
        long fullestSharePercent) {
    static final JobMetrics NONE = new JobMetrics(0, 0, Map.of(), 0, 0, 0);

    private static final String REGISTRY = "receive_records.registryWaitMillis";
    private static final String CLOCK = "receive_records.aheadOfClockMillis";
    private static final String PLACES = "keep_places.observedPlaces";
    private static final String WITHOUT_POSITION = "keep_places.observationsWithoutPosition";
    private static final String FULLEST_SHARE = "keep_places.fullestSharePercent";
    private static final Set<String> SINGLE =
            Set.of(REGISTRY, CLOCK, PLACES, WITHOUT_POSITION, FULLEST_SHARE);
    private static final Pattern REJECTED = Pattern.compile("\\w+\\.reason\\.(\\w+)\\.rejected");

    /** True of a metric's id, as Flink's REST interface lists it, that is asked for here. */
    static boolean isWanted(String id) {
        return SINGLE.contains(id) || REJECTED.matcher(id).matches();
    }

    /** From answers of Flink's REST interface, aggregated by sum and maximum. */
    static JobMetrics of(Iterable<JsonNode> metrics) {
        Map<String, Long> greatest = new HashMap<>();
        Map<String, Long> sums = new HashMap<>();
        Map<String, Long> rejected = new TreeMap<>();
        for (JsonNode metric : metrics) {
            String id = metric.path("id").asText();
            long sum = metric.path("sum").asLong();
            greatest.merge(id, metric.path("max").asLong(), Math::max);
            sums.merge(id, sum, Long::sum);
            Matcher reason = REJECTED.matcher(id);
            if (reason.matches() && sum > 0) {
                rejected.merge(reason.group(1), sum, Long::sum);
            }
        }
        return new JobMetrics(
                greatest.getOrDefault(REGISTRY, 0L),
                greatest.getOrDefault(CLOCK, 0L),
                rejected,
                sums.getOrDefault(PLACES, 0L),
                sums.getOrDefault(WITHOUT_POSITION, 0L),
                greatest.getOrDefault(FULLEST_SHARE, 0L));
    }

    /** What the source waits for instead of reading, and what to do. */
    Optional<String> sourceWait() {
        if (registryWaitMillis > 0) {
            return Optional.of(
                    "waits: for %s the schema registry has not said what a record's schema is; start it, or see its log"
                            .formatted(span(registryWaitMillis)));
        }
        return aheadOfClockMillis > 0
                ? Optional.of(
                        "waits: the log is %s ahead of this machine's clock; set the clocks of broker and TaskManager"
                                .formatted(span(aheadOfClockMillis)))
                : Optional.empty();
    }

    private static String span(long millis) {
        return StatusText.span(Duration.ofMillis(millis));
    }
}

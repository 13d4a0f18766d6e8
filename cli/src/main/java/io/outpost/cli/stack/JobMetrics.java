package io.outpost.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
 */
record JobMetrics(long registryWaitMillis, long aheadOfClockMillis, Map<String, Long> rejected) {
    static final JobMetrics NONE = new JobMetrics(0, 0, Map.of());

    private static final String REGISTRY = "receive_records.registryWaitMillis";
    private static final String CLOCK = "receive_records.aheadOfClockMillis";
    private static final Pattern REJECTED = Pattern.compile("\\w+\\.reason\\.(\\w+)\\.rejected");

    /** True of a metric's id, as Flink's REST interface lists it, that is asked for here. */
    static boolean isWanted(String id) {
        return id.equals(REGISTRY) || id.equals(CLOCK) || REJECTED.matcher(id).matches();
    }

    /** From answers of Flink's REST interface, aggregated by sum and maximum. */
    static JobMetrics of(Iterable<JsonNode> metrics) {
        long registry = 0;
        long clock = 0;
        Map<String, Long> rejected = new TreeMap<>();
        for (JsonNode metric : metrics) {
            String id = metric.path("id").asText();
            long greatest = metric.path("max").asLong();
            registry = id.equals(REGISTRY) ? Math.max(registry, greatest) : registry;
            clock = id.equals(CLOCK) ? Math.max(clock, greatest) : clock;
            Matcher reason = REJECTED.matcher(id);
            long count = metric.path("sum").asLong();
            if (reason.matches() && count > 0) {
                rejected.merge(reason.group(1), count, Long::sum);
            }
        }
        return new JobMetrics(registry, clock, rejected);
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

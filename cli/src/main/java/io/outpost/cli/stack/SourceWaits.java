package io.outpost.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What the source of a job waits for instead of reading the log, ms; 0: for nothing. The job runs
 * meanwhile as if all was well.
 */
record SourceWaits(long registryWaitMillis, long aheadOfClockMillis) {
    static final SourceWaits NONE = new SourceWaits(0, 0);

    private static final String OPERATOR = "receive_records.";
    private static final String REGISTRY = OPERATOR + "registryWaitMillis";
    private static final String CLOCK = OPERATOR + "aheadOfClockMillis";

    /** As Flink's REST interface is asked for them. */
    static final String METRICS = REGISTRY + "," + CLOCK;

    /** From an answer of Flink's REST interface, aggregated by the maximum. */
    static SourceWaits of(JsonNode metrics) {
        return new SourceWaits(greatest(metrics, REGISTRY), greatest(metrics, CLOCK));
    }

    SourceWaits or(SourceWaits other) {
        return new SourceWaits(
                Math.max(registryWaitMillis, other.registryWaitMillis),
                Math.max(aheadOfClockMillis, other.aheadOfClockMillis));
    }

    /** For people, with what to do; null: it waits for nothing. */
    String text() {
        if (registryWaitMillis > 0) {
            return "for %s the schema registry has not said what a record's schema is; start it, or see its log"
                    .formatted(span(registryWaitMillis));
        }
        return aheadOfClockMillis > 0
                ? "the log is %s ahead of this machine's clock; set the clocks of broker and TaskManager"
                        .formatted(span(aheadOfClockMillis))
                : null;
    }

    private static String span(long millis) {
        return StatusText.span(Duration.ofMillis(millis));
    }

    private static long greatest(JsonNode metrics, String name) {
        long greatest = 0;
        for (JsonNode metric : metrics) {
            if (metric.path("id").asText().equals(name)) {
                greatest = Math.max(greatest, metric.path("max").asLong());
            }
        }
        return greatest;
    }
}

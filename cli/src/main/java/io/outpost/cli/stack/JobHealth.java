package io.outpost.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/**
 * How a job does, by Flink's REST interface.
 *
 * @param restarts of its tasks since it was submitted
 * @param failedCheckpoints since the first that was completed: before it, tasks start
 * @param checkpointMillis of the checkpoints in Flink's statistics, from end to end, the mean; 0:
 *     none
 * @param records that its places have read since its tasks were started
 * @param busyMillis that the tasks which read and judge were busy in that time; NaN: they have not
 *     measured it yet
 */
public record JobHealth(
        long restarts,
        long failedCheckpoints,
        long checkpointMillis,
        long records,
        double busyMillis) {

    private static final String SOURCE = "Source: read log";
    private static final String PLACES = "keep places";
    private static final int LEAST_RECORDS = 1_000;

    static JobHealth of(JsonNode job, JsonNode checkpoints, long restarts) {
        long records = 0;
        double busy = 0;
        for (JsonNode vertex : job.path("vertices")) {
            JsonNode metrics = vertex.path("metrics");
            String name = vertex.path("name").asText();
            records += name.startsWith(PLACES) ? metrics.path("read-records").asLong() : 0;
            boolean isMeasured = name.startsWith(SOURCE) || name.startsWith(PLACES);
            busy += isMeasured ? metrics.path("accumulated-busy-time").asDouble() : 0;
        }
        return new JobHealth(
                restarts,
                failedAfterFirst(checkpoints.path("history")),
                checkpoints.at("/summary/end_to_end_duration/avg").asLong(),
                records,
                busy);
    }

    /**
     * Since an earlier moment, how long its tasks were busy per 1,000 records, ms; NaN: too few.
     */
    public double busyMillisPerThousandSince(JobHealth earlier) {
        long read = records - earlier.records;
        return read < LEAST_RECORDS ? Double.NaN : (busyMillis - earlier.busyMillis) * 1_000 / read;
    }

    private static long failedAfterFirst(JsonNode history) {
        long first =
                StreamSupport.stream(history.spliterator(), false)
                        .filter(one -> one.path("status").asText().equals("COMPLETED"))
                        .mapToLong(one -> one.path("id").asLong())
                        .min()
                        .orElse(Long.MAX_VALUE);
        return StreamSupport.stream(history.spliterator(), false)
                .filter(one -> one.path("status").asText().equals("FAILED"))
                .filter(one -> one.path("id").asLong() > first)
                .count();
    }
}

package io.outpost.bench.live;

import java.util.Map;

/**
 * A constant rate. Latencies are from when the record was due that closes the minute.
 *
 * @param warmUpSeconds for which it was sent before
 * @param rows to when the minute's row was visible in Postgres
 * @param alertMillis to when the alert was there for a reader of committed records
 * @param lagMillis age of the oldest record that is due and not processed, over the window
 * @param processor by process, in % of one core
 */
record RateResult(
        double perSecond,
        double warmUpSeconds,
        double seconds,
        PaneWatcher.Seen rows,
        Latency alertMillis,
        long alertsMissing,
        Latency lagMillis,
        Map<String, Double> processor,
        ProducerMain.Sent producer) {
    static final String JOB = "job";
    static final String ELSEWHERE = "all else on the machine";

    /** True when all rows and alerts that were watched for have come. */
    boolean isComplete() {
        return rows.missing() == 0 && alertsMissing == 0;
    }

    /** For people, in one line. */
    String line() {
        return "%,.0f/s: rows %s ms, alerts %s ms, lag %s ms (p50 / p95 / p99 / max), job %.0f %% of a core"
                .formatted(
                        perSecond,
                        rows.latencyMillis().text(),
                        alertMillis.text(),
                        lagMillis.text(),
                        processor.get(JOB));
    }
}

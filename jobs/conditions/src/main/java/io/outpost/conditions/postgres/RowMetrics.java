package io.outpost.conditions.postgres;

import io.outpost.core.place.Emission;
import io.outpost.core.place.PaneRow;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Of one writer of rows: how late they become visible, and how often Postgres did not take them.
 */
final class RowMetrics {
    /** Batches whose delays the quantiles are of. */
    private static final int BATCHES = 1_000;

    /** A pane that was emitted later is of a replay, or was rewritten. */
    private static final long LIVE_MILLIS = Duration.ofHours(1).toMillis();

    private final LongSupplier clock;
    private final Counter failures;
    private final Histogram rowDelayMillis;
    private final Histogram paneLagMillis;
    private long firstAsOfMillis = Long.MAX_VALUE;
    private long firstPaneEndMillis = Long.MAX_VALUE;

    /**
     * @param clock processing time, ms
     */
    RowMetrics(MetricGroup metrics, LongSupplier clock) {
        this.clock = clock;
        failures = metrics.counter("postgresFailures");
        rowDelayMillis =
                metrics.histogram("rowDelayMillis", new DescriptiveStatisticsHistogram(BATCHES));
        paneLagMillis =
                metrics.histogram("paneLagMillis", new DescriptiveStatisticsHistogram(BATCHES));
    }

    void added(Emission row) {
        firstAsOfMillis = Math.min(firstAsOfMillis, row.asOfMillis());
    }

    void addedPane(PaneRow row) {
        long endMillis = row.startMillis() + row.width().millis();
        if (row.asOfMillis() - endMillis <= LIVE_MILLIS) {
            firstPaneEndMillis = Math.min(firstPaneEndMillis, endMillis);
        }
    }

    void committed() {
        long nowMillis = clock.getAsLong();
        rowDelayMillis.update(nowMillis - firstAsOfMillis);
        if (firstPaneEndMillis != Long.MAX_VALUE) {
            paneLagMillis.update(nowMillis - firstPaneEndMillis);
        }
        firstAsOfMillis = Long.MAX_VALUE;
        firstPaneEndMillis = Long.MAX_VALUE;
    }

    void failed() {
        failures.inc();
    }
}

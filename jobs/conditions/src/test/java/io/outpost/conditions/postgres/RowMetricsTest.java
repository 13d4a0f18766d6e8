package io.outpost.conditions.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PaneWidth;
import io.outpost.core.place.RollingMeans;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class RowMetricsTest {
    private static final long NOON = 1_719_835_200_000L;
    private static final long MINUTE = 60_000;

    private final Measured measured = new Measured();
    private long nowMillis = NOON + 2 * MINUTE;
    private final RowMetrics metrics = new RowMetrics(measured, () -> nowMillis);

    @Test
    void theRowThatHasWaitedLongestIsMeasured() {
        add(pane(NOON, NOON + MINUTE + 59_000));
        add(pane(NOON - MINUTE, NOON + MINUTE + 58_500));
        metrics.committed();
        assertEquals(1_500, measured.histogram("rowDelayMillis").getStatistics().getMax());
        assertEquals(2 * MINUTE, measured.histogram("paneLagMillis").getStatistics().getMax());
        nowMillis += 250;
        add(pane(NOON + MINUTE, NOON + 2 * MINUTE + 200));
        metrics.committed();
        assertEquals(50, measured.histogram("rowDelayMillis").getStatistics().getMin());
    }

    @Test
    void thePanesOfAReplayHaveNoLag() {
        add(pane(NOON - 24 * 60 * MINUTE, NOON));
        metrics.committed();
        assertEquals(0, measured.histogram("paneLagMillis").getCount());
        assertEquals(1, measured.histogram("rowDelayMillis").getCount());
    }

    @Test
    void batchesThatFailAreCounted() {
        metrics.failed();
        metrics.failed();
        assertEquals(2, measured.counters.get("postgresFailures").getCount());
    }

    private void add(PaneRow row) {
        metrics.added(row);
        metrics.addedPane(row);
    }

    private static PaneRow pane(long startMillis, long asOfMillis) {
        return new PaneRow(
                "p",
                PaneWidth.MINUTE,
                startMillis,
                0,
                Double.NaN,
                0,
                new int[0],
                new double[0],
                new double[0],
                new double[0],
                0,
                Double.NaN,
                new RollingMeans[0],
                1,
                asOfMillis);
    }

    private static final class Measured extends UnregisteredMetricsGroup {
        private final Map<String, Counter> counters = new HashMap<>();
        private final Map<String, Histogram> histograms = new HashMap<>();

        @Override
        public Counter counter(String name) {
            return counters.computeIfAbsent(name, super::counter);
        }

        @Override
        public <H extends Histogram> H histogram(String name, H histogram) {
            histograms.put(name, histogram);
            return histogram;
        }

        private Histogram histogram(String name) {
            return histograms.get(name);
        }
    }
}

package io.outpost.bench.live;

import io.outpost.bench.fixture.ChildJvm;
import io.outpost.schemas.wire.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.metrics.reporter.Scheduled;

/**
 * Reports from the job's metrics where it is: the next offset of each partition of the log, and how
 * many records are between the sources and the keyed operator.
 */
public final class PositionReporter implements MetricReporter, Scheduled {
    static final int INTERVAL_MILLIS = 200;

    private static final String SENT = "separate dead letters";
    private static final String RECEIVED = "keep places";

    private final Map<Metric, Integer> offsets = new ConcurrentHashMap<>();
    private final Map<Counter, String> counters = new ConcurrentHashMap<>();

    /** Where the job is at an instant. */
    record Position(long millis, long between, Map<Integer, Long> nextOffsets) {}

    /** Found by Flink through META-INF/services. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new PositionReporter();
        }
    }

    @Override
    public void open(MetricConfig config) {
        // Nothing to open.
    }

    @Override
    public void close() {
        // Nothing to close.
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        Map<String, String> scope = group.getAllVariables();
        boolean ofLog = Topic.OBSERVATIONS.topicName().equals(scope.get("<topic>"));
        String operator = scope.getOrDefault("<operator_name>", "");
        if (ofLog && name.equals("currentOffset")) {
            offsets.put(metric, Integer.valueOf(scope.get("<partition>")));
        } else if (name.equals("numRecordsIn")
                && metric instanceof Counter counter
                && (operator.equals(SENT) || operator.equals(RECEIVED))) {
            counters.put(counter, operator);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        offsets.remove(metric);
        counters.keySet().remove(metric);
    }

    @Override
    public void report() {
        long received = sum(RECEIVED);
        long between = Math.max(0, sum(SENT) - received);
        Map<Integer, Long> nextOffsets = new HashMap<>();
        offsets.forEach(
                (metric, partition) -> {
                    long offset = ((Number) ((Gauge<?>) metric).getValue()).longValue();
                    if (offset >= 0) {
                        nextOffsets.put(partition, offset + 1);
                    }
                });
        ChildJvm.report(new Position(System.currentTimeMillis(), between, nextOffsets));
    }

    private long sum(String operator) {
        return counters.entrySet().stream()
                .filter(counter -> counter.getValue().equals(operator))
                .mapToLong(counter -> counter.getKey().getCount())
                .sum();
    }
}

package io.outpost.bench.live;

import io.outpost.schemas.wire.Topic;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.Scheduled;

/**
 * Reports from the job's own metrics where it is: the next offset of each partition of the log, and
 * how many records are between the sources and the keyed operator.
 */
public final class PositionReporter implements MetricReporter, Scheduled {
    static final String POSITION = "position ";
    static final int INTERVAL_MILLIS = 200;

    private static final String SENT = "separate dead letters";
    private static final String RECEIVED = "keep places";

    private final Map<Metric, String> offsets = new ConcurrentHashMap<>();
    private final Set<Counter> sent = ConcurrentHashMap.newKeySet();
    private final Set<Counter> received = ConcurrentHashMap.newKeySet();

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
        if (name.equals("currentOffset")
                && Topic.OBSERVATIONS.topicName().equals(scope.get("<topic>"))) {
            offsets.put(metric, scope.get("<partition>"));
        } else if (name.equals("numRecordsIn") && metric instanceof Counter counter) {
            String operator = scope.getOrDefault("<operator_name>", "");
            if (operator.equals(SENT)) {
                sent.add(counter);
            } else if (operator.equals(RECEIVED)) {
                received.add(counter);
            }
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        offsets.remove(metric);
        if (metric instanceof Counter counter) {
            sent.remove(counter);
            received.remove(counter);
        }
    }

    /** Silent until all partitions have been read from. */
    @Override
    public void report() {
        long through = sum(received);
        long between = Math.max(0, sum(sent) - through);
        StringBuilder next = new StringBuilder();
        for (Map.Entry<Metric, String> partition : offsets.entrySet()) {
            long offset = ((Number) ((Gauge<?>) partition.getKey()).getValue()).longValue();
            if (offset < 0) {
                return;
            }
            next.append(' ').append(partition.getValue()).append(' ').append(offset + 1);
        }
        ChildProcess.tell(POSITION + System.currentTimeMillis() + ' ' + between + next);
    }

    private static long sum(Set<Counter> counters) {
        return counters.stream().mapToLong(Counter::getCount).sum();
    }
}

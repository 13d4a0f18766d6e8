package io.outpost.conditions.operator;

import io.outpost.core.place.RejectionReason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts, by reason, the records that an operator has rejected. One for each operator. */
final class RejectedCounts {
    private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);

    RejectedCounts(MetricGroup metrics) {
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(reason, metrics.addGroup("reason", reason.name()).counter("rejected"));
        }
    }

    void count(RejectionReason reason) {
        rejected.get(reason).inc();
    }
}

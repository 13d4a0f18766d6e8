package io.outpost.cli.simulate;

import io.outpost.cli.simulate.fault.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Numbers of faulty records; written by one thread, read by others. */
final class FaultCounts {
    private final AtomicLongArray counts = new AtomicLongArray(Fault.values().length);

    void add(Fault fault) {
        counts.lazySet(fault.ordinal(), counts.get(fault.ordinal()) + 1);
    }

    /** Those above 0. */
    Map<String, Long> byLabel() {
        Map<String, Long> labelled = new LinkedHashMap<>();
        for (Fault fault : Fault.values()) {
            long count = counts.get(fault.ordinal());
            if (count > 0) {
                labelled.put(fault.label(), count);
            }
        }
        return labelled;
    }
}

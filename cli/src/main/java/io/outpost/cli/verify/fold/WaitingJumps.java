package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.log.LoggedObservation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The observations of a place that are too far ahead to be applied yet: one of a sensor. */
final class WaitingJumps {
    private static final int MOST_SENSORS = 100;
    private static final long MOST_BYTES = 64 * 1024;

    /** In the order of the log. */
    private final Map<String, LoggedObservation> bySensor = new LinkedHashMap<>();

    /** Null when none of it waits. */
    LoggedObservation of(String sensorId) {
        return bySensor.get(sensorId);
    }

    LoggedObservation remove(String sensorId) {
        return bySensor.remove(sensorId);
    }

    /** Adds one of a sensor of which none waits; false when there is no room for it. */
    boolean add(LoggedObservation next) {
        long bytes = next.recordBytes();
        for (LoggedObservation one : bySensor.values()) {
            bytes += one.recordBytes();
        }
        if (bySensor.size() >= MOST_SENSORS || bytes > MOST_BYTES) {
            return false;
        }
        bySensor.put(next.sensorId(), next);
        return true;
    }

    List<LoggedObservation> all() {
        return List.copyOf(bySensor.values());
    }

    int size() {
        return bySensor.size();
    }
}

package io.outpost.e2e.batch;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * One row of a recording, in the project's units.
 *
 * @param intervalSeconds s; the time that it stands for
 * @param values only those that the row has
 */
record Sample(
        String placeId,
        String sensorId,
        Instant at,
        int intervalSeconds,
        Map<Field, Double> values) {
    /** Two samples with the same are duplicates of each other. */
    String identity() {
        return sensorId + "@" + at.getEpochSecond();
    }

    double value(Field field) {
        return values.getOrDefault(field, Double.NaN);
    }

    Sample with(Map<Field, Double> others) {
        return new Sample(placeId, sensorId, at, intervalSeconds, new EnumMap<>(others));
    }
}

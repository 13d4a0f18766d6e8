package io.outpost.operate;

/**
 * A reading that came behind the hour horizon of its place.
 *
 * @param clockMillis the place's clock that it was behind
 * @param values by ordinal of Quantity; NaN: none
 */
public record LateReading(
        String placeId,
        String sensorId,
        long observedAtMillis,
        long clockMillis,
        int sourcePartition,
        long sourceOffset,
        double[] values) {}

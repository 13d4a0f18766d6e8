package io.outpost.core.place;

/**
 * A reading that came behind the hour horizon of its place.
 *
 * @param clockMillis the place's clock that it was behind
 * @param values by code of Quantity; NaN: none
 */
public record LateReading(
        String placeId,
        String sensorId,
        long observedAtMillis,
        long clockMillis,
        int sourcePartition,
        long sourceOffset,
        double[] values,
        long revision,
        long asOfMillis)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.late(this);
    }
}

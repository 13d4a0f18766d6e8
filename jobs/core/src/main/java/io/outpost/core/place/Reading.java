package io.outpost.core.place;

/**
 * One valid observation on its way to its place.
 *
 * @param sensorKey hash of the sensor's id
 * @param sensorId the sensor's id
 * @param observedAtMillis event time
 * @param receivedAtMillis when the broker received it
 * @param intervalSeconds the sensor's declared reporting interval, s; 0 when not declared
 * @param values by code of Quantity, SI; NaN where absent or flagged
 * @param flags as made by QualityCheck
 * @param fingerprint of the payload, by which a duplicate differs from a conflict
 */
public record Reading(
        long sensorKey,
        String sensorId,
        long observedAtMillis,
        long receivedAtMillis,
        int intervalSeconds,
        double[] values,
        long flags,
        int fingerprint,
        Origin origin)
        implements Jumps.Observed {
    @Override
    public int recordBytes() {
        return origin.recordBytes();
    }

    /** The same, to wait at its place: holds no bytes but those of its record. */
    Reading owned() {
        return new Reading(
                sensorKey,
                sensorId,
                observedAtMillis,
                receivedAtMillis,
                intervalSeconds,
                values,
                flags,
                fingerprint,
                origin.owned());
    }
}

package io.outpost.archive.admit;

import io.outpost.core.place.Jumps;
import io.outpost.core.weather.Quantity;
import java.time.Duration;

/**
 * One valid observation as it was sent, on its way to its row.
 *
 * @param observedAtMillis event time, greater than 0
 * @param receivedAtMillis when the broker received it, monotone within its partition
 * @param partition of the log
 * @param intervalSeconds the reporting interval as declared, s; {@link #UNDECLARED} when not
 * @param present bit i set when quantity i was sent
 * @param values by code of Quantity, as sent; NaN where absent
 * @param flags as made by QualityCheck
 * @param recordBytes of the record: key, value, names and values of headers
 * @param extras unknown fields of the sender as JSON in UTF-8; null when there are none
 */
public record RawObservation(
        String placeId,
        String sensorId,
        long observedAtMillis,
        long receivedAtMillis,
        int partition,
        long offset,
        int intervalSeconds,
        int present,
        double[] values,
        long flags,
        int recordBytes,
        byte[] extras)
        implements Jumps.Observed {
    public static final int UNDECLARED = Integer.MIN_VALUE;

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** The UTC day (since 1970) in which it was observed. */
    public int day() {
        return (int) Math.floorDiv(observedAtMillis, DAY_MILLIS);
    }

    /** The second (since 1970) in which it was observed: with place and sensor its identity. */
    public long second() {
        return Math.floorDiv(observedAtMillis, 1000L);
    }

    public boolean isSent(Quantity quantity) {
        return (present >>> quantity.code() & 1) != 0;
    }
}

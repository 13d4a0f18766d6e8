package io.outpost.observe;

import io.outpost.place.RejectionReason;
import io.outpost.schemas.Observation;
import io.outpost.weather.Quantity;
import java.util.Map;

/**
 * What a message says, before it is judged: one instance is filled again for each message. Not
 * thread-safe.
 */
final class SentObservation {
    private static final Quantity[] QUANTITIES = Quantity.values();

    /** Place and sensor; one that is shared by all messages of the sensor, where that is known. */
    SensorIds ids;

    long observedAtMillis;

    /** As it was sent, s; 0 when it was not sent. */
    int intervalSeconds;

    /** By ordinal of Quantity, as they were sent; NaN where none was. */
    double[] values;

    /** Bit i set: quantity i was sent. */
    int present;

    /** Of the extras, in any order; 0 when there are none. */
    long extrasHash;

    /**
     * Takes over a decoded message.
     *
     * @throws RefusedValueException when its time cannot be told in milliseconds
     */
    void take(Observation observation) throws RefusedValueException {
        ids = SensorIds.of(observation.getPlaceId(), observation.getSensorId());
        observedAtMillis = millis(observation);
        Integer interval = observation.getReportingIntervalSeconds();
        intervalSeconds = interval == null ? 0 : interval;
        values = new double[QUANTITIES.length];
        present = 0;
        for (Quantity quantity : QUANTITIES) {
            Double sent = SentQuantities.of(observation, quantity);
            values[quantity.ordinal()] = sent == null ? Double.NaN : sent;
            present |= sent == null ? 0 : 1 << quantity.ordinal();
        }
        extrasHash = 0;
        for (Map.Entry<String, String> extra : observation.getExtras().entrySet()) {
            // Summed: a map has no order.
            extrasHash += IdHash.mix(IdHash.of(extra.getKey()) * 31 + IdHash.of(extra.getValue()));
        }
    }

    /** Of all that was sent but place, sensor and time, as it was sent. */
    int fingerprint() {
        long hash = present;
        for (int left = present; left != 0; left &= left - 1) {
            double value = values[Integer.numberOfTrailingZeros(left)];
            hash = IdHash.mix(hash * 31 + Double.doubleToLongBits(value));
        }
        hash = hash * 31 + intervalSeconds;
        return (int) (IdHash.mix(hash + extrasHash) >>> 32);
    }

    private static long millis(Observation observation) throws RefusedValueException {
        try {
            return observation.getObservedAt().toEpochMilli();
        } catch (ArithmeticException e) {
            throw new RefusedValueException(RejectionReason.UNDECODABLE, e.toString());
        }
    }
}

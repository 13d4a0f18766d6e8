package io.outpost.decode;

import io.outpost.core.place.RejectionReason;
import io.outpost.core.weather.Quantity;
import io.outpost.schemas.Observation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a message says, before it is judged: one instance is filled again for each message. Not
 * thread-safe.
 */
final class DecodedObservation {
    private static final List<Quantity> QUANTITIES = Quantity.sent();

    /** Place and sensor. */
    SensorIds ids;

    long observedAtMillis;

    /** As it was sent, s; 0 when it was not sent. */
    int intervalSeconds;

    /** By code of Quantity, as they were sent; NaN where none was. A reading keeps the array. */
    double[] values = new double[Quantity.COUNT];

    /** Bit i set: quantity i was sent. */
    int present;

    /** Of the extras, in any order; 0 when there are none. */
    long extrasHash;

    /**
     * Takes over a decoded message.
     *
     * @throws RejectedValueException when its time does not fit milliseconds
     */
    void take(Observation observation) throws RejectedValueException {
        ids = SensorIds.of(observation.getPlaceId(), observation.getSensorId());
        observedAtMillis = millis(observation);
        Integer interval = observation.getReportingIntervalSeconds();
        intervalSeconds = interval == null ? 0 : interval;
        values = new double[Quantity.COUNT];
        Arrays.fill(values, Double.NaN);
        present = 0;
        for (Quantity quantity : QUANTITIES) {
            Double sent = ObservationFields.of(observation, quantity);
            values[quantity.code()] = sent == null ? Double.NaN : sent;
            present |= sent == null ? 0 : 1 << quantity.code();
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

    private static long millis(Observation observation) throws RejectedValueException {
        try {
            return observation.getObservedAt().toEpochMilli();
        } catch (ArithmeticException e) {
            throw new RejectedValueException(RejectionReason.UNDECODABLE, e.toString());
        }
    }
}

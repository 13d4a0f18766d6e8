package io.outpost.observe;

import io.outpost.place.Origin;
import io.outpost.place.Reading;
import io.outpost.schemas.Observation;
import io.outpost.weather.QualityCheck;
import io.outpost.weather.Quantity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * Accepts an observation as a reading with good values only, or says why it is refused as a whole.
 */
final class ValidateObservations {
    private static final long FUTURE_ALLOWANCE_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final int LONGEST_INTERVAL_SECONDS = 86_400;

    private static final Quantity[] QUANTITIES = Quantity.values();

    private final int partitions;
    private final RecentPlaces recentPlaces = new RecentPlaces();

    ValidateObservations(int partitions) {
        this.partitions = partitions;
    }

    Inbound validate(Observation observation, SourceRecord source) throws RefusedValueException {
        requireIds(observation, source.origin().partition());
        double[] values = values(observation);
        int present = present(observation);
        int fingerprint = fingerprint(values, present, observation);
        long flags = QualityCheck.flagBadValues(values, present);
        if (!hasValue(values)) {
            throw new RefusedValueException(
                    RejectionReason.NO_QUANTITY, present == 0 ? "no value" : "no usable value");
        }
        long observedAt = requireTime(observation, source);
        Reading reading =
                new Reading(
                        PlaceKey.of(observation.getSensorId()),
                        observation.getSensorId(),
                        observedAt,
                        source.receivedAtMillis(),
                        intervalSeconds(observation),
                        values,
                        flags,
                        fingerprint,
                        origin(observation, observedAt, source));
        return Inbound.of(observation.getPlaceId(), reading);
    }

    private void requireIds(Observation observation, int partition) throws RefusedValueException {
        Ids.require(observation.getPlaceId(), RejectionReason.MISSING_PLACE);
        Ids.require(observation.getSensorId(), RejectionReason.MISSING_SENSOR);
        byte[] place = observation.getPlaceId().getBytes(StandardCharsets.UTF_8);
        int expected = Utils.toPositive(Utils.murmur2(place)) % partitions;
        if (expected != partition) {
            throw new RefusedValueException(
                    RejectionReason.WRONG_PARTITION,
                    "place " + observation.getPlaceId() + " belongs to partition " + expected);
        }
    }

    private static long requireTime(Observation observation, SourceRecord source)
            throws RefusedValueException {
        long observedAt = millis(observation);
        if (observedAt <= 0) {
            throw new RefusedValueException(
                    RejectionReason.MISSING_TIME, "observed at " + observedAt + " ms");
        }
        if (observedAt > source.receivedAtMillis() + FUTURE_ALLOWANCE_MILLIS) {
            throw new RefusedValueException(
                    RejectionReason.IN_FUTURE,
                    "observed at " + observation.getObservedAt() + ", after it was received");
        }
        return observedAt;
    }

    private static long millis(Observation observation) throws RefusedValueException {
        try {
            return observation.getObservedAt().toEpochMilli();
        } catch (ArithmeticException e) {
            throw new RefusedValueException(RejectionReason.UNDECODABLE, e.toString());
        }
    }

    private static int intervalSeconds(Observation observation) {
        Integer declared = observation.getReportingIntervalSeconds();
        boolean usable = declared != null && declared > 0 && declared <= LONGEST_INTERVAL_SECONDS;
        return usable ? declared : 0;
    }

    /**
     * The bytes go along only where the place may still refuse the reading: when it may be a jump
     * in time.
     */
    private Origin origin(Observation observation, long observedAt, SourceRecord source) {
        return recentPlaces.isContinued(observation.getPlaceId(), observedAt)
                ? Origin.of(source.origin().partition(), source.origin().offset())
                : source.origin();
    }

    private static boolean hasValue(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    private static int present(Observation o) {
        int present = 0;
        for (Quantity quantity : QUANTITIES) {
            present |= SentQuantities.of(o, quantity) == null ? 0 : 1 << quantity.ordinal();
        }
        return present;
    }

    private static double[] values(Observation o) {
        double[] values = new double[QUANTITIES.length];
        for (Quantity quantity : QUANTITIES) {
            Double sent = SentQuantities.of(o, quantity);
            values[quantity.ordinal()] = sent == null ? Double.NaN : sent;
        }
        return values;
    }

    /** Of all that was sent but place, sensor and time, as it was sent. */
    private static int fingerprint(double[] values, int present, Observation observation) {
        long hash = present;
        for (int left = present; left != 0; left &= left - 1) {
            double value = values[Integer.numberOfTrailingZeros(left)];
            hash = PlaceKey.mix(hash * 31 + Double.doubleToLongBits(value));
        }
        Integer interval = observation.getReportingIntervalSeconds();
        hash = hash * 31 + (interval == null ? 0 : interval);
        for (Map.Entry<String, String> extra : observation.getExtras().entrySet()) {
            // Summed: a map has no order.
            hash += PlaceKey.mix(PlaceKey.of(extra.getKey()) * 31 + PlaceKey.of(extra.getValue()));
        }
        return (int) (PlaceKey.mix(hash) >>> 32);
    }
}

package io.outpost.decode;

import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.Reading;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.weather.QualityCheck;
import io.outpost.core.weather.Quantity;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.OldRecording;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Accepts an observation as a reading with good values only, or says why it is rejected as a whole.
 */
final class ValidateObservations {
    private static final long FUTURE_ALLOWANCE_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long EARLIEST_MILLIS = OldRecording.EARLIEST.toEpochMilli();
    private static final int LONGEST_INTERVAL_SECONDS = 86_400;

    private final int partitions;
    private final DecodedObservation sent = new DecodedObservation();

    ValidateObservations(int partitions) {
        this.partitions = partitions;
    }

    /** Accepts what was decoded by Avro's reader. */
    PlaceInput validate(Observation observation, SourceRecord source)
            throws RejectedValueException {
        sent.take(observation);
        SensorIds ids = sent.ids;
        Ids.require(ids.placeId(), RejectionReason.MISSING_PLACE);
        requirePartition(ids, source.origin());
        try {
            Ids.require(ids.sensorId(), RejectionReason.MISSING_SENSOR);
        } catch (RejectedValueException e) {
            throw e.naming(ids.placeId());
        }
        return validate(sent, source.receivedAtMillis(), source.origin());
    }

    /** Accepts what a message says, whose ids have been found to be such. */
    PlaceInput validate(DecodedObservation message, long receivedAtMillis, Origin origin)
            throws RejectedValueException {
        SensorIds ids = message.ids;
        requirePartition(ids, origin);
        try {
            return PlaceInput.of(ids.placeId(), reading(message, receivedAtMillis, origin));
        } catch (RejectedValueException e) {
            throw e.naming(ids.placeId());
        }
    }

    private static Reading reading(DecodedObservation message, long receivedAtMillis, Origin origin)
            throws RejectedValueException {
        int fingerprint = message.fingerprint();
        long flags = QualityCheck.flagBadValues(message.values, message.present);
        if (!hasValue(message.values)) {
            throw new RejectedValueException(
                    RejectionReason.NO_QUANTITY,
                    message.present == 0
                            ? "no value of any quantity; names end with a unit, such as air_temperature_celsius"
                            : "no usable value: " + flagged(flags));
        }
        requireTime(message.observedAtMillis, receivedAtMillis, origin);
        return new Reading(
                message.ids.sensorKey(),
                message.ids.sensorId(),
                message.observedAtMillis,
                receivedAtMillis,
                usableInterval(message.intervalSeconds),
                message.values,
                flags,
                fingerprint,
                DeadLetterOrigin.of(origin));
    }

    /** Such as air_temperature_celsius OUT_OF_RANGE, for each that has a flag. */
    private static String flagged(long flags) {
        return Quantity.sent().stream()
                .filter(quantity -> QualityCheck.flagOf(flags, quantity) != null)
                .map(quantity -> quantity.columnName() + ' ' + QualityCheck.flagOf(flags, quantity))
                .collect(Collectors.joining(", "));
    }

    private void requirePartition(SensorIds ids, Origin origin) throws RejectedValueException {
        Ids.requirePartition(ids.placeId(), ids.placeHash(), origin.partition(), partitions);
    }

    private static void requireTime(long observedAt, long receivedAtMillis, Origin origin)
            throws RejectedValueException {
        if (observedAt <= 0) {
            throw new RejectedValueException(
                    RejectionReason.MISSING_TIME, "observed at " + observedAt + " ms");
        }
        if (observedAt < EARLIEST_MILLIS && !isOfOldRecording(origin)) {
            throw new RejectedValueException(
                    RejectionReason.BEFORE_2000,
                    "observed at "
                            + Instant.ofEpochMilli(observedAt)
                            + ", and no header "
                            + OldRecording.HEADER);
        }
        if (observedAt > receivedAtMillis + FUTURE_ALLOWANCE_MILLIS) {
            throw new RejectedValueException(
                    RejectionReason.IN_FUTURE,
                    "observed at " + Instant.ofEpochMilli(observedAt) + ", after it was received");
        }
    }

    private static boolean isOfOldRecording(Origin origin) {
        return Arrays.asList(origin.headerNames()).contains(OldRecording.HEADER);
    }

    /** 0 for an interval that says nothing. */
    private static int usableInterval(int declaredSeconds) {
        return declaredSeconds > 0 && declaredSeconds <= LONGEST_INTERVAL_SECONDS
                ? declaredSeconds
                : 0;
    }

    private static boolean hasValue(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }
}

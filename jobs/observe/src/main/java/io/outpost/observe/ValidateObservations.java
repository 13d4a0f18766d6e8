package io.outpost.observe;

import io.outpost.place.Origin;
import io.outpost.place.PlaceInput;
import io.outpost.place.Reading;
import io.outpost.place.RejectionReason;
import io.outpost.schemas.Observation;
import io.outpost.weather.QualityCheck;
import java.time.Duration;
import java.time.Instant;

/**
 * Accepts an observation as a reading with good values only, or says why it is rejected as a whole.
 */
final class ValidateObservations {
    private static final long FUTURE_ALLOWANCE_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final int LONGEST_INTERVAL_SECONDS = 86_400;

    private final int partitions;
    private final RecentPlaces recentPlaces = new RecentPlaces();
    private final SentObservation sent = new SentObservation();

    ValidateObservations(int partitions) {
        this.partitions = partitions;
    }

    /** Accepts what was decoded by Avro's reader. */
    PlaceInput validate(Observation observation, SourceRecord source) throws RefusedValueException {
        sent.take(observation);
        SensorIds ids = sent.ids;
        Ids.require(ids.placeId(), RejectionReason.MISSING_PLACE);
        requirePartition(ids, source);
        try {
            Ids.require(ids.sensorId(), RejectionReason.MISSING_SENSOR);
        } catch (RefusedValueException e) {
            throw e.naming(ids.placeId());
        }
        return validate(sent, source);
    }

    /** Accepts what a message says, whose ids have been found to be such. */
    PlaceInput validate(SentObservation message, SourceRecord source) throws RefusedValueException {
        SensorIds ids = message.ids;
        requirePartition(ids, source);
        try {
            return PlaceInput.of(ids.placeId(), reading(message, source));
        } catch (RefusedValueException e) {
            throw e.naming(ids.placeId());
        }
    }

    private Reading reading(SentObservation message, SourceRecord source)
            throws RefusedValueException {
        int fingerprint = message.fingerprint();
        long flags = QualityCheck.flagBadValues(message.values, message.present);
        if (!hasValue(message.values)) {
            throw new RefusedValueException(
                    RejectionReason.NO_QUANTITY,
                    message.present == 0 ? "no value" : "no usable value");
        }
        requireTime(message.observedAtMillis, source);
        return new Reading(
                message.ids.sensorKey(),
                message.ids.sensorId(),
                message.observedAtMillis,
                source.receivedAtMillis(),
                usableInterval(message.intervalSeconds),
                message.values,
                flags,
                fingerprint,
                origin(message, source));
    }

    private void requirePartition(SensorIds ids, SourceRecord source) throws RefusedValueException {
        Ids.requirePartition(
                ids.placeId(), ids.placeHash(), source.origin().partition(), partitions);
    }

    private static void requireTime(long observedAt, SourceRecord source)
            throws RefusedValueException {
        if (observedAt <= 0) {
            throw new RefusedValueException(
                    RejectionReason.MISSING_TIME, "observed at " + observedAt + " ms");
        }
        if (observedAt > source.receivedAtMillis() + FUTURE_ALLOWANCE_MILLIS) {
            throw new RefusedValueException(
                    RejectionReason.IN_FUTURE,
                    "observed at " + Instant.ofEpochMilli(observedAt) + ", after it was received");
        }
    }

    /** 0 for an interval that says nothing. */
    private static int usableInterval(int declaredSeconds) {
        return declaredSeconds > 0 && declaredSeconds <= LONGEST_INTERVAL_SECONDS
                ? declaredSeconds
                : 0;
    }

    /**
     * The bytes go along only where the place may still refuse the reading: when it may be a jump
     * in time.
     */
    private Origin origin(SentObservation message, SourceRecord source) {
        return recentPlaces.isContinued(message.ids, message.observedAtMillis)
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
}

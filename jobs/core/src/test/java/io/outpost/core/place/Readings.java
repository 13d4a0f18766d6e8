package io.outpost.core.place;

import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Builds readings: {@code reading().at(NOON).celsius(34).build()}. Received when observed, unless
 * said.
 */
final class Readings {
    static final Instant NOON = Instant.parse("2024-07-01T12:00:00Z");

    private String sensorId = "station";
    private Instant at = NOON;
    private Duration delay = Duration.ZERO;
    private int intervalSeconds;
    private Origin origin = Origin.of(0, 0);
    private final double[] values = new double[Quantity.COUNT];

    private Readings() {
        Arrays.fill(values, Double.NaN);
    }

    static Readings reading() {
        return new Readings();
    }

    Readings of(String sensor) {
        sensorId = sensor;
        return this;
    }

    Readings at(Instant instant) {
        at = instant;
        return this;
    }

    Readings receivedAfter(Duration newDelay) {
        delay = newDelay;
        return this;
    }

    Readings every(Duration interval) {
        intervalSeconds = (int) interval.toSeconds();
        return this;
    }

    Readings from(Origin newOrigin) {
        origin = newOrigin;
        return this;
    }

    Readings celsius(double value) {
        return with(Quantity.AIR_TEMPERATURE_CELSIUS, value);
    }

    Readings humidity(double value) {
        return with(Quantity.RELATIVE_HUMIDITY_PERCENT, value);
    }

    Readings with(Quantity quantity, double value) {
        values[quantity.code()] = value;
        return this;
    }

    /** The same reading with other values. */
    static Reading copyOf(Reading reading, double[] values) {
        return new Reading(
                reading.sensorKey(),
                reading.sensorId(),
                reading.observedAtMillis(),
                reading.receivedAtMillis(),
                reading.intervalSeconds(),
                values,
                reading.flags(),
                Arrays.hashCode(values),
                reading.origin());
    }

    Reading build() {
        return new Reading(
                sensorId.hashCode(),
                sensorId,
                at.toEpochMilli(),
                at.plus(delay).toEpochMilli(),
                intervalSeconds,
                values.clone(),
                0,
                Arrays.hashCode(values),
                origin);
    }
}

package io.outpost.archive.admit;

import io.outpost.core.weather.Quantity;
import java.time.Instant;
import java.util.Arrays;

/** Builds observations for the tests: {@code observation().at(NOON).celsius(34).build()}. */
public final class RawObservations {
    public static final Instant NOON = Instant.parse("2024-07-01T12:00:00Z");

    private String placeId = "trailhead";
    private String sensorId = "station";
    private Instant at = NOON;
    private Instant receivedAt;
    private long offset;
    private long flags;
    private int present;
    private int recordBytes = 100;
    private byte[] extras;
    private final double[] values = new double[Quantity.COUNT];

    private RawObservations() {
        Arrays.fill(values, Double.NaN);
    }

    public static RawObservations observation() {
        return new RawObservations().with(Quantity.AIR_TEMPERATURE_CELSIUS, 20);
    }

    public RawObservations place(String id) {
        placeId = id;
        return this;
    }

    public RawObservations sensor(String id) {
        sensorId = id;
        return this;
    }

    public RawObservations at(Instant instant) {
        at = instant;
        return this;
    }

    public RawObservations receivedAt(Instant instant) {
        receivedAt = instant;
        return this;
    }

    public RawObservations offset(long newOffset) {
        offset = newOffset;
        return this;
    }

    public RawObservations celsius(double value) {
        return with(Quantity.AIR_TEMPERATURE_CELSIUS, value);
    }

    public RawObservations with(Quantity quantity, double value) {
        values[quantity.code()] = value;
        present |= 1 << quantity.code();
        return this;
    }

    public RawObservations recordBytes(int newRecordBytes) {
        recordBytes = newRecordBytes;
        return this;
    }

    public RawObservations flags(long newFlags) {
        flags = newFlags;
        return this;
    }

    public RawObservations extras(byte[] json) {
        extras = json;
        return this;
    }

    public RawObservation build() {
        return new RawObservation(
                placeId,
                sensorId,
                at.toEpochMilli(),
                receivedAt == null ? at.toEpochMilli() + 1500 : receivedAt.toEpochMilli(),
                3,
                offset,
                60,
                present,
                values,
                flags,
                recordBytes,
                extras);
    }
}

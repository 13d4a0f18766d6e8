package io.outpost.bench.backlog;

import io.outpost.schemas.wire.WireFormat;
import io.outpost.weather.Quantity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes observations in the wire format by hand; a test holds that the generated class reads the
 * same. Not thread-safe.
 */
public final class ObservationWriter {
    /** The quantities in the order of the schema's fields. */
    private static final Quantity[] FIELDS = {
        Quantity.AIR_TEMPERATURE_CELSIUS,
        Quantity.DEW_POINT_CELSIUS,
        Quantity.RELATIVE_HUMIDITY_PERCENT,
        Quantity.WIND_SPEED_METRES_PER_SECOND,
        Quantity.WIND_GUST_METRES_PER_SECOND,
        Quantity.PRECIPITATION_MILLIMETRES,
        Quantity.PRECIPITATION_COUNTER_MILLIMETRES,
        Quantity.SNOW_DEPTH_CENTIMETRES,
        Quantity.SNOW_WATER_EQUIVALENT_MILLIMETRES,
        Quantity.WATER_LEVEL_METRES,
        Quantity.PRESSURE_HECTOPASCALS,
        Quantity.SOIL_MOISTURE_PERCENT
    };

    private static final byte NULL = 0;
    private static final byte PRESENT = 2;

    private final byte[] bytes = new byte[1024];
    private final int schemaId;
    private int at;

    public ObservationWriter(int schemaId) {
        this.schemaId = schemaId;
    }

    /** What all observations of a sensor begin with. */
    public byte[] head(String placeId, String sensorId) {
        ByteBuffer.wrap(bytes).put(WireFormat.MAGIC).putInt(schemaId);
        at = WireFormat.HEADER_BYTES;
        text(placeId);
        text(sensorId);
        return Arrays.copyOf(bytes, at);
    }

    /** One observation; values by ordinal of {@link Quantity}, NaN: not measured. */
    public byte[] observation(
            byte[] head, long observedAtMillis, int intervalSeconds, double[] values) {
        System.arraycopy(head, 0, bytes, 0, head.length);
        at = head.length;
        number(observedAtMillis);
        bytes[at++] = PRESENT;
        number(intervalSeconds);
        for (Quantity field : FIELDS) {
            value(values[field.ordinal()]);
        }
        bytes[at++] = NULL;
        return Arrays.copyOf(bytes, at);
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        System.arraycopy(utf8, 0, bytes, at, utf8.length);
        at += utf8.length;
    }

    private void value(double value) {
        if (Double.isNaN(value)) {
            bytes[at++] = NULL;
            return;
        }
        bytes[at++] = PRESENT;
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[at++] = (byte) (bits >>> shift);
        }
    }

    private void number(long value) {
        long left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7FL) != 0) {
            bytes[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[at++] = (byte) left;
    }
}

package io.outpost.cli.simulate.feed;

import io.outpost.cli.simulate.world.Field;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes observations in the wire format by hand, many times faster than through Avro's writer:
 * what never changes of a sensor's reports is made once. A test holds that the generated class
 * reads the same. Not thread-safe.
 */
public final class ObservationBytes {
    private static final byte BRANCH_NULL = 0;
    private static final byte BRANCH_VALUE = 2;
    private static final byte EMPTY_MAP = 0;
    private static final int LONGEST_VARINT = 10;

    /** Place, sensor and time. */
    private static final int HEAD_FIELDS = 3;

    private static final int INTERVAL = -1;
    private static final int EXTRAS = -2;
    private static final int UNKNOWN = -3;

    /**
     * The fields of the schema behind place, sensor and time, in their order: ordinals of {@link
     * Field}, or one of these. What no instrument has is null.
     */
    private static final int[] FIELDS = fields();

    private static final int LONGEST_TAIL = 2 * LONGEST_VARINT + FIELDS.length * 9 + 2;

    private final int schemaId;
    private byte[] bytes = new byte[1024];
    private int at;
    private int payloadHash;

    /** Frames every value with the id of the schema of Observation. */
    public ObservationBytes(int schemaId) {
        this.schemaId = schemaId;
    }

    /**
     * One observation.
     *
     * @param head of the sensor, see {@link #head}
     * @param intervalSeconds as declared; 0: not declared
     * @param values one per {@link Field}, {@link Field#ABSENT} where there is none
     */
    public byte[] encode(byte[] head, long observedAtMillis, int intervalSeconds, double[] values) {
        require(head.length + LONGEST_TAIL);
        System.arraycopy(head, 0, bytes, 0, head.length);
        at = head.length;
        writeLong(observedAtMillis);
        int payload = at;
        for (int field : FIELDS) {
            switch (field) {
                case INTERVAL -> writeInterval(intervalSeconds);
                case EXTRAS -> bytes[at++] = EMPTY_MAP;
                case UNKNOWN -> bytes[at++] = BRANCH_NULL;
                default -> writeValue(values[field]);
            }
        }
        payloadHash = hash(payload);
        return Arrays.copyOf(bytes, at);
    }

    /** A hash of all but place, sensor and time of the observation encoded last. */
    public int payloadHash() {
        return payloadHash;
    }

    /** What all observations of a sensor begin with. */
    public byte[] head(byte[] place, String sensorId) {
        byte[] id = sensorId.getBytes(StandardCharsets.UTF_8);
        require(WireFormat.HEADER_BYTES + 2 * LONGEST_VARINT + place.length + id.length);
        ByteBuffer.wrap(bytes).put(WireFormat.MAGIC).putInt(schemaId);
        at = WireFormat.HEADER_BYTES;
        writeText(place);
        writeText(id);
        return Arrays.copyOf(bytes, at);
    }

    private void require(int length) {
        if (bytes.length < length) {
            bytes = new byte[2 * length];
        }
    }

    private void writeText(byte[] text) {
        writeLong(text.length);
        System.arraycopy(text, 0, bytes, at, text.length);
        at += text.length;
    }

    private void writeInterval(int seconds) {
        if (seconds == 0) {
            bytes[at++] = BRANCH_NULL;
        } else {
            bytes[at++] = BRANCH_VALUE;
            writeLong(seconds);
        }
    }

    private void writeValue(double value) {
        if (value == Field.ABSENT) {
            bytes[at++] = BRANCH_NULL;
            return;
        }
        bytes[at++] = BRANCH_VALUE;
        long bits = Double.doubleToLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[at++] = (byte) (bits >>> shift);
        }
    }

    /** Avro's int and long: zigzag, seven bits a byte, the lowest first. */
    private void writeLong(long value) {
        long left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7FL) != 0) {
            bytes[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[at++] = (byte) left;
    }

    private int hash(int from) {
        int hash = 1;
        for (int i = from; i < at; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    private static int[] fields() {
        Map<String, Integer> positions = new HashMap<>();
        for (Field field : Field.values()) {
            positions.put(field.quantity().fieldName(), field.ordinal());
        }
        positions.put("reportingIntervalSeconds", INTERVAL);
        positions.put("extras", EXTRAS);
        return Observation.getClassSchema().getFields().stream()
                .skip(HEAD_FIELDS)
                .mapToInt(field -> positions.getOrDefault(field.name(), UNKNOWN))
                .toArray();
    }
}

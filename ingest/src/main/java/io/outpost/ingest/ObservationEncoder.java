package io.outpost.ingest;

import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Writes an observation in the wire format, by a plan that is made of its schema once: several
 * times faster than Avro's writer, which asks the schema of each value. The bytes are the same. Not
 * thread-safe; for one observation.
 */
final class ObservationEncoder {
    private static final Kind[] PLAN =
            Observation.getClassSchema().getFields().stream()
                    .map(field -> Kind.of(field.schema()))
                    .toArray(Kind[]::new);

    private static final int FIRST_BYTES = 512;
    private static final int LONGEST_VARINT = 10;
    private static final int MORE = 0x80;
    private static final int SEVEN_BITS = 7;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int at;

    private ObservationEncoder() {}

    /** What stands in a field. */
    private enum Kind {
        TEXT,
        TIME,
        NUMBER_OR_NULL,
        COUNT_OR_NULL,
        TEXTS;

        static Kind of(Schema schema) {
            return switch (schema.getType()) {
                case STRING -> TEXT;
                case LONG -> TIME;
                case MAP -> TEXTS;
                case UNION -> ofOptional(schema);
                default -> throw unknown(schema);
            };
        }

        private static Kind ofOptional(Schema union) {
            if (union.getTypes().size() != 2
                    || union.getTypes().get(0).getType() != Schema.Type.NULL) {
                throw unknown(union);
            }
            return switch (union.getTypes().get(1).getType()) {
                case DOUBLE -> NUMBER_OR_NULL;
                case INT -> COUNT_OR_NULL;
                default -> throw unknown(union);
            };
        }

        private static IllegalStateException unknown(Schema schema) {
            return new IllegalStateException("an observation cannot be written by " + schema);
        }
    }

    static byte[] encode(int schemaId, Observation observation) {
        ObservationEncoder encoder = new ObservationEncoder();
        ByteBuffer.wrap(encoder.bytes).put(WireFormat.MAGIC).putInt(schemaId);
        encoder.at = WireFormat.HEADER_BYTES;
        for (int field = 0; field < PLAN.length; field++) {
            encoder.write(PLAN[field], observation.get(field));
        }
        return Arrays.copyOf(encoder.bytes, encoder.at);
    }

    private void write(Kind kind, Object value) {
        switch (kind) {
            case TEXT -> writeText((String) value);
            case TIME -> writeLong(((Instant) value).toEpochMilli());
            case NUMBER_OR_NULL -> {
                writeLong(value == null ? 0 : 1);
                if (value != null) {
                    writeNumber((Double) value);
                }
            }
            case COUNT_OR_NULL -> {
                writeLong(value == null ? 0 : 1);
                if (value != null) {
                    writeLong((Integer) value);
                }
            }
            case TEXTS -> writeTexts((Map<?, ?>) value);
        }
    }

    /** One block, if there is any, and the empty one that ends. */
    private void writeTexts(Map<?, ?> texts) {
        if (!texts.isEmpty()) {
            writeLong(texts.size());
            texts.forEach(
                    (name, text) -> {
                        writeText((String) name);
                        writeText((String) text);
                    });
        }
        writeLong(0);
    }

    private void writeText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        writeLong(encoded.length);
        require(encoded.length);
        System.arraycopy(encoded, 0, bytes, at, encoded.length);
        at += encoded.length;
    }

    private void writeNumber(double number) {
        require(Double.BYTES);
        long bits = Double.doubleToRawLongBits(number);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[at++] = (byte) (bits >>> shift);
        }
    }

    /** With the sign in the lowest bit, seven bits a byte, the lowest first. */
    private void writeLong(long number) {
        require(LONGEST_VARINT);
        long left = (number << 1) ^ (number >> (Long.SIZE - 1));
        while ((left & -MORE) != 0) {
            bytes[at++] = (byte) (left | MORE);
            left >>>= SEVEN_BITS;
        }
        bytes[at++] = (byte) left;
    }

    private void require(int more) {
        if (at + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (at + more));
        }
    }
}

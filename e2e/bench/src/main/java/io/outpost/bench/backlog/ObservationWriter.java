package io.outpost.bench.backlog;

import io.outpost.core.weather.Quantity;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes observations in the wire format, field by field, since the objects of the generated class
 * would cost the producer more than all else. Not thread-safe.
 */
final class ObservationWriter {
    private static final int NULL_BRANCH = 0;
    private static final int VALUE_BRANCH = 1;

    /** Codes of the quantities in the order of the schema's fields. */
    private static final int[] FIELDS = fields();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    private final int schemaId;

    ObservationWriter(int schemaId) {
        this.schemaId = schemaId;
    }

    /** The bytes with which all observations of a sensor begin. */
    byte[] head(String placeId, String sensorId) {
        try {
            bytes.reset();
            bytes.write(WireFormat.MAGIC);
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
            encoder.writeString(placeId);
            encoder.writeString(sensorId);
            return flushed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One observation; values by code of {@link Quantity}, NaN: not measured. */
    byte[] observation(byte[] head, long observedAtMillis, int intervalSeconds, double[] values) {
        try {
            bytes.reset();
            bytes.writeBytes(head);
            encoder.writeLong(observedAtMillis);
            encoder.writeIndex(VALUE_BRANCH);
            encoder.writeInt(intervalSeconds);
            for (int quantity : FIELDS) {
                writeQuantity(values[quantity]);
            }
            // No extras.
            encoder.writeMapStart();
            encoder.writeMapEnd();
            return flushed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeQuantity(double value) throws IOException {
        if (Double.isNaN(value)) {
            encoder.writeIndex(NULL_BRANCH);
        } else {
            encoder.writeIndex(VALUE_BRANCH);
            encoder.writeDouble(value);
        }
    }

    private byte[] flushed() throws IOException {
        encoder.flush();
        return bytes.toByteArray();
    }

    private static int[] fields() {
        Map<String, Integer> codes =
                Quantity.sent().stream()
                        .collect(Collectors.toMap(Quantity::fieldName, Quantity::code));
        return Observation.getClassSchema().getFields().stream()
                .filter(field -> codes.containsKey(field.name()))
                .mapToInt(field -> codes.get(field.name()))
                .toArray();
    }
}

package io.outpost.schemas.wire;

import io.outpost.schemas.Alert;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** Reads alerts of values of their topic. Not thread-safe. */
public final class AlertReader {
    private final SchemaRegistry registry;
    private final Map<Integer, SpecificDatumReader<Alert>> readers = new HashMap<>();

    public AlertReader(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** A value that is no alert; the message says why. */
    public static final class NoAlertException extends Exception {
        NoAlertException(Exception cause) {
            super(cause.toString(), cause);
        }
    }

    /**
     * The alert of a value.
     *
     * @throws RegistryUnavailableException when a schema is not known and cannot be asked for
     */
    public Alert read(byte[] value) throws NoAlertException, RegistryUnavailableException {
        try {
            if (!WireFormat.isFramed(value)) {
                throw new IOException("it is not in the wire format");
            }
            int length = value.length - WireFormat.HEADER_BYTES;
            return reader(WireFormat.schemaId(value))
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(value, WireFormat.HEADER_BYTES, length, null));
        } catch (IOException | UnknownSchemaException | AvroRuntimeException e) {
            throw new NoAlertException(e);
        }
    }

    private SpecificDatumReader<Alert> reader(int schemaId)
            throws UnknownSchemaException, RegistryUnavailableException {
        SpecificDatumReader<Alert> reader = readers.get(schemaId);
        if (reader == null) {
            reader =
                    new SpecificDatumReader<>(
                            registry.writerSchema(schemaId), Alert.getClassSchema());
            readers.put(schemaId, reader);
        }
        return reader;
    }
}

package io.outpost.e2e.oracle.log;

import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.UnknownSchemaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;

/** Reads values in Confluent's wire format as one generated class, or says why they are refused. */
public final class WireReader<T extends SpecificRecordBase> {
    private static final int HEADER_BYTES = 5;
    private static final int TRIES = 60;

    /** Lengths that the bytes claim must not make us allocate more than a message can hold. */
    private static final String LONGEST_ITEM = Integer.toString(4 << 20);

    static {
        System.setProperty("org.apache.avro.limits.string.maxLength", LONGEST_ITEM);
        System.setProperty("org.apache.avro.limits.bytes.maxLength", LONGEST_ITEM);
        System.setProperty("org.apache.avro.limits.collectionItems.maxLength", LONGEST_ITEM);
    }

    private final SchemaRegistry registry;
    private final Schema readAs;
    private final SpecificData model;
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
    private final Map<Integer, String> refused = new HashMap<>();
    private BinaryDecoder decoder;

    public WireReader(SchemaRegistry registry, T example) {
        this.registry = registry;
        this.readAs = example.getSchema();
        this.model = SpecificData.getForClass(example.getClass());
        model.setFastReaderEnabled(true);
    }

    /** Reads a message that Outpost itself wrote, which can be read. */
    public T message(byte[] value) {
        try {
            return read(value);
        } catch (RefusedException e) {
            throw new IllegalStateException("A message is not readable: " + e.getMessage(), e);
        }
    }

    T read(byte[] value) throws RefusedException {
        if (value == null || value.length == 0) {
            throw new RefusedException("EMPTY");
        }
        if (value.length < HEADER_BYTES || value[0] != 0) {
            throw new RefusedException("BAD_MAGIC");
        }
        SpecificDatumReader<T> reader = reader(ByteBuffer.wrap(value, 1, 4).getInt());
        try {
            decoder =
                    DecoderFactory.get()
                            .binaryDecoder(
                                    value, HEADER_BYTES, value.length - HEADER_BYTES, decoder);
            T read = reader.read(null, decoder);
            if (decoder.isEnd()) {
                return read;
            }
        } catch (IOException | RuntimeException e) {
            // Whatever it is: the bytes do not fit their schema.
        }
        throw new RefusedException("UNDECODABLE");
    }

    private SpecificDatumReader<T> reader(int schemaId) throws RefusedException {
        if (!readers.containsKey(schemaId) && !refused.containsKey(schemaId)) {
            ask(schemaId);
        }
        if (refused.containsKey(schemaId)) {
            throw new RefusedException(refused.get(schemaId));
        }
        return readers.get(schemaId);
    }

    private void ask(int schemaId) {
        for (int tries = 1; ; tries++) {
            try {
                keep(schemaId, registry.writerSchema(schemaId));
                return;
            } catch (UnknownSchemaException e) {
                refused.put(schemaId, "UNKNOWN_SCHEMA");
                return;
            } catch (RegistryUnavailableException e) {
                if (tries == TRIES) {
                    throw new IllegalStateException("The schema registry does not answer", e);
                }
                pause();
            }
        }
    }

    private void keep(int schemaId, Schema writtenAs) {
        boolean compatible =
                SchemaCompatibility.checkReaderWriterCompatibility(readAs, writtenAs).getType()
                        == SchemaCompatibilityType.COMPATIBLE;
        if (compatible) {
            readers.put(schemaId, new SpecificDatumReader<>(writtenAs, readAs, model));
        } else {
            refused.put(schemaId, "INCOMPATIBLE_SCHEMA");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

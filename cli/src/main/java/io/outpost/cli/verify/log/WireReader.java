package io.outpost.cli.verify.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Reads values in Confluent's wire format as one generated class, or says why they are rejected.
 */
public final class WireReader<T extends SpecificRecordBase> {
    private static final int HEADER_BYTES = 5;

    /** Lengths that the bytes claim must not make us allocate more than a message can hold. */
    private static final String LONGEST_ITEM = Integer.toString(4 << 20);

    static {
        System.setProperty("org.apache.avro.limits.string.maxLength", LONGEST_ITEM);
        System.setProperty("org.apache.avro.limits.bytes.maxLength", LONGEST_ITEM);
        System.setProperty("org.apache.avro.limits.collectionItems.maxLength", LONGEST_ITEM);
    }

    private final Schemas schemas;
    private final Schema readAs;
    private final SpecificData model;

    /** Null: not compatible. */
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();

    private BinaryDecoder decoder;

    public WireReader(Schemas schemas, T example) {
        this.schemas = schemas;
        this.readAs = example.getSchema();
        this.model = SpecificData.getForClass(example.getClass());
        model.setFastReaderEnabled(true);
    }

    /** Reads a message that Outpost itself wrote, which can be read. */
    public T message(byte[] value) {
        try {
            return read(value);
        } catch (RejectedException e) {
            throw new IllegalStateException("A message is not readable: " + e.getMessage(), e);
        }
    }

    /** The schema id of a value that is framed. */
    static int schemaId(byte[] value) throws RejectedException {
        if (value == null || value.length == 0) {
            throw new RejectedException("EMPTY");
        }
        if (value.length < HEADER_BYTES || value[0] != 0) {
            throw new RejectedException("BAD_MAGIC");
        }
        return ByteBuffer.wrap(value, 1, 4).getInt();
    }

    T read(byte[] value) throws RejectedException {
        SpecificDatumReader<T> reader = reader(schemaId(value));
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
        throw new RejectedException("UNDECODABLE");
    }

    private SpecificDatumReader<T> reader(int schemaId) throws RejectedException {
        if (!readers.containsKey(schemaId)) {
            Schema writtenAs = schemas.writer(schemaId);
            boolean compatible = WriterCheck.isReadable(writtenAs, readAs);
            readers.put(
                    schemaId,
                    compatible ? new SpecificDatumReader<>(writtenAs, readAs, model) : null);
        }
        SpecificDatumReader<T> reader = readers.get(schemaId);
        if (reader == null) {
            throw new RejectedException("INCOMPATIBLE_SCHEMA");
        }
        return reader;
    }
}

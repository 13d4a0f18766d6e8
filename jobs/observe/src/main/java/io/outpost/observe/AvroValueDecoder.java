package io.outpost.observe;

import io.outpost.observe.WriterSchemas.WriterSchema;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;

/** Decodes values in the wire format, whatever registered schema they were written with. */
final class AvroValueDecoder<T extends SpecificRecord> {
    /** A length that the bytes claim must not make us allocate more than a record can hold. */
    private static final String LONGEST_ITEM = Integer.toString(4 * 1024 * 1024);

    static {
        System.setProperty("org.apache.avro.limits.string.maxLength", LONGEST_ITEM);
        System.setProperty("org.apache.avro.limits.bytes.maxLength", LONGEST_ITEM);
        System.setProperty("org.apache.avro.limits.collectionItems.maxLength", LONGEST_ITEM);
    }

    private final WriterSchemas<T> writerSchemas;
    private BinaryDecoder decoder;

    /**
     * @param example an instance of the class to decode to
     * @param outage told each time that the registry did not answer
     */
    AvroValueDecoder(
            SchemaRegistry registry, T example, Consumer<RegistryUnavailableException> outage) {
        this.writerSchemas = new WriterSchemas<>(registry, example, outage);
    }

    /** Decodes a value, or says why it cannot be. */
    T decode(byte[] value) throws RefusedValueException {
        return decode(value, schemaOf(value));
    }

    /** The schema that a value was written with, or why there is none. */
    WriterSchema<T> schemaOf(byte[] value) throws RefusedValueException {
        if (value == null || value.length == 0) {
            throw new RefusedValueException(RejectionReason.EMPTY, "the record has no value");
        }
        if (!WireFormat.isFramed(value)) {
            throw new RefusedValueException(
                    RejectionReason.BAD_MAGIC,
                    "first byte " + value[0] + ", length " + value.length);
        }
        try {
            return writerSchemas.get(WireFormat.schemaId(value));
        } catch (RefusedSchemaException e) {
            throw new RefusedValueException(e.reason(), e.getMessage());
        }
    }

    /** Decodes a value whose schema was found. */
    T decode(byte[] value, WriterSchema<T> schema) throws RefusedValueException {
        int length = value.length - WireFormat.HEADER_BYTES;
        decoder =
                DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES, length, decoder);
        try {
            T decoded = schema.reader().read(null, decoder);
            if (!decoder.isEnd()) {
                throw new RefusedValueException(
                        RejectionReason.UNDECODABLE, "bytes are left over after the record");
            }
            return decoded;
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | ClassCastException
                | ArithmeticException
                | UnsupportedOperationException
                | NegativeArraySizeException e) {
            throw new RefusedValueException(RejectionReason.UNDECODABLE, e.toString());
        }
    }
}

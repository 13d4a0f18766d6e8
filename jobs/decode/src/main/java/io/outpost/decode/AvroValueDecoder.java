package io.outpost.decode;

import io.outpost.core.place.RejectionReason;
import io.outpost.decode.WriterSchemas.WriterSchema;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Decodes values in the wire format, whatever registered schema they were written with. */
final class AvroValueDecoder {
    /** A length that the bytes claim must not make us allocate more than a record can hold. */
    private static final String LONGEST_ITEM = Integer.toString(4 * 1024 * 1024);

    static {
        System.setProperty("org.apache.avro.limits.string.maxLength", LONGEST_ITEM);
        System.setProperty("org.apache.avro.limits.bytes.maxLength", LONGEST_ITEM);
        System.setProperty("org.apache.avro.limits.collectionItems.maxLength", LONGEST_ITEM);
    }

    private final WriterSchemas writerSchemas;
    private BinaryDecoder decoder;

    AvroValueDecoder(WriterSchemas writerSchemas) {
        this.writerSchemas = writerSchemas;
    }

    /** The schema that a value was written with, or why there is none. */
    WriterSchema schemaOf(byte[] value) throws RejectedValueException {
        if (value == null || value.length == 0) {
            throw new RejectedValueException(RejectionReason.EMPTY, "the record has no value");
        }
        if (!WireFormat.isFramed(value)) {
            throw new RejectedValueException(
                    RejectionReason.BAD_MAGIC,
                    "first byte " + value[0] + ", length " + value.length);
        }
        try {
            return writerSchemas.get(WireFormat.schemaId(value));
        } catch (RejectedSchemaException e) {
            throw new RejectedValueException(e.reason(), e.getMessage());
        }
    }

    /** An observation with what its writer sent that it has no field for, among its extras. */
    Observation observation(byte[] value, WriterSchema schema) throws RejectedValueException {
        Observation message = decode(value, schema, Observation.class);
        try {
            schema.extraFields().addTo(message, value);
            return message;
        } catch (IOException | RuntimeException e) {
            throw new RejectedValueException(RejectionReason.UNDECODABLE, e.getClass().getName());
        }
    }

    /** Decodes a value whose schema was found, as the generated class of its type. */
    <T> T decode(byte[] value, WriterSchema schema, Class<T> type) throws RejectedValueException {
        int length = value.length - WireFormat.HEADER_BYTES;
        decoder =
                DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES, length, decoder);
        try {
            T decoded = type.cast(schema.reader().read(null, decoder));
            if (!decoder.isEnd()) {
                throw new RejectedValueException(
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
            throw new RejectedValueException(RejectionReason.UNDECODABLE, detail(e));
        }
    }

    /**
     * The same in every run. The compiler of the JVM leaves out the messages of exceptions that the
     * JVM itself throws often.
     */
    private static String detail(Exception failure) {
        boolean thrownByAvro =
                failure instanceof IOException || failure instanceof AvroRuntimeException;
        return thrownByAvro && failure.getCause() == null
                ? failure.toString()
                : failure.getClass().getName();
    }
}

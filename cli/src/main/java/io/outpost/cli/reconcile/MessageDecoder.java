package io.outpost.cli.reconcile;

import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.UnknownSchemaException;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** From the bytes of a topic to messages of a kind. */
final class MessageDecoder<M extends SpecificRecord> {
    /** Where the schema of a record is looked up by its id. */
    interface Schemas {
        Schema writerSchema(int id) throws UnknownSchemaException, RegistryUnavailableException;
    }

    private final Schema schema;
    private final Schemas schemas;
    private final Map<Integer, SpecificDatumReader<M>> decoders = new HashMap<>();

    MessageDecoder(Schema schema, Schemas schemas) {
        this.schema = schema;
        this.schemas = schemas;
    }

    M decode(byte[] value)
            throws IOException, UnknownSchemaException, RegistryUnavailableException {
        if (!WireFormat.isFramed(value)) {
            throw new IOException("no wire format");
        }
        return decoder(WireFormat.schemaId(value))
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(
                                        value,
                                        WireFormat.HEADER_BYTES,
                                        value.length - WireFormat.HEADER_BYTES,
                                        null));
    }

    private SpecificDatumReader<M> decoder(int schemaId)
            throws UnknownSchemaException, RegistryUnavailableException {
        SpecificDatumReader<M> decoder = decoders.get(schemaId);
        if (decoder == null) {
            decoder = new SpecificDatumReader<>(schemas.writerSchema(schemaId), schema);
            decoders.put(schemaId, decoder);
        }
        return decoder;
    }
}

package io.outpost.cli.replay.recording;

import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * {@link WireFormat#encode} for many observations: keeps its writer and buffers. Not thread-safe.
 */
public final class ObservationEncoder {
    private final byte[] header;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final DatumWriter<Observation> writer =
            new SpecificDatumWriter<>(Observation.getClassSchema());
    private BinaryEncoder encoder;

    /**
     * Frames every value with the schema's id.
     *
     * @param schemaId the registry's id of the schema of {@link Observation}
     */
    public ObservationEncoder(int schemaId) {
        this.header =
                ByteBuffer.allocate(WireFormat.HEADER_BYTES)
                        .put(WireFormat.MAGIC)
                        .putInt(schemaId)
                        .array();
    }

    public byte[] encode(Observation observation) {
        bytes.reset();
        bytes.writeBytes(header);
        encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
        try {
            writer.write(observation, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

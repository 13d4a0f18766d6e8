package io.outpost.bench.peer;

import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** Avro's own reading and writing of observations, as one writes it at first. Not thread-safe. */
public final class PlainObservations {
    private final SpecificDatumReader<Observation> reader =
            new SpecificDatumReader<>(Observation.class);
    private BinaryDecoder decoder;

    public Observation read(byte[] framed) {
        int length = framed.length - WireFormat.HEADER_BYTES;
        decoder =
                DecoderFactory.get()
                        .binaryDecoder(framed, WireFormat.HEADER_BYTES, length, decoder);
        try {
            return reader.read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] write(Observation observation) {
        return WireFormat.encode(1, observation);
    }
}

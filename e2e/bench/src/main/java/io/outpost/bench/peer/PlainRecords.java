package io.outpost.bench.peer;

import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** Avro's reading of records in the wire format, as one writes it at first. Not thread-safe. */
public final class PlainRecords<T extends SpecificRecord> {
    private final SpecificDatumReader<T> reader;
    private BinaryDecoder decoder;

    public PlainRecords(Class<T> type) {
        reader = new SpecificDatumReader<>(type);
    }

    public T read(byte[] framed) {
        int header = WireFormat.HEADER_BYTES;
        decoder =
                DecoderFactory.get().binaryDecoder(framed, header, framed.length - header, decoder);
        try {
            return reader.read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

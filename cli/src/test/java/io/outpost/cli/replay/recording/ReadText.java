package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.MappingReader;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** Reads recordings that a test writes, into observations. */
final class ReadText {
    static final int SCHEMA_ID = 7;

    private final Path folder;
    final Unreadable unreadable = new Unreadable();
    final RecordingReader reader =
            new RecordingReader(new ObservationEncoder(SCHEMA_ID), unreadable);

    ReadText(Path folder) {
        this.folder = folder;
    }

    /** Of a file a.csv. */
    List<Observation> csv(String mapping, String... lines) throws IOException {
        return file("a.csv", String.join("\n", lines) + "\n", mapping);
    }

    List<Observation> file(String name, String text, String mapping) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8), mapping);
    }

    List<Observation> file(String name, byte[] bytes, String mapping) throws IOException {
        return at(Files.write(folder.resolve(name), bytes), mapping);
    }

    List<Observation> at(Path path, String mapping) {
        List<Observation> observations = new ArrayList<>();
        for (RecordingFile file : RecordingFile.at(path)) {
            reader.read(
                    file,
                    MappingReader.read("test.yaml", mapping),
                    reading -> observations.add(decoded(reading.value())));
        }
        return observations;
    }

    static Observation decoded(byte[] value) {
        int header = WireFormat.HEADER_BYTES;
        try {
            return new SpecificDatumReader<>(Observation.class)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(value, header, value.length - header, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

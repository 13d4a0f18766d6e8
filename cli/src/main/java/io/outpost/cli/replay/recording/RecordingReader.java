package io.outpost.cli.replay.recording;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.schemas.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVRecord;

/** Reads whole files; what cannot be read is counted, never dropped silently. */
public final class RecordingReader {
    private final ObservationEncoder encoder;
    private final Unreadable unreadable;
    private final SeenPlaces places = new SeenPlaces();

    public RecordingReader(ObservationEncoder encoder, Unreadable unreadable) {
        this.encoder = encoder;
        this.unreadable = unreadable;
    }

    /**
     * Reads all rows in the order of the file.
     *
     * @return the number of rows, readable or not
     */
    public long read(RecordingFile file, Mapping mapping, Consumer<Reading> readings) {
        try (OpenRecording recording = file.open(mapping.layout())) {
            List<RowReader> readers =
                    mapping.observations().stream()
                            .map(o -> new RowReader(mapping, o, recording.header(), file.name()))
                            .toList();
            long count = 0;
            for (; recording.rows().hasNext(); count++) {
                CSVRecord row = recording.rows().next();
                for (RowReader reader : readers) {
                    readRow(reader, row, new Line(file.name(), recording.line()), readings);
                }
            }
            return count;
        } catch (IOException | UncheckedIOException e) {
            throw new CommandException(file.path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The places of all rows that were read. */
    public SeenPlaces places() {
        return places;
    }

    private void readRow(RowReader reader, CSVRecord row, Line line, Consumer<Reading> readings) {
        try {
            Observation observation = reader.read(row, line.number(), unreadable);
            reader.notePlace(row, observation.getPlaceId(), places);
            readings.accept(reading(observation));
        } catch (UnreadableRowException e) {
            unreadable.add(e.reason(), line.file(), line.number(), String.valueOf(e.getMessage()));
        }
    }

    private record Line(String file, long number) {}

    private Reading reading(Observation observation) {
        long observedAt = observation.getObservedAt().toEpochMilli();
        long identity =
                (observation.getPlaceId().hashCode() * 31L + observation.getSensorId().hashCode())
                                * 31L
                        + observedAt / 1000;
        return new Reading(
                observation.getPlaceId(), identity, observedAt, encoder.encode(observation));
    }
}

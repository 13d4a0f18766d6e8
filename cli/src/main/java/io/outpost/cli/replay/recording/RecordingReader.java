package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.ReplayException;
import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.schemas.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads whole files; what cannot be read is counted, never dropped silently. */
public final class RecordingReader {
    private final ObservationEncoder encoder;
    private final Unreadable unreadable;

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
        try (CSVParser parser = file.open(mapping.layout())) {
            Iterator<CSVRecord> rows = parser.iterator();
            Header header = RecordingFile.header(mapping.layout(), rows);
            RowReader reader = new RowReader(mapping, header, file.name());
            long count = 0;
            for (; rows.hasNext(); count++) {
                CSVRecord row = rows.next();
                long line = mapping.layout().skipLines() + parser.getCurrentLineNumber();
                readRow(reader, row, file.name(), line, readings);
            }
            return count;
        } catch (IOException | UncheckedIOException e) {
            throw new ReplayException(file.path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void readRow(
            RowReader reader, CSVRecord row, String file, long line, Consumer<Reading> readings) {
        try {
            readings.accept(reading(reader.read(row, line, unreadable)));
        } catch (UnreadableRowException e) {
            unreadable.add(e.reason(), file, line, String.valueOf(e.getMessage()));
        }
    }

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

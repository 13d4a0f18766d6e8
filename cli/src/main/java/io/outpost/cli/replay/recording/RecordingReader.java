package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.schemas.Observation;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Reads whole recordings; what cannot be read is counted, never dropped silently. */
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
        try (Rows rows = file.open(mapping.csv())) {
            return read(
                    rows,
                    file.name(),
                    mapping,
                    observation -> readings.accept(reading(observation)));
        } catch (IOException e) {
            throw file.notReadable(e, mapping.csv());
        }
    }

    /**
     * The same of a text that stands in no file.
     *
     * @throws IOException when its bytes do not fit the mapping's encoding
     */
    public long read(RecordedText text, Mapping mapping, Consumer<Observation> observations)
            throws IOException {
        try (Rows rows = text.open(mapping.csv())) {
            return read(rows, text.name(), mapping, observations);
        }
    }

    private long read(Rows rows, String name, Mapping mapping, Consumer<Observation> observations)
            throws IOException {
        List<RowReader> readers =
                mapping.observations().stream()
                        .map(o -> new RowReader(mapping, o, rows.header(), name))
                        .toList();
        long count = 0;
        for (Row row = rows.next(); row != null; row = rows.next(), count++) {
            Line line = new Line(name, row.line());
            if (row.trouble() == null) {
                for (RowReader reader : readers) {
                    readRow(reader, row, line, observations);
                }
            } else {
                count(row.trouble(), line);
            }
            unreadable.endRow();
        }
        readers.forEach(RowReader::requireDecimalMark);
        return count;
    }

    /** The places of all rows that were read. */
    public SeenPlaces places() {
        return places;
    }

    private void readRow(RowReader reader, Row row, Line line, Consumer<Observation> observations) {
        try {
            Observation observation = reader.read(row, unreadable);
            reader.notePlace(row, observation.getPlaceId(), places);
            observations.accept(observation);
        } catch (UnreadableRowException e) {
            count(e, line);
        }
    }

    private void count(UnreadableRowException e, Line line) {
        unreadable.add(e.reason(), "", line, String.valueOf(e.getMessage()));
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

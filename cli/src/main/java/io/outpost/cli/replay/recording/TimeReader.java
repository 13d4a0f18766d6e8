package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.cli.replay.mapping.TimeSource;
import io.outpost.cli.replay.mapping.WallClock;
import io.outpost.cli.send.PlaceEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Gives each row its time. */
final class TimeReader {
    private final TimeSource source;
    private final Map<String, PlaceEntry> places;
    private final Optional<WallClock> everywhere;
    private final Map<String, Optional<WallClock>> byPlace = new HashMap<>();
    private final RepeatedHours repeatedHours = new RepeatedHours();
    private final int[] columns;

    TimeReader(Mapping mapping, Header header) {
        this.source = mapping.time();
        this.places = mapping.placesById();
        this.everywhere =
                source.zone() == null || source.isOfPlace()
                        ? Optional.empty()
                        : Optional.of(clock(source.zone()));
        if (source.column() == null) {
            this.columns =
                    new int[] {
                        header.position(source.year()),
                        header.position(source.month()),
                        header.position(source.day()),
                        source.hour() == null ? Header.NO_COLUMN : header.position(source.hour()),
                        source.minute() == null
                                ? Header.NO_COLUMN
                                : header.position(source.minute())
                    };
        } else {
            this.columns = source.column().stream().mapToInt(header::position).toArray();
        }
    }

    /** Rows of a sensor must come in their order, so that the hours can be distinguished. */
    Instant read(Cells cells, Row row, String placeId, String sensorId)
            throws UnreadableRowException {
        Optional<WallClock> clock = clockAt(placeId);
        try {
            List<Instant> moments =
                    source.column() == null
                            ? clock.orElseThrow().instants(local(cells, row))
                            : source.pattern().parse(text(cells, row), clock);
            return clock.isPresent() && clock.get().repeatsHours()
                    ? repeatedHours.choose(moments, placeId, sensorId)
                    : moments.get(0);
        } catch (DateTimeException | NumberFormatException e) {
            throw new UnreadableRowException(UnreadableReason.BAD_TIME, e.getMessage());
        }
    }

    private Optional<WallClock> clockAt(String placeId) throws UnreadableRowException {
        if (!source.isOfPlace()) {
            return everywhere;
        }
        Optional<WallClock> clock =
                byPlace.computeIfAbsent(
                        placeId,
                        id -> Optional.ofNullable(places.get(id)).map(p -> clock(p.timeZone())));
        if (clock.isEmpty()) {
            throw new UnreadableRowException(
                    UnreadableReason.BAD_TIME,
                    "no zone is known of place "
                            + placeId
                            + ": it is not in the mapping's 'places'");
        }
        return clock;
    }

    private WallClock clock(String zone) {
        return new WallClock(ZoneId.of(zone), source.standardTime());
    }

    private LocalDateTime local(Cells cells, Row row) throws UnreadableRowException {
        return LocalDateTime.of(
                number(cells, row, columns[0]),
                number(cells, row, columns[1]),
                number(cells, row, columns[2]),
                number(cells, row, columns[3]),
                number(cells, row, columns[4]));
    }

    private static int number(Cells cells, Row row, int column) throws UnreadableRowException {
        return column == Header.NO_COLUMN ? 0 : Integer.parseInt(present(cells, row, column));
    }

    private String text(Cells cells, Row row) throws UnreadableRowException {
        if (columns.length == 1) {
            return present(cells, row, columns[0]);
        }
        StringJoiner joined = new StringJoiner(" ");
        for (int column : columns) {
            joined.add(present(cells, row, column));
        }
        return joined.toString();
    }

    private static String present(Cells cells, Row row, int column) throws UnreadableRowException {
        String text = cells.text(row, column);
        if (text == null) {
            throw new UnreadableRowException(UnreadableReason.BAD_TIME, "no time");
        }
        return text;
    }
}

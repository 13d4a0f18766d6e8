package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.TimeSource;
import io.outpost.cli.replay.mapping.WallClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/** Gives each row its time. */
final class TimeReader {
    private static final int NO_COLUMN = -1;

    private final TimeSource source;
    private final int[] columns;

    TimeReader(TimeSource source, Header header) {
        this.source = source;
        if (source instanceof TimeSource.OneColumn one) {
            this.columns = new int[] {header.position(one.column())};
        } else {
            TimeSource.Parts parts = (TimeSource.Parts) source;
            this.columns =
                    new int[] {
                        header.position(parts.year()),
                        header.position(parts.month()),
                        header.position(parts.day()),
                        parts.hour() == null ? NO_COLUMN : header.position(parts.hour()),
                        parts.minute() == null ? NO_COLUMN : header.position(parts.minute())
                    };
        }
    }

    Instant read(Cells cells, CSVRecord row, String placeId) throws UnreadableRowException {
        Optional<WallClock> clock = source.clock().at(placeId);
        if (clock.isEmpty() && !source.clock().isNone()) {
            throw new UnreadableRowException(
                    UnreadableReason.BAD_TIME,
                    "no zone is known of place "
                            + placeId
                            + ": it is not in the mapping's 'places'");
        }
        try {
            if (source instanceof TimeSource.OneColumn one) {
                return one.pattern().parse(present(cells, row, columns[0]), clock);
            }
            return clock.orElseThrow().instant(local(cells, row));
        } catch (DateTimeException | NumberFormatException e) {
            throw new UnreadableRowException(UnreadableReason.BAD_TIME, e.getMessage());
        }
    }

    private LocalDateTime local(Cells cells, CSVRecord row) throws UnreadableRowException {
        return LocalDateTime.of(
                number(cells, row, columns[0]),
                number(cells, row, columns[1]),
                number(cells, row, columns[2]),
                number(cells, row, columns[3]),
                number(cells, row, columns[4]));
    }

    private static int number(Cells cells, CSVRecord row, int column)
            throws UnreadableRowException {
        return column == NO_COLUMN ? 0 : Integer.parseInt(present(cells, row, column));
    }

    private static String present(Cells cells, CSVRecord row, int column)
            throws UnreadableRowException {
        String text = cells.text(row, column);
        if (text == null) {
            throw new UnreadableRowException(UnreadableReason.BAD_TIME, "no time");
        }
        return text;
    }
}

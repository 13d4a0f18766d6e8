package io.outpost.e2e.counts;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/** A row of a recording with the names of its columns. */
record Row(CSVRecord cells, Map<String, Integer> columns, String file) {
    String text(String column) {
        return cells.get(columns.get(column)).strip();
    }

    /** NaN where the cell is empty or says that there is nothing. */
    double number(String column) {
        return switch (text(column)) {
            case "", "NA", "N/A", "-" -> Double.NaN;
            case "Calm" -> 0;
            default -> Double.parseDouble(text(column));
        };
    }

    /** The number in another unit, except -9999, which stays as it is. */
    double number(String column, double factor) {
        double number = number(column);
        return number == -9999 ? number : number * factor;
    }

    /** A local time such as 2013-07-01 12:00:00 in seconds since 1970. */
    long localSecond(String column, int offsetHours) {
        return LocalDateTime.parse(text(column).replace(' ', 'T').replaceAll("[Z<].*", ""))
                .toEpochSecond(ZoneOffset.ofHours(offsetHours));
    }
}

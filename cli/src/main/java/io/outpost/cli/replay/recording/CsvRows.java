package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.CsvLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Rows of a CSV, line by line, so that a quotation mark which is never closed spoils its own line
 * only. Lines in which all is blank are no rows.
 */
final class CsvRows implements Rows {
    /** Of a cell in quotes. */
    private static final int MOST_LINES = 20;

    private final Lines lines;
    private final CSVFormat format;
    private final String separator;
    private final Header header;

    CsvRows(Lines lines, CsvLayout layout, String file) throws IOException {
        this.lines = lines;
        this.separator = "\\" + layout.delimiter();
        this.format =
                CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(layout.delimiter())
                        .setIgnoreSurroundingSpaces(true)
                        .get();
        lines.skip(layout.skipLines());
        List<String> names = layout.header();
        if (names.isEmpty()) {
            names = names(layout.headerBegins());
        }
        this.header = new Header(new Line(file, lines.number()), names, layout.rename());
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public Row next() throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            Row row = row(line);
            if (row.trouble() != null) {
                return row;
            }
            int used = used(row.cells());
            if (used > header.width()) {
                return Row.broken(row.line(), UnreadableReason.LONG_ROW, surplus(row, used));
            }
            if (used > 0) {
                return row;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private List<String> names(String begins) throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.isBlank() && line.startsWith(begins)) {
                return List.of(row(line).cells());
            }
        }
        return List.of();
    }

    private Row row(String line) throws IOException {
        long first = lines.number();
        if (line.indexOf('"') < 0) {
            return Row.of(line.split(separator, -1), first);
        }
        StringBuilder text = new StringBuilder(line);
        for (int others = 0; others < MOST_LINES; others++) {
            String[] cells = quoted(text.toString());
            if (cells.length > 0) {
                lines.skip(others);
                return Row.of(cells, first);
            }
            String next = lines.after(others);
            if (next == null) {
                break;
            }
            text.append('\n').append(next);
        }
        return Row.broken(
                first, UnreadableReason.BAD_QUOTES, "a quotation mark is not closed: " + line);
    }

    /** None when the text is no whole row. */
    private String[] quoted(String text) {
        try (CSVParser parser = CSVParser.parse(text, format)) {
            return parser.getRecords().get(0).values();
        } catch (IOException | UncheckedIOException e) {
            return new String[0];
        }
    }

    /** Without blank cells at the end. */
    private static int used(String[] cells) {
        int used = cells.length;
        while (used > 0 && cells[used - 1].isBlank()) {
            used--;
        }
        return used;
    }

    private String surplus(Row row, int used) {
        return "%d cells, the header has %d: %s. A delimiter within a cell needs quotes"
                .formatted(
                        used, header.width(), String.join(" | ", Arrays.copyOf(row.cells(), used)));
    }
}

package io.outpost.cli.replay.mapping;

import java.util.List;
import java.util.Map;

/**
 * How the text of a recording is laid out.
 *
 * @param delimiter of the columns; by default a comma
 * @param skipLines lines before the header
 * @param headerBegins how the line of the header begins; lines before it are skipped, too. Empty:
 *     it is the next line
 * @param header the columns' names when the file has none; empty when it has
 * @param rename name in the file to name in the mapping
 */
public record CsvLayout(
        char delimiter,
        int skipLines,
        String headerBegins,
        List<String> header,
        Map<String, String> rename) {
    public static final CsvLayout PLAIN = new CsvLayout(',', 0, null, null, null);

    public CsvLayout {
        delimiter = delimiter == 0 ? ',' : delimiter;
        headerBegins = headerBegins == null ? "" : headerBegins;
        header = header == null ? List.of() : header;
        rename = rename == null ? Map.of() : rename;
    }
}

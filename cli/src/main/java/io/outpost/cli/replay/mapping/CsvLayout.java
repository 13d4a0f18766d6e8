package io.outpost.cli.replay.mapping;

import io.outpost.cli.yaml.MistakeException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How the text of a recording is laid out.
 *
 * @param delimiter of the columns; by default a comma
 * @param decimal what stands before the fraction of a number: a point (default) or a comma
 * @param encoding by default UTF-8; a byte order mark at the beginning counts more
 * @param skipLines lines before the header
 * @param headerBegins how the line of the header begins; lines before it are skipped, too. Empty:
 *     it is the next line
 * @param header the columns' names when the file has none; empty when it has
 * @param rename name in the file to name in the mapping
 * @param pivot how rows that hold one value each become rows with one column per quantity; null:
 *     they are not such
 */
public record CsvLayout(
        char delimiter,
        char decimal,
        Charset encoding,
        int skipLines,
        String headerBegins,
        List<String> header,
        Map<String, String> rename,
        Pivot pivot) {
    public static final CsvLayout PLAIN = new CsvLayout(',', '.', null, 0, null, null, null, null);

    /**
     * The long format: a row per sensor, time and quantity.
     *
     * @param by columns that are equal in rows of one observation
     * @param names column whose texts become names of columns
     * @param values column with their values
     */
    public record Pivot(List<String> by, String names, String values) {
        public Pivot {
            MistakeException.required(by, "by");
            MistakeException.required(names, "names");
            MistakeException.required(values, "values");
        }
    }

    public CsvLayout {
        delimiter = delimiter == 0 ? ',' : delimiter;
        decimal = decimal == 0 ? '.' : decimal;
        encoding = Objects.requireNonNullElse(encoding, StandardCharsets.UTF_8);
        headerBegins = Objects.requireNonNullElse(headerBegins, "");
        header = Objects.requireNonNullElse(header, List.of());
        rename = Objects.requireNonNullElse(rename, Map.of());
        if (decimal != '.' && decimal != ',') {
            throw new MistakeException("must be \".\" or \",\"", "decimal");
        }
        if (skipLines < 0) {
            throw new MistakeException("must be a whole number, 0 or more", "skipLines");
        }
    }
}

package io.outpost.api.web;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes tables as CSV (RFC 4180); an empty field is no value. */
final class Csv {

    private static final String LINE_END = "\r\n";

    private Csv() {}

    static String lines(Collection<? extends Collection<?>> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    static String line(Collection<?> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String field(Object value) {
        String text = value == null ? "" : value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

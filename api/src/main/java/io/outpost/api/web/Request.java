package io.outpost.api.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client asked: path variables, query parameters and accepted media types, each read by its
 * rule or rejected.
 */
public final class Request {

    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 1000;

    private final String rawPath;
    private final Map<String, String> variables;
    private final Map<String, List<String>> query;
    private final String accept;
    private final CursorKey cursorKey;

    Request(
            String rawPath,
            Map<String, String> variables,
            Map<String, List<String>> query,
            String accept,
            CursorKey cursorKey) {
        this.rawPath = rawPath;
        this.variables = Map.copyOf(variables);
        this.query = Map.copyOf(query);
        this.accept = accept;
        this.cursorKey = cursorKey;
    }

    /** A path variable. */
    public String variable(String name) {
        return variables.get(name);
    }

    /** A parameter given at most once, and not empty. */
    public Optional<String> text(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw ProblemException.invalid(name, "repeated", "given more than once");
        }
        if (values.contains("")) {
            throw ProblemException.invalid(name, "empty", "given without a value");
        }
        return values.stream().findFirst();
    }

    /** A parameter of several values, separated by commas or given again. */
    public List<String> texts(String name) {
        Stream<String> values =
                query.getOrDefault(name, List.of()).stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)));
        List<String> all = values.map(String::strip).distinct().toList();
        if (all.contains("")) {
            throw ProblemException.invalid(name, "empty", "given without a value");
        }
        return all;
    }

    public Optional<Instant> instant(String name) {
        return text(name).map(value -> Rfc3339.parse(name, value));
    }

    /** A number within [min, max]. */
    public Optional<Double> decimal(String name, double min, double max) {
        return text(name).map(value -> Decimals.parse(name, value, min, max));
    }

    /** The greatest number of items of a page. */
    public int limit() {
        return text("limit").map(Request::parseLimit).orElse(DEFAULT_LIMIT);
    }

    public boolean has(String name) {
        return query.containsKey(name);
    }

    /** Where a page goes on, if one does. */
    public Optional<Cursor> cursor(String kind, int parts) {
        return text("cursor").map(value -> Cursor.decode(value, kind, parts, cursorKey));
    }

    /** The cursor of the page that follows, as clients give it back; null: there is none. */
    public String next(Page<?> page) {
        return page.next() == null ? null : page.next().encode(cursorKey);
    }

    /** The best of the offered media types for this client. */
    public String preferred(List<String> offered) {
        return MediaTypes.best(accept, offered);
    }

    String linkToNext(String cursor) {
        Stream<String> kept =
                query.entrySet().stream()
                        .filter(parameter -> !parameter.getKey().equals("cursor"))
                        .sorted(Map.Entry.comparingByKey())
                        .flatMap(
                                entry ->
                                        entry.getValue().stream()
                                                .map(v -> pair(entry.getKey(), v)));
        String parameters =
                Stream.concat(kept, Stream.of(pair("cursor", cursor)))
                        .collect(Collectors.joining("&"));
        return "<" + rawPath + "?" + parameters + ">; rel=\"next\"";
    }

    private static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static int parseLimit(String value) {
        if (!value.matches("[0-9]{1,4}")
                || Integer.parseInt(value) < 1
                || Integer.parseInt(value) > MAX_LIMIT) {
            throw ProblemException.invalid(
                    "limit", "out-of-range", "must be a whole number from 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(value);
    }
}

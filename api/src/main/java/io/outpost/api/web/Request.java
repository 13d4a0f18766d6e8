package io.outpost.api.web;

import io.javalin.http.Context;
import io.outpost.tracing.Traceparent;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client asked: path variables, query parameters and accepted media types, each read by its
 * rule or rejected.
 */
public final class Request {

    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 1000;

    /** Null: no client sent it. */
    private final Context context;

    private final Map<String, List<String>> query;
    private final Map<String, String> names;
    private final HttpSettings settings;
    private final Body body;
    private final Executor threads;
    private Caller caller = Caller.ANYBODY;

    /**
     * @param names of parameters that are called something else here, by what routes call them
     * @param threads of the server
     */
    Request(
            Context context,
            Map<String, List<String>> query,
            Map<String, String> names,
            HttpSettings settings,
            Executor threads) {
        this.threads = threads;
        this.context = context;
        this.query = Map.copyOf(query);
        this.names = names;
        this.settings = settings;
        this.body =
                new Body(
                        context == null
                                ? InputStream.nullInputStream()
                                : context.bodyInputStream());
    }

    /**
     * One that no client sent, with parameters alone: for what is read later than it was asked for.
     *
     * @param key signs its cursors
     */
    public static Request of(Map<String, List<String>> parameters, CursorKey key) {
        HttpSettings nowhere = new HttpSettings("", 0, AllowedHosts.of(List.of()), key);
        return new Request(null, parameters, Map.of(), nowhere, Runnable::run);
    }

    /** Who asks. */
    public Caller caller() {
        return caller;
    }

    void admitted(Caller admitted) {
        caller = admitted;
    }

    /** The method, in capitals. */
    public String method() {
        return context.method().name();
    }

    /** The path and the query, as they were sent. */
    public String target() {
        String text = context.queryString();
        return text == null ? path() : path() + "?" + text;
    }

    /** The path, as it was sent. */
    public String path() {
        return context.req().getRequestURI();
    }

    /** The server's name and port, as the client knows them. */
    public String authority() {
        String host = context.header("Host");
        return host == null ? "" : host;
    }

    /** This request, as if it had also asked with these parameters. */
    public Request asking(Map<String, List<String>> parameters) {
        Map<String, List<String>> all = new LinkedHashMap<>(query);
        all.putAll(parameters);
        Request asking = new Request(context, all, names, settings, threads);
        asking.admitted(caller);
        return asking;
    }

    /**
     * The address of the client: where the connection comes from, or for whom a trusted proxy says
     * that it asks.
     */
    public String remoteAddress() {
        return settings.proxies()
                .client(
                        context.req().getRemoteAddr(),
                        Collections.list(context.req().getHeaders("X-Forwarded-For")));
    }

    /** The value of a header; of one that is given several times all of them, by commas. */
    public Optional<String> header(String name) {
        List<String> values = Collections.list(context.req().getHeaders(name));
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /** Adds a header field to the answer, whatever that will be. */
    public void addToAnswer(String header, String value) {
        context.header(header, value);
    }

    /** The media type of the body, without parameters and in lower case; empty: none is given. */
    public String contentType() {
        String type = context.contentType();
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The span of the request, for what follows from it; empty: it is not traced. */
    public Optional<Traceparent> trace() {
        return RequestTraces.span(context);
    }

    /** Threads of the server, for what an awaited answer still has to do. */
    public Executor threads() {
        return threads;
    }

    /**
     * The whole body, of 256 KiB at most.
     *
     * @throws ProblemException TOO_LARGE beyond
     */
    public byte[] body() {
        return body.bytes();
    }

    /** The body as a stream; it has no bound unless {@link #body} was asked before. */
    public InputStream bodyStream() {
        return body.stream();
    }

    /** A path variable. */
    public String variable(String name) {
        return context.pathParamMap().get(name);
    }

    /** All parameters, each given once; it may be empty. */
    public Map<String, String> parameters() {
        Map<String, String> all = new LinkedHashMap<>();
        query.forEach(
                (name, values) -> {
                    if (values.size() > 1) {
                        throw ProblemException.invalid(name, "repeated", "given more than once");
                    }
                    all.put(name, values.get(0));
                });
        return all;
    }

    /** A parameter given at most once, and not empty. */
    public Optional<String> text(String name) {
        String here = here(name);
        List<String> values = query.getOrDefault(here, List.of());
        if (values.size() > 1) {
            throw ProblemException.invalid(here, "repeated", "given more than once");
        }
        if (values.contains("")) {
            throw ProblemException.invalid(here, "empty", "given without a value");
        }
        return values.stream().findFirst();
    }

    /** A parameter of several values, separated by commas or given again. */
    public List<String> texts(String name) {
        Stream<String> values =
                query.getOrDefault(here(name), List.of()).stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)));
        List<String> all = values.map(String::strip).distinct().toList();
        if (all.contains("")) {
            throw ProblemException.invalid(here(name), "empty", "given without a value");
        }
        return all;
    }

    public Optional<Instant> instant(String name) {
        return text(name).map(value -> Rfc3339.parse(here(name), value));
    }

    /** A number within [min, max]. */
    public Optional<Double> decimal(String name, double min, double max) {
        return text(name).map(value -> Decimals.parse(here(name), value, min, max));
    }

    /** The greatest number of items of a page. */
    public int limit() {
        return text("limit").map(Request::parseLimit).orElse(DEFAULT_LIMIT);
    }

    public boolean has(String name) {
        return query.containsKey(here(name));
    }

    /** Where a page goes on, if one does. */
    public Optional<Cursor> cursor(String kind, int parts) {
        return text("cursor").map(value -> Cursor.decode(value, kind, parts, settings.cursorKey()));
    }

    /** The cursor of the page that follows, as clients give it back; null: there is none. */
    public String next(Page<?> page) {
        return page.next() == null ? null : page.next().encode(settings.cursorKey());
    }

    /** The best of the offered media types for this client. */
    public String preferred(List<String> offered) {
        return MediaTypes.best(context.header("Accept"), offered);
    }

    private String here(String name) {
        return names.getOrDefault(name, name);
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
        return "<" + path() + "?" + parameters + ">; rel=\"next\"";
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

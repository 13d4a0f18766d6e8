package io.outpost.api.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Serves one {@link Route} through Javalin: rejects what the route does not know, then writes its
 * reply.
 */
final class RouteHandler implements Handler {

    private final Route route;
    private final CursorKey cursorKey;

    RouteHandler(Route route, CursorKey cursorKey) {
        this.route = route;
        this.cursorKey = cursorKey;
    }

    @Override
    public void handle(Context context) {
        Map<String, List<String>> query = QueryString.parse(context.queryString());
        rejectUnknown(query);
        rejectNul(context.pathParamMap(), query);
        Request request =
                new Request(
                        context.req().getRequestURI(),
                        context.pathParamMap(),
                        query,
                        context.header("Accept"),
                        cursorKey);
        write(route.answer(request), context);
    }

    private void rejectUnknown(Map<String, List<String>> query) {
        List<String> unknown =
                query.keySet().stream()
                        .filter(name -> !route.parameters().contains(name))
                        .sorted()
                        .toList();
        if (!unknown.isEmpty()) {
            List<String> known =
                    route.parameters().stream().sorted(Comparator.naturalOrder()).toList();
            String hint =
                    known.isEmpty()
                            ? "This path takes no query parameters."
                            : "This path knows: " + String.join(", ", known) + ".";
            throw ProblemException.unknownParameters(unknown, hint);
        }
    }

    /** Postgres has no text with U+0000, so no stored value can match it. */
    private static void rejectNul(Map<String, String> variables, Map<String, List<String>> query) {
        boolean nul =
                variables.values().stream().anyMatch(RouteHandler::hasNul)
                        || query.values().stream()
                                .flatMap(List::stream)
                                .anyMatch(RouteHandler::hasNul);
        if (nul) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST, "The character U+0000 can be part of no value.");
        }
    }

    private static boolean hasNul(String value) {
        return value.indexOf('\0') >= 0;
    }

    private static void write(Reply reply, Context context) {
        Object body = reply.body();
        String text = body instanceof String written ? written : Json.write(body);
        String tag = EntityTag.of(reply.mediaType(), text);
        context.header("ETag", tag).header("Cache-Control", "no-cache").header("Vary", "Accept");
        reply.headers().forEach(context::header);
        if (EntityTag.matches(context.header("If-None-Match"), tag)) {
            context.status(304);
            return;
        }
        context.status(reply.status()).contentType(withCharset(reply.mediaType())).result(text);
    }

    /** Text is taken for something else than UTF-8 unless it says so; JSON is always UTF-8. */
    private static String withCharset(String mediaType) {
        boolean silent = mediaType.startsWith("text/") && !mediaType.contains("charset");
        return silent ? mediaType + ";charset=utf-8" : mediaType;
    }
}

package io.outpost.api.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one {@link Endpoint} through Javalin: rejects what the route does not know and who may not
 * use it, then writes its reply.
 */
final class RouteHandler implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(RouteHandler.class);

    /** In UTF-8 less than Jetty's buffer of 32 KiB. */
    private static final int SHORT_CHARS = 8_192;

    private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);

    /** As it is asked, and what answers. */
    private final Endpoint route;

    private final Endpoint answering;
    private final Map<String, String> names;
    private final Admission admission;
    private final HttpSettings settings;
    private final Executor threads;
    private final InTurn replies;

    /**
     * @param threads that write the long answers of awaited routes
     * @param replies where the short ones are written
     */
    RouteHandler(
            Endpoint route,
            Admission admission,
            HttpSettings settings,
            Executor threads,
            InTurn replies) {
        this.route = route;
        this.answering = route instanceof ShortName name ? name.route() : route;
        this.names = route instanceof ShortName name ? name.names() : Map.of();
        this.admission = admission;
        this.settings = settings;
        this.threads = threads;
        this.replies = replies;
    }

    @Override
    public void handle(Context context) {
        Map<String, List<String>> query = QueryString.parse(context.queryString());
        sayWhichAreDeprecated(query, context);
        rejectUnknown(query);
        rejectNul(context.pathParamMap(), query);
        rejectEncoded(context);
        Request request = new Request(context, query, names, settings, threads);
        request.admitted(admission.admit(route, request));
        if (answering instanceof AwaitedRoute awaited) {
            context.future(
                    () ->
                            awaited.answer(request)
                                    .handleAsync(RouteHandler::settled, replies)
                                    .thenCompose(this::onItsThread)
                                    .thenAccept(reply -> write(reply, context))
                                    .toCompletableFuture());
        } else if (answering instanceof StreamedRoute streamed) {
            streamEvents(streamed, request, context);
        } else {
            write(((Route) answering).answer(request), context);
        }
    }

    /**
     * A reply that fits into the buffer of an answer is written without waiting for the client; of
     * another one whose client does not read, those behind it know nothing.
     */
    private CompletionStage<Reply> onItsThread(Reply reply) {
        boolean isShort = reply.body() instanceof String text && text.length() <= SHORT_CHARS;
        return isShort
                ? CompletableFuture.completedFuture(reply)
                : CompletableFuture.supplyAsync(() -> reply, threads);
    }

    private void streamEvents(StreamedRoute streamed, Request request, Context context) {
        if (context.method().equals(HandlerType.HEAD)) {
            context.contentType(StreamedRoute.MEDIA_TYPE);
            return;
        }
        context.future(
                () -> {
                    // It lasts until one side ends it.
                    context.req().getAsyncContext().setTimeout(0);
                    return streamed.open(request)
                            .handleAsync(RouteHandler::settled, threads)
                            .thenCompose(start -> EventStream.begin(context, start, threads))
                            .toCompletableFuture();
                });
    }

    /** Of a route and of several parameters the one that goes first. */
    private void sayWhichAreDeprecated(Map<String, List<String>> query, Context context) {
        Stream.concat(
                        route.deprecation().stream(),
                        route.deprecatedParameters().entrySet().stream()
                                .filter(one -> query.containsKey(one.getKey()))
                                .map(Map.Entry::getValue))
                .min(Comparator.comparing(one -> one.sunset().orElse(Instant.MAX)))
                .ifPresent(one -> one.headers().forEach(context::header));
    }

    /** No compressed body is taken: a few bytes of it may stand for any number. */
    private static void rejectEncoded(Context context) {
        String encoding = context.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(
                    ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Encoding must be absent, but is " + encoding + ".");
        }
    }

    private void rejectUnknown(Map<String, List<String>> query) {
        if (route.takesAnyParameter()) {
            return;
        }
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
        if (body instanceof BodyWriter writer) {
            stream(reply, writer, context);
            return;
        }
        boolean isPrepared = body instanceof Prepared;
        byte[] bytes = isPrepared ? ((Prepared) body).bytes() : bytes(body);
        reply.headers().forEach(context::header);
        if (isRead(context)) {
            String tag =
                    isPrepared
                            ? ((Prepared) body).entityTag()
                            : EntityTag.of(reply.mediaType(), bytes);
            context.header("ETag", tag).header("Vary", "Accept");
            if (!reply.headers().containsKey("Cache-Control")) {
                context.header("Cache-Control", "no-cache");
            }
            if (EntityTag.matches(context.header("If-None-Match"), tag)) {
                context.status(304);
                return;
            }
        }
        context.status(reply.status());
        if (!reply.mediaType().isEmpty()) {
            context.contentType(withCharset(reply.mediaType())).result(bytes);
        }
    }

    /** Of a text, the charset of types that name none would be guessed. */
    private static byte[] bytes(Object body) {
        return body instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : Json.bytes(body);
    }

    private static void stream(Reply reply, BodyWriter writer, Context context) {
        try (writer) {
            reply.headers().forEach(context::header);
            context.status(reply.status()).contentType(withCharset(reply.mediaType()));
            context.header("Cache-Control", "no-store");
            if (!context.method().equals(HandlerType.HEAD)) {
                writer.write(context.outputStream());
            }
        } catch (IOException e) {
            LOG.debug("{} was not taken to its end: {}", context.path(), e.toString());
        }
    }

    /** The reply, or its failure: on this thread, whichever thread has failed. */
    private static <T> T settled(T reply, Throwable failure) {
        if (failure == null) {
            return reply;
        }
        throw failure instanceof CompletionException wrapper
                ? wrapper
                : new CompletionException(failure);
    }

    private static boolean isRead(Context context) {
        return READS.contains(context.method());
    }

    /** Text is taken for something else than UTF-8 unless it says so; JSON is always UTF-8. */
    private static String withCharset(String mediaType) {
        boolean silent = mediaType.startsWith("text/") && !mediaType.contains("charset");
        return silent ? mediaType + ";charset=utf-8" : mediaType;
    }
}

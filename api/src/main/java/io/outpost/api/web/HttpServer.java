package io.outpost.api.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server: the one place that knows Javalin's routing. Serves the given routes and times
 * each request.
 */
public final class HttpServer implements AutoCloseable {

    private static final int MAX_THREADS = 32;
    private static final int MIN_THREADS = 4;
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * Place ids may hold slashes, dots, percent signs; encoded they are part of one path segment,
     * as no files are served.
     */
    private static final UriCompliance ANY_PLACE_ID =
            UriCompliance.RFC3986.with(
                    "any place id",
                    Violation.AMBIGUOUS_PATH_SEPARATOR,
                    Violation.AMBIGUOUS_PATH_ENCODING,
                    Violation.AMBIGUOUS_PATH_SEGMENT,
                    Violation.SUSPICIOUS_PATH_CHARACTERS);

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /** Starts to listen; port 0 takes a free one. */
    public static HttpServer start(
            String host, int port, List<Route> routes, CursorKey cursorKey, MeterRegistry meters) {
        Javalin javalin = Javalin.create(config -> configure(config, routes, cursorKey, meters));
        return new HttpServer(javalin.start(host, port));
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(
            JavalinConfig config, List<Route> routes, CursorKey cursorKey, MeterRegistry meters) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        tuneJetty(config);
        routes.forEach(route -> serve(config, new RouteHandler(route, cursorKey), route.path()));
        ProblemWriter problems = new ProblemWriter();
        config.routes.exception(HttpResponseException.class, problems::write);
        config.routes.exception(Exception.class, problems::write);
        config.requestLogger.http((context, millis) -> time(context, millis, meters));
    }

    private static void serve(JavalinConfig config, RouteHandler handler, String path) {
        config.routes.get(path, handler);
        config.routes.head(path, handler);
    }

    private static void tuneJetty(JavalinConfig config) {
        config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(ANY_PLACE_ID));
        config.jetty.modifyServletContextHandler(
                context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
        config.jetty.modifyServer(HttpServer::endGracefully);
    }

    private static void endGracefully(Server server) {
        server.setStopTimeout(GRACE.toMillis());
        server.setErrorHandler(new UnreadableRequestHandler());
    }

    private static void time(Context context, float millis, MeterRegistry meters) {
        String route =
                context.endpoints().list().stream()
                        .filter(endpoint -> endpoint.method.isHttpMethod())
                        .map(endpoint -> endpoint.path)
                        .reduce((first, last) -> last)
                        .orElse("none");
        Timer.builder("outpost.api.requests")
                .description("Time to answer a request, by route and status.")
                .tag("route", route)
                .tag("status", String.valueOf(context.statusCode()))
                .register(meters)
                .record((long) (millis * 1000), TimeUnit.MICROSECONDS);
    }
}

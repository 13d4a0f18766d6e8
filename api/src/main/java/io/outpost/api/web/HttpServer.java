package io.outpost.api.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server: the one place that knows Javalin's routing. Serves the given routes and times
 * each request.
 */
public final class HttpServer implements AutoCloseable {

    static final int MAX_THREADS = 32;
    private static final int MIN_THREADS = 4;
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Of an answer that waits for another system; that system's own limits end before. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

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
    private final String host;
    private final Optional<Tls> tls;
    private final List<StreamedRoute> streams;

    private HttpServer(
            Javalin javalin, String host, Optional<Tls> tls, List<StreamedRoute> streams) {
        this.javalin = javalin;
        this.host = host;
        this.tls = tls;
        this.streams = streams;
    }

    /** Starts to listen. */
    public static HttpServer start(
            HttpSettings settings,
            List<? extends Endpoint> routes,
            Admission admission,
            MeterRegistry meters,
            RequestTraces traces) {
        Optional<Tls> tls = settings.tls().map(files -> new Tls(files, meters));
        Javalin javalin =
                Javalin.create(
                        config -> {
                            tuneJetty(config, settings, tls);
                            configure(config, settings, routes, admission, meters, traces);
                        });
        try {
            return new HttpServer(javalin.start(), settings.host(), tls, streams(routes));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "cannot listen on %s:%d: %s"
                            .formatted(settings.host(), settings.port(), e.getMessage()),
                    e);
        }
    }

    public int port() {
        return javalin.port();
    }

    public String url() {
        return (tls.isPresent() ? "https://" : "http://") + host + ":" + port();
    }

    /** Takes a certificate that was renewed now, and not within a minute only. */
    void renewCertificate() {
        tls.ifPresent(Tls::renew);
    }

    private static List<StreamedRoute> streams(List<? extends Endpoint> routes) {
        return routes.stream()
                .filter(StreamedRoute.class::isInstance)
                .map(StreamedRoute.class::cast)
                .toList();
    }

    /** Streams end first: the server waits for what it still answers. */
    @Override
    public void close() {
        streams.forEach(StreamedRoute::close);
        javalin.stop();
    }

    private static void configure(
            JavalinConfig config,
            HttpSettings settings,
            List<? extends Endpoint> routes,
            Admission admission,
            MeterRegistry meters,
            RequestTraces traces) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        config.http.asyncTimeout = ANSWER_LIMIT.toMillis();
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        config.jetty.threadPool = threads;
        InTurn replies = new InTurn(threads);
        config.routes.before(traces::begin);
        config.routes.before(context -> requireAllowedHost(context, settings.allowedHosts()));
        routes.forEach(
                route ->
                        serve(
                                config,
                                new RouteHandler(route, admission, settings, threads, replies),
                                route));
        ProblemWriter problems = new ProblemWriter();
        config.routes.exception(HttpResponseException.class, problems::write);
        config.routes.exception(Exception.class, problems::write);
        RequestTimers timers = new RequestTimers(meters);
        config.requestLogger.http(
                (context, millis) -> {
                    String route = route(context);
                    timers.record(
                            route,
                            context.statusCode(),
                            EventStream.millisToOpen(context, millis).orElse(millis));
                    traces.end(context, route);
                });
    }

    private static void requireAllowedHost(Context context, AllowedHosts hosts) {
        String host = context.req().getServerName();
        if (!hosts.allows(host)) {
            throw new ProblemException(
                    ProblemKind.MISDIRECTED,
                    "Not served by the name '" + host + "'; --allowed-hosts names those that are.");
        }
    }

    private static void serve(JavalinConfig config, RouteHandler handler, Endpoint route) {
        String path = route.path();
        switch (route.method()) {
            case GET -> {
                config.routes.get(path, handler);
                if (route.access() != Access.SEND) {
                    config.routes.head(path, handler);
                }
            }
            case POST -> config.routes.post(path, handler);
            case PUT -> config.routes.put(path, handler);
            case DELETE -> config.routes.delete(path, handler);
        }
    }

    private static void tuneJetty(JavalinConfig config, HttpSettings settings, Optional<Tls> tls) {
        config.jetty.modifyHttpConfiguration(HttpServer::tuneHttp);
        config.jetty.addConnector(
                (server, http) -> BoundedConnector.of(server, http, settings, tls));
        config.jetty.modifyServletContextHandler(
                context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
        config.jetty.modifyServer(HttpServer::endGracefully);
        config.jetty.modifyServer(server -> server.insertHandler(new BodyLoader()));
    }

    private static void tuneHttp(HttpConfiguration http) {
        http.setUriCompliance(ANY_PLACE_ID);
        http.setSendServerVersion(false);
        http.addCustomizer(new SecurityHeaders());
    }

    private static void endGracefully(Server server) {
        server.setStopTimeout(GRACE.toMillis());
        server.setErrorHandler(new UnreadableRequestHandler());
    }

    private static String route(Context context) {
        return context.endpoints().list().stream()
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.path)
                .reduce((first, last) -> last)
                .orElse("none");
    }
}

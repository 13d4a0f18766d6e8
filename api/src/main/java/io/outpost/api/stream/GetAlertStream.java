package io.outpost.api.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.display.Display;
import io.outpost.api.ingest.LogSettings;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Access;
import io.outpost.api.web.EventStream;
import io.outpost.api.web.Origin;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Request;
import io.outpost.api.web.StreamedRoute;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * GET /v1/alerts/stream: alerts as they are committed to the topic, by Server-Sent Events. One
 * reader of the topic serves all clients; a second one reads what those have missed who come back.
 */
public final class GetAlertStream implements StreamedRoute {

    private static final String LAST_EVENT = "Last-Event-ID";

    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(15);

    /** Then a client asks again, and is admitted again. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    /** Of the first client, for the reader to begin. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AlertFeed feed;
    private final MissedAlerts missed;
    private final OpenStreams open;
    private final ScheduledExecutorService beats =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "alerts-beat");
                        thread.setDaemon(true);
                        return thread;
                    });

    private boolean beating;

    /** Connects with the first client. */
    public GetAlertStream(LogSettings settings, Database reads, MeterRegistry meters) {
        PositionStore places = new PositionStore(reads);
        Counter unreadable =
                Counter.builder("outpost.api.alerts.unreadable")
                        .description("Records of the topic of alerts that are none, passed over.")
                        .register(meters);
        feed =
                new AlertFeed(
                        settings.kafka(),
                        new AlertDecoder(settings.registryUrl(), places, unreadable));
        missed =
                new MissedAlerts(
                        settings.kafka(),
                        new AlertDecoder(settings.registryUrl(), places, unreadable),
                        feed);
        open = new OpenStreams(meters);
    }

    @Override
    public String path() {
        return "/v1/alerts/stream";
    }

    @Override
    public Access access() {
        return Access.READ;
    }

    @Override
    public Set<String> parameters() {
        return Display.parametersAnd(AlertFilter.PLACES, AlertFilter.SUBJECTS, AlertFilter.AREA);
    }

    @Override
    public CompletionStage<Consumer<EventStream>> open(Request request) {
        request.preferred(List.of(MEDIA_TYPE));
        AlertFilter filter = AlertFilter.of(request);
        Display display = Display.of(request);
        Optional<StreamPosition> from =
                request.header(LAST_EVENT).flatMap(GetAlertStream::position);
        String address = Origin.of(request.remoteAddress());
        beat();
        return feed.begun()
                .copy()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle(
                        (begun, failure) -> {
                            if (failure != null) {
                                throw new ProblemException(
                                        ProblemKind.UNAVAILABLE,
                                        "The topic of alerts cannot be read at present.");
                            }
                            return stream -> begin(stream, filter, display, from, address);
                        });
    }

    private void begin(
            EventStream stream,
            AlertFilter filter,
            Display display,
            Optional<StreamPosition> from,
            String address) {
        open.add(stream, address);
        Subscriber subscriber =
                new Subscriber(stream, filter, display, System.nanoTime(), from.isPresent());
        stream.whenEnded(why -> feed.unsubscribe(subscriber));
        if (from.isPresent()) {
            missed.resume(subscriber, from.get());
        } else if (feed.subscribe(subscriber, from).isEmpty()) {
            stream.end(EventStream.End.UNAVAILABLE);
        }
    }

    private static Optional<StreamPosition> position(String id) {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        StreamPosition position =
                StreamPosition.parse(id)
                        .orElseThrow(
                                () ->
                                        ProblemException.invalidHeader(
                                                LAST_EVENT,
                                                "not-an-id",
                                                "is not one of this stream; begin without it"));
        return Optional.of(position);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it goes on until all ends
    private synchronized void beat() {
        if (!beating) {
            beating = true;
            beats.scheduleAtFixedRate(
                    () -> feed.beat(System.nanoTime(), LIFETIME),
                    BETWEEN_BEATS.toSeconds(),
                    BETWEEN_BEATS.toSeconds(),
                    TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        beats.shutdownNow();
        open.end();
        missed.close();
        feed.close();
    }
}

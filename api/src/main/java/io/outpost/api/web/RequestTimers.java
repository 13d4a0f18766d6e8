package io.outpost.api.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How long requests took, by route and status. Each timer is looked up in the registry once. */
final class RequestTimers {

    /** Up to which of these a request took, for quantiles over all processes. */
    private static final Duration[] TIMES_COUNTED =
            IntStream.of(10, 30, 100, 300, 1_000, 3_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private static final int MICROS_PER_MILLI = 1000;

    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry meters;

    RequestTimers(MeterRegistry meters) {
        this.meters = meters;
    }

    private record Kind(String route, int status) {}

    /**
     * Counts one.
     *
     * @param route the path of one of the routes, of which there are few
     */
    void record(String route, int status, float millis) {
        timers.computeIfAbsent(new Kind(route, status), this::timer)
                .record((long) (millis * MICROS_PER_MILLI), TimeUnit.MICROSECONDS);
    }

    private Timer timer(Kind kind) {
        return Timer.builder("outpost.api.requests")
                .description("Time to answer a request, by route and status.")
                .serviceLevelObjectives(TIMES_COUNTED)
                .tag("route", kind.route())
                .tag("status", String.valueOf(kind.status()))
                .register(meters);
    }
}

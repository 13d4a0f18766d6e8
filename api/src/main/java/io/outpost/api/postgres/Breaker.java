package io.outpost.api.postgres;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.web.ProblemException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Stops asking a server that does not answer: once 5 of the last 10 reads have failed for that, all
 * are rejected at once for 3 s, then 2 are let through, and if both succeed, all are again. A read
 * that Postgres answers, be it with an error, is a success here.
 */
final class Breaker {

    private static final int LAST_READS = 10;
    private static final int PERCENT_FAILED = 50;
    private static final int PROBES = 2;
    static final Duration PAUSE = Duration.ofSeconds(3);

    private final CircuitBreaker breaker;
    private final Predicate<RuntimeException> isOutage;

    /**
     * @param server its name among the meters
     * @param isOutage whether a failure means that the server does not answer
     */
    Breaker(String server, MeterRegistry meters, Predicate<RuntimeException> isOutage) {
        this.isOutage = isOutage;
        this.breaker =
                CircuitBreaker.of(
                        server,
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(LAST_READS)
                                .minimumNumberOfCalls(LAST_READS)
                                .failureRateThreshold(PERCENT_FAILED)
                                .waitDurationInOpenState(PAUSE)
                                .permittedNumberOfCallsInHalfOpenState(PROBES)
                                .build());
        Gauge.builder("outpost.api.postgres.breaker", breaker, Breaker::position)
                .description("Whether reads go to Postgres: 0 yes, 1 two for a try, 2 none.")
                .tag("server", server)
                .register(meters);
    }

    /**
     * What the read gives.
     *
     * @throws ProblemException UNAVAILABLE at once, while the server is not asked
     */
    <T> T read(Supplier<T> read) {
        if (!breaker.tryAcquirePermission()) {
            throw ProblemException.unavailable(
                    new IllegalStateException("it did not answer before"));
        }
        long began = System.nanoTime();
        try {
            T result = read.get();
            breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            return result;
        } catch (RuntimeException e) {
            long took = System.nanoTime() - began;
            if (isOutage.test(e)) {
                breaker.onError(took, TimeUnit.NANOSECONDS, e);
            } else {
                breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            }
            throw e;
        } catch (Error e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private static double position(CircuitBreaker breaker) {
        return switch (breaker.getState()) {
            case HALF_OPEN -> 1;
            case OPEN, FORCED_OPEN -> 2;
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
        };
    }
}

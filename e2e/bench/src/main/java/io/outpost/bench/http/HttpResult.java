package io.outpost.bench.http;

import java.util.Locale;
import java.util.Map;

/**
 * What one contender has done in one round.
 *
 * @param processorSeconds of the measured time, user and system, by whose they are
 */
record HttpResult(Contender contender, Meter.Ended ended, Map<String, Double> processorSeconds) {
    static final String SERVER = "server";
    static final String CLIENT = "client";
    static final String BROKER = "broker";
    static final String POSTGRES = "Postgres";

    private static final double MICROS_PER_SECOND = 1e6;

    /** Observations, also before the measured time and after it. */
    long acknowledged() {
        return ended.acknowledged();
    }

    double observationsPerSecond() {
        return ended.measured().observations() / ended.measured().seconds();
    }

    /** Processor time per observation, us. */
    double micros(String whose) {
        return processorSeconds.getOrDefault(whose, 0.0)
                * MICROS_PER_SECOND
                / ended.measured().observations();
    }

    double p50Millis() {
        return ended.times().p50Millis();
    }

    double p99Millis() {
        return ended.times().p99Millis();
    }

    /** For people who wait for it. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s: %,.0f observations/s, %.1f us of the server, p99 %.1f ms",
                contender.words(),
                observationsPerSecond(),
                micros(SERVER),
                p99Millis());
    }
}

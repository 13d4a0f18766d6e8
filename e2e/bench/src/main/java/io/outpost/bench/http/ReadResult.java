package io.outpost.bench.http;

import java.util.Locale;
import java.util.Map;

/**
 * What one contender has done in one round.
 *
 * @param bytes of an answer, compressed; NaN: not looked at
 */
record ReadResult(ReadContender contender, Client.Ended ended, double bytes) {
    private static final double MICROS_PER_SECOND = 1e6;

    /** Of one that is asked one thing after the other, which times itself. */
    static ReadResult ofOne(ReadContender contender, Meter.Ended ended, double bytes) {
        return new ReadResult(contender, new Client.Ended(ended, Map.of()), bytes);
    }

    double perSecond() {
        Meter.Measured measured = ended.meter().measured();
        return measured.observations() / measured.seconds();
    }

    /** Processor time per request, us. */
    double micros(String whose) {
        return ended.processorSeconds().getOrDefault(whose, Double.NaN)
                * MICROS_PER_SECOND
                / ended.meter().measured().observations();
    }

    double p50Millis() {
        return ended.meter().times().p50Millis();
    }

    double p99Millis() {
        return ended.meter().times().p99Millis();
    }

    /** For people who wait for it. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s: %,.0f requests/s, p50 %.1f ms, p99 %.1f ms",
                contender.words(),
                perSecond(),
                p50Millis(),
                p99Millis());
    }
}

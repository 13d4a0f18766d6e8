package io.outpost.cli.simulate.feed;

import io.outpost.cli.simulate.weather.Randomness;

/**
 * When one sensor is silent or stuck, decided per 12 h from its key alone. Remembers the newest
 * decision only to be quick.
 */
final class Spans {
    private static final long WINDOW_MILLIS = 12 * 3_600_000L;
    private static final long SHORTEST_MILLIS = 3_600_000;
    private static final long LONGEST_MILLIS = 5 * 3_600_000L;

    private final long key;
    private final FaultRates rates;
    private long window = Long.MIN_VALUE;
    private Fault fault;
    private long from;
    private long to;

    Spans(long key, FaultRates rates) {
        this.key = key;
        this.rates = rates;
    }

    /** GAPS, BACKFILL or STUCK; null: all is well. */
    Fault at(long millis) {
        long asked = Math.floorDiv(millis, WINDOW_MILLIS);
        if (asked != window) {
            decide(asked);
        }
        return fault != null && millis >= from && millis < to ? fault : null;
    }

    /** Start of the span that was asked for last. */
    long fromMillis() {
        return from;
    }

    long toMillis() {
        return to;
    }

    private void decide(long asked) {
        window = asked;
        long hash = Randomness.mix(key, asked);
        fault = choice(Randomness.unit(hash));
        long length = Randomness.between(Randomness.mix(hash, 1), SHORTEST_MILLIS, LONGEST_MILLIS);
        from =
                asked * WINDOW_MILLIS
                        + Randomness.between(Randomness.mix(hash, 2), 0, WINDOW_MILLIS - length);
        to = from + length;
    }

    private Fault choice(double drawn) {
        double left = drawn;
        for (Fault candidate : new Fault[] {Fault.GAPS, Fault.BACKFILL, Fault.STUCK}) {
            left -= rates.of(candidate);
            if (left < 0) {
                return candidate;
            }
        }
        return null;
    }
}

package io.outpost.cli.replay.order;

import io.outpost.cli.replay.recording.Reading;
import java.time.Duration;

/**
 * Injected disorder: a quarter of the readings is on time, a quarter is delayed by the whole bound,
 * the others by a random part of it. When a reading arrives, the newest one before it is at most
 * the bound ahead in event time. Readings of the same identity are delayed alike, so the first of
 * them stays the first. The same seed gives the same order.
 */
public final class BoundedShuffle implements Arrival {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long boundMillis;
    private final long seed;

    public BoundedShuffle(Duration bound, long seed) {
        this.boundMillis = bound.toMillis();
        this.seed = seed;
    }

    @Override
    public long millisOf(Reading reading) {
        long random = mix(reading.identity() * GOLDEN_GAMMA + mix(seed + GOLDEN_GAMMA));
        return reading.observedAtMillis() + delayMillis(random);
    }

    private long delayMillis(long random) {
        return switch ((int) (random & 3)) {
            case 0 -> 0;
            case 1 -> boundMillis;
            default -> Long.remainderUnsigned(random >>> 2, boundMillis + 1);
        };
    }

    /** The finalizer of MurmurHash3: every bit of the input changes half of the output. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }
}

package io.outpost.bench.http;

import io.outpost.bench.fixture.ChildJvm;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Says when the measured time begins and ends, and reports both to the parent. One thread asks. */
final class Meter {
    /** One part of so many of the time to warm up is its end. */
    private static final int PARTS_OF_WARM_UP = 5;

    private final long nearlyWarmNanos;
    private final long beginNanos;
    private final long endNanos;
    private final LongSupplier observations;
    private long begun = -1;
    private long begunNanos;
    private Measured measured;

    /**
     * @param observations that have been acknowledged so far
     */
    Meter(int warmUpSeconds, int seconds, LongSupplier observations) {
        long warmUpNanos = TimeUnit.SECONDS.toNanos(warmUpSeconds);
        this.beginNanos = System.nanoTime() + warmUpNanos;
        this.nearlyWarmNanos = beginNanos - warmUpNanos / PARTS_OF_WARM_UP;
        this.endNanos = beginNanos + TimeUnit.SECONDS.toNanos(seconds);
        this.observations = observations;
    }

    /** The measured time has begun: what was used before is not counted. */
    record Begun() {}

    /** The measured time is over: what is used from now on is not counted. */
    record Measured(long observations, double seconds) {}

    /**
     * All has ended.
     *
     * @param acknowledged observations, also before the measured time and after it
     */
    record Ended(Measured measured, long acknowledged, Times times) {}

    /** False when the measured time is over. */
    boolean goesOn() {
        long now = System.nanoTime();
        if (begun < 0 && now - beginNanos >= 0) {
            begun = observations.getAsLong();
            begunNanos = now;
            ChildJvm.report(new Begun());
        }
        if (now - endNanos < 0) {
            return true;
        }
        measured =
                new Measured(
                        observations.getAsLong() - begun,
                        (now - begunNanos) / (double) TimeUnit.SECONDS.toNanos(1));
        ChildJvm.report(measured);
        return false;
    }

    /** The last fifth of the time to warm up has begun. */
    boolean isNearlyWarm() {
        return System.nanoTime() - nearlyWarmNanos >= 0;
    }

    boolean isMeasuring() {
        return begun >= 0;
    }

    Ended ended(long acknowledged, Times times) {
        return new Ended(measured, acknowledged, times);
    }
}

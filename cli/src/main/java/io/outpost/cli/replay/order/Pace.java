package io.outpost.cli.replay.order;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** How fast event time passes while replaying; real time counts from when it is made. */
public final class Pace {
    private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final double speed;
    private final LongSupplier nanoClock;
    private final long startNanos;

    /**
     * A constant speed.
     *
     * @param speed seconds of event time per second; infinite: no pause at all
     */
    public Pace(double speed, LongSupplier nanoClock) {
        this.speed = speed;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
    }

    /**
     * How long the next reading has to wait.
     *
     * @param sinceFirstMillis event time since the first reading
     * @return ns; 0 when it is due
     */
    long waitNanos(long sinceFirstMillis) {
        double dueNanos = TimeUnit.MILLISECONDS.toNanos(sinceFirstMillis) / speed;
        return Math.max(0, (long) dueNanos - (nanoClock.getAsLong() - startNanos));
    }

    /** Waits until the next reading is due; false when it was stopped. */
    public boolean await(long sinceFirstMillis, BooleanSupplier stopped) {
        long wait = waitNanos(sinceFirstMillis);
        while (wait > 0 && !stopped.getAsBoolean()) {
            LockSupport.parkNanos(Math.min(wait, LONGEST_PARK_NANOS));
            wait = waitNanos(sinceFirstMillis);
        }
        return !stopped.getAsBoolean();
    }
}

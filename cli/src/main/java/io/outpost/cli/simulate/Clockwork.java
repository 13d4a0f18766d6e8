package io.outpost.cli.simulate;

import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Says when a record is due: at its speed, at most so many per second, and never before its event
 * time has come in the real world. A live run that has fallen behind catches up.
 */
final class Clockwork {
    private static final long GRAIN_MILLIS = 10;
    private static final long LONGEST_MILLIS = 200;
    private static final double MILLIS_PER_SECOND = 1000;

    private final Clock clock;
    private final double speed;
    private final double highestPerSecond;
    private final long startMillis;
    private final long startEventMillis;
    private long nowMillis;

    Clockwork(Clock clock, RunPlan plan, long startEventMillis) {
        this.clock = clock;
        this.speed = plan.isLive() ? Double.POSITIVE_INFINITY : plan.speed();
        this.highestPerSecond = plan.highestPerSecond();
        this.startMillis = clock.millis();
        this.startEventMillis = startEventMillis;
        this.nowMillis = startMillis;
    }

    /** The real time at the last look. */
    long nowMillis() {
        return nowMillis;
    }

    /** Waits until the record is due; false when it was stopped. */
    boolean await(long eventMillis, long sent, BooleanSupplier stopped) {
        double due =
                Math.max(
                        (double) eventMillis,
                        startMillis
                                + Math.max(
                                        (eventMillis - startEventMillis) / speed,
                                        sent * MILLIS_PER_SECOND / highestPerSecond));
        if (due <= nowMillis) {
            return !stopped.getAsBoolean();
        }
        nowMillis = clock.millis();
        while (due > nowMillis && !stopped.getAsBoolean()) {
            // Many records at once cost far less than a timer for each.
            long wait = Math.max(GRAIN_MILLIS, Math.min(LONGEST_MILLIS, (long) due - nowMillis));
            LockSupport.parkNanos(wait * 1_000_000);
            nowMillis = clock.millis();
        }
        return !stopped.getAsBoolean();
    }
}

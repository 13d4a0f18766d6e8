package io.outpost.cli.replay.order;

import java.util.concurrent.TimeUnit;

/** How fast event time passes while replaying. */
public final class Pace {
    /** No pause at all. */
    public static final Pace AS_FAST_AS_POSSIBLE = new Pace(Double.POSITIVE_INFINITY);

    private final double speed;

    /**
     * A constant speed.
     *
     * @param speed seconds of event time per second
     */
    public Pace(double speed) {
        this.speed = speed;
    }

    /**
     * How long the next reading has to wait.
     *
     * @param sinceFirstMillis event time since the first reading
     * @param elapsedNanos real time since the first reading was sent
     * @return ns; 0 when it is due
     */
    public long waitNanos(long sinceFirstMillis, long elapsedNanos) {
        double dueNanos = TimeUnit.MILLISECONDS.toNanos(sinceFirstMillis) / speed;
        return Math.max(0, (long) dueNanos - elapsedNanos);
    }
}

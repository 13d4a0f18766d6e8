package io.outpost.cli.replay.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long now = 5;

    @Test
    void anHourPerSecond() {
        Pace pace = new Pace(3600, () -> now);

        assertEquals(SECOND_NANOS, pace.waitNanos(HOUR_MILLIS));
        now += SECOND_NANOS * 3 / 4;
        assertEquals(SECOND_NANOS / 4, pace.waitNanos(HOUR_MILLIS));
        now += SECOND_NANOS;
        assertEquals(0, pace.waitNanos(HOUR_MILLIS));
    }

    @Test
    void asFastAsPossibleNeverWaits() {
        Pace pace = new Pace(Double.POSITIVE_INFINITY, () -> now);

        assertEquals(0, pace.waitNanos(HOUR_MILLIS * 24 * 365));
    }

    @Test
    void theWaitEndsWhenItIsStopped() {
        assertFalse(new Pace(1, () -> now).await(HOUR_MILLIS, () -> true));
    }
}

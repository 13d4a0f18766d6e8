package io.outpost.cli.replay.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Test
    void anHourPerSecond() {
        Pace pace = new Pace(3600);

        assertEquals(SECOND_NANOS, pace.waitNanos(HOUR_MILLIS, 0));
        assertEquals(SECOND_NANOS / 4, pace.waitNanos(HOUR_MILLIS, SECOND_NANOS * 3 / 4));
        assertEquals(0, pace.waitNanos(HOUR_MILLIS, SECOND_NANOS * 2));
    }

    @Test
    void asFastAsPossibleNeverWaits() {
        assertEquals(0, Pace.AS_FAST_AS_POSSIBLE.waitNanos(HOUR_MILLIS * 24 * 365, 0));
    }
}

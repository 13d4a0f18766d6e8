package io.outpost.api.rate;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** The API's clock, as buckets read it. */
public record ClockMeter(Clock clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    /** Buckets of several instances are counted by the time of day. */
    @Override
    public boolean isWallClockBased() {
        return true;
    }
}

package io.outpost.archive.pipeline;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/** How long raw rows are kept, by processing time. Whole UTC days are kept or dropped. */
public final class Retention implements Serializable {
    /** The first day kept when all are. */
    public static final int EVERY_DAY = Integer.MIN_VALUE;

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final long keptMillis;

    private Retention(long keptMillis) {
        this.keptMillis = keptMillis;
    }

    /** Keeps rows for a time; for ever when it is empty. */
    static Retention of(Optional<Duration> kept) {
        return new Retention(kept.map(Duration::toMillis).orElse(Long.MAX_VALUE));
    }

    public boolean isForEver() {
        return keptMillis == Long.MAX_VALUE;
    }

    /** The first UTC day (since 1970) that is kept; {@link #EVERY_DAY} when all are. */
    public int firstKeptDay(long nowMillis) {
        return isForEver() ? EVERY_DAY : (int) Math.floorDiv(nowMillis - keptMillis, DAY_MILLIS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Retention same && same.keptMillis == keptMillis;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(keptMillis);
    }

    @Override
    public String toString() {
        return isForEver() ? "none" : Duration.ofMillis(keptMillis).toString();
    }
}

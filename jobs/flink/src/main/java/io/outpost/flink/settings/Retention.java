package io.outpost.flink.settings;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the rows of a table are kept at least, by processing time. They are dropped with their
 * partition, when all of it is older.
 */
public final class Retention implements Serializable {
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final long keptMillis;

    private Retention(long keptMillis) {
        this.keptMillis = keptMillis;
    }

    /** A setting: 1 to 36,525 days, or none; none without the setting. */
    public static Retention of(SettingsReader reader, String key) {
        Optional<Duration> kept = reader.optionalDuration(key, SHORTEST, LONGEST);
        return new Retention(kept.map(Duration::toMillis).orElse(Long.MAX_VALUE));
    }

    public boolean isForEver() {
        return keptMillis == Long.MAX_VALUE;
    }

    /** The first time (ms since 1970) that is kept for sure; the least one when all are. */
    public long firstKeptMillis(long nowMillis) {
        return isForEver() ? Long.MIN_VALUE : nowMillis - keptMillis;
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

package io.outpost.cli.poll;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * When a station is asked: each interval, more or less, so that many stations are not asked at
 * once; after failures more and more seldom. What is drawn follows from the station's name.
 */
final class Timetable {
    /** However often it has failed. */
    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** Of the interval, to both sides. */
    private static final double JITTER = 0.1;

    private static final int MOST_DOUBLINGS = 16;

    private final Duration interval;
    private final SplittableRandom random;

    Timetable(String name, Duration interval) {
        this.interval = interval;
        CRC32 seed = new CRC32();
        seed.update(name.getBytes(StandardCharsets.UTF_8));
        this.random = new SplittableRandom(seed.getValue());
    }

    /** Anywhere within the first interval, and within a minute. */
    Instant first(Instant now) {
        long most = Math.min(interval.toMillis(), Duration.ofMinutes(1).toMillis());
        return now.plusMillis(random.nextLong(most));
    }

    /**
     * The next time.
     *
     * @param failures in a row
     * @param retryAfter what the station has asked for; null: nothing. It is asked no sooner
     */
    Instant next(Instant now, int failures, Duration retryAfter) {
        Duration longest = interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE;
        Duration pause =
                interval.multipliedBy(1L << Math.min(Math.max(0, failures - 1), MOST_DOUBLINGS));
        Duration bounded = pause.compareTo(longest) > 0 ? longest : pause;
        double drawn = 1 + JITTER * (2 * random.nextDouble() - 1);
        Instant next = now.plusMillis(Math.round(bounded.toMillis() * drawn));
        Instant asked = retryAfter == null ? next : now.plus(retryAfter);
        return asked.isAfter(next) ? asked : next;
    }
}

package io.outpost.cli.verify.fold;

import java.time.Duration;

/**
 * How a sensor's rain counter stands.
 *
 * @param levelMillimetres what it stands at
 * @param readMillis when it was last read
 * @param lastMillimetres what the last counter said, also one that is no reading; NaN: none yet
 */
record RainState(double levelMillimetres, long readMillis, double lastMillimetres) {
    /** Before the first reading. */
    static final RainState UNKNOWN = new RainState(Double.NaN, Long.MIN_VALUE, Double.NaN);

    private static final long KNOWN_MILLIS = Duration.ofDays(6).toMillis();

    /** False more than 6 days after the last reading. */
    boolean isKnownAt(long atMillis) {
        return readMillis != Long.MIN_VALUE && atMillis - readMillis <= KNOWN_MILLIS;
    }

    /** After a reading. */
    RainState read(double level, long atMillis, double counter) {
        return new RainState(level, atMillis, counter);
    }

    /** After a counter that is no reading. */
    RainState passed(double counter) {
        return new RainState(levelMillimetres, readMillis, counter);
    }
}

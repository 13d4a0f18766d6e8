package io.outpost.cli.verify.fold;

import java.time.Duration;

/**
 * How a sensor's rain counter stands.
 *
 * @param levelMillimetres what it stands at
 * @param cameMillis when a counter last came
 * @param readMillis when one came last that is a reading
 * @param lastMillimetres what the last counter said, also one that is no reading; NaN: none yet
 */
record RainState(
        double levelMillimetres, long cameMillis, long readMillis, double lastMillimetres) {
    /** Before the first reading. */
    static final RainState UNKNOWN =
            new RainState(Double.NaN, Long.MIN_VALUE, Long.MIN_VALUE, Double.NaN);

    private static final long KNOWN_MILLIS = Duration.ofDays(6).toMillis();

    /** False more than 6 days after the last counter. */
    boolean isKnownAt(long atMillis) {
        return cameMillis != Long.MIN_VALUE && atMillis - cameMillis <= KNOWN_MILLIS;
    }

    /** After a reading. */
    RainState read(double level, long atMillis, double counter) {
        return new RainState(level, atMillis, atMillis, counter);
    }

    /** After a counter that is no reading. */
    RainState passed(long atMillis, double counter) {
        return new RainState(levelMillimetres, atMillis, readMillis, counter);
    }
}

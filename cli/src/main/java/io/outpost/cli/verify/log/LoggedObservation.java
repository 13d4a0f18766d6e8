package io.outpost.cli.verify.log;

import java.util.Arrays;

/**
 * A valid observation as it stands in the log.
 *
 * @param receivedAtMillis append time of the record, made monotone within its partition
 * @param declaredSeconds reporting interval as declared; {@link #UNDECLARED} when it was not
 * @param present bit i set: measure i was sent
 * @param sent by ordinal of {@link Measure}, as sent; NaN where absent
 * @param extrasHash of the fields that have no name; 0 without any
 * @param contentHash of key and value as the ledgers have it
 * @param recordBytes of key, value, and names and values of headers
 */
public record LoggedObservation(
        String placeId,
        String sensorId,
        int partition,
        long offset,
        long observedAtMillis,
        long receivedAtMillis,
        int declaredSeconds,
        int present,
        double[] sent,
        long extrasHash,
        long contentHash,
        int recordBytes)
        implements LogRecord {
    public static final int UNDECLARED = Integer.MIN_VALUE;

    private static final int LONGEST_INTERVAL_SECONDS = 86_400;

    /** The declared interval where it is one, s; else 0. */
    public int intervalSeconds() {
        boolean usable = declaredSeconds > 0 && declaredSeconds <= LONGEST_INTERVAL_SECONDS;
        return usable ? declaredSeconds : 0;
    }

    public Screening screen() {
        return Screening.of(sent, present);
    }

    /** Equal for equal payloads: values, declared interval and extras as sent. */
    public long payload() {
        long interval = declaredSeconds == UNDECLARED ? 0 : declaredSeconds;
        long mixed = present * 0x9E3779B97F4A7C15L + interval;
        for (int i = 0; i < sent.length; i++) {
            if ((present >> i & 1) == 1) {
                mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
                mixed += Double.doubleToLongBits(sent[i]);
            }
        }
        return (mixed ^ mixed >>> 32) * 0x94D049BB133111EBL + extrasHash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoggedObservation o && o.position() == position();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(position());
    }

    @Override
    public String toString() {
        return placeId
                + "/"
                + sensorId
                + " at "
                + observedAtMillis
                + " "
                + Arrays.toString(sent)
                + " ("
                + partition
                + ":"
                + offset
                + ")";
    }
}

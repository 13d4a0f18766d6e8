package io.outpost.cli.simulate.feed;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can go wrong, with its rates. Of spans the rate is the chance of a sensor per 12 h. */
public enum Fault {
    /** Reports sent again within half an hour. */
    DUPLICATES(0.005, 0.02),
    /** Reports sent again with another temperature. */
    CONFLICTS(0.001, 0.005),
    /** Reports up to 110 min late, within the minute horizon. */
    REORDERING(0.01, 0.05),
    /** Reports 2 h 10 min to 24 h late, beyond the minute horizon. */
    DELAYS(0.002, 0.01),
    /** Reports of 8 days ago, beyond all horizons. */
    LATE(0.0005, 0.005),
    /** A value of -9999, -999.9 or NaN. */
    SENTINELS(0.002, 0.01),
    /** Times up to 4 min wrong. */
    CLOCK_SKEW(0.002, 0.01),
    /** Times 20 years ahead. */
    FUTURE(0.0005, 0.003),
    /** Times 30 days ahead, where that is past; of a place's first sensor. */
    JUMPS(0, 0.001),
    /** Records that are no observations. */
    POISON(0.0005, 0.003),
    /** Spans of 1 to 5 h that are never sent. */
    GAPS(0.01, 0.05),
    /** Spans of 1 to 5 h that are sent at their end. */
    BACKFILL(0.02, 0.05),
    /** Spans of 1 to 5 h with always the same values. */
    STUCK(0.01, 0.03),
    /** Rain counters that begin anew, once in that share of months. */
    COUNTER_RESETS(0.1, 0.5);

    private final double usual;
    private final double heavy;

    Fault(double usual, double heavy) {
        this.usual = usual;
        this.heavy = heavy;
    }

    /** The rate with {@code --faults default}. */
    double usual() {
        return usual;
    }

    /** The rate with {@code --faults all}. */
    double heavy() {
        return heavy;
    }

    /** As people write it, such as clock-skew. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> labelled(String label) {
        return Arrays.stream(values()).filter(fault -> fault.label().equals(label)).findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(Fault::label).collect(Collectors.joining(", "));
    }
}

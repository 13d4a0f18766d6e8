package io.outpost.cli.simulate.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can go wrong, with its rates. Of spans the rate is the chance of a sensor per 12 h. */
public enum Fault {
    DUPLICATES(0.005, 0.02, "reports sent again within half an hour"),
    CONFLICTS(0.001, 0.005, "reports sent again with another temperature"),
    REORDERING(0.01, 0.05, "reports up to 110 min late, within the minute horizon"),
    DELAYS(0.002, 0.01, "reports 2 h 10 min to 24 h late, beyond the minute horizon"),
    LATE(0.0005, 0.005, "reports of 8 days ago, beyond all horizons"),
    SENTINELS(0.002, 0.01, "a value of -9999, -999.9 or NaN"),
    CLOCK_SKEW(0.002, 0.01, "times up to 4 min wrong"),
    FUTURE(0.0005, 0.003, "times 20 years ahead"),
    JUMPS(0, 0.001, "times 30 days ahead, where that is past; of a place's first sensor"),
    POISON(0.0005, 0.003, "records that are no observations"),
    GAPS(0.01, 0.05, "spans of 1 to 5 h that are never sent"),
    BACKFILL(0.02, 0.05, "spans of 1 to 5 h that are sent at their end"),
    STUCK(0.01, 0.03, "spans of 1 to 5 h with always the same values"),
    COUNTER_RESETS(0.1, 0.5, "rain counters that begin anew, once in that share of months");

    private final double usual;
    private final double heavy;
    private final String meaning;

    Fault(double usual, double heavy, String meaning) {
        this.usual = usual;
        this.heavy = heavy;
        this.meaning = meaning;
    }

    /** The rate with {@code --faults default}. */
    double usual() {
        return usual;
    }

    /** The rate with {@code --faults all}. */
    double heavy() {
        return heavy;
    }

    public String meaning() {
        return meaning;
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

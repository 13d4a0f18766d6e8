package io.outpost.core.preference;

import java.util.Locale;

/** What is taken of the values of a pane, or of the hours of a span. */
public enum Statistic {
    MEAN,
    MINIMUM,
    MAXIMUM,
    TOTAL;

    /** As in documents, such as {@code minimum}. */
    public String documentName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

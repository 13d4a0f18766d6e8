package io.outpost.core.preference;

import java.util.Locale;

/**
 * How a value is compared with a threshold. Numbers within 1e-9 of each other are the same, as for
 * the conditions of the hour: the last digit of a sum must not decide.
 */
public enum Operator {
    AT_LEAST(true, false),
    ABOVE(true, true),
    AT_MOST(false, false),
    BELOW(false, true);

    private final boolean isRising;
    private final boolean isStrict;

    Operator(boolean isRising, boolean isStrict) {
        this.isRising = isRising;
        this.isStrict = isStrict;
    }

    /** True where greater values match. */
    public boolean isRising() {
        return isRising;
    }

    /** True where the threshold itself does not match. */
    public boolean isStrict() {
        return isStrict;
    }

    /** As in documents, such as {@code at_least}. */
    public String documentName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

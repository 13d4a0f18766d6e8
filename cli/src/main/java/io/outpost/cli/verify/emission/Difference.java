package io.outpost.cli.verify.emission;

import java.util.Objects;

/** Differences of one row in words, as they are found. */
public final class Difference {
    private final StringBuilder text = new StringBuilder();

    public Difference same(String what, Object expected, Object found) {
        return Objects.equals(expected, found) ? this : add(what, expected, found);
    }

    /** Equal to 1e-9. */
    public Difference close(String what, double expected, double found) {
        return Close.to(expected, found) ? this : add(what, shown(expected), shown(found));
    }

    /** Equal to 1e-9, relative or absolute. */
    public Difference near(String what, double expected, double found) {
        return Close.near(expected, found) ? this : add(what, shown(expected), shown(found));
    }

    /** Equal; a negative zero is zero, NaN is null. */
    public Difference exact(String what, double expected, double found) {
        return Double.compare(expected + 0.0, found + 0.0) == 0
                ? this
                : add(what, shown(expected), shown(found));
    }

    private Difference add(String what, Object expected, Object found) {
        text.append(text.isEmpty() ? ": " : ", ");
        text.append("%s is %s, must be %s".formatted(what, found, expected));
        return this;
    }

    private static String shown(double value) {
        return Double.isNaN(value) ? "null" : Double.toString(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

package io.outpost.cli.verify.preference;

/** Kleene's three values, in their order. */
enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    Truth not() {
        return values()[TRUE.ordinal() - ordinal()];
    }

    Truth least(Truth other) {
        return ordinal() < other.ordinal() ? this : other;
    }

    Truth greatest(Truth other) {
        return ordinal() > other.ordinal() ? this : other;
    }

    static Truth of(boolean holds) {
        return holds ? TRUE : FALSE;
    }
}

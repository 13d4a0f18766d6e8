package io.outpost.decode.preference;

import java.util.ArrayList;
import java.util.List;

/** What was found to be wrong so far. */
final class Faults {
    private static final int MOST = 20;

    private final List<PreferenceFault> found = new ArrayList<>();

    /** Ends the reading, whatever is left of it. */
    static final class TooManyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyException() {
            super("there is too much wrong in it", null, false, false);
        }
    }

    /** Adds a fault of a place. */
    void add(String pointer, String code, String detail) {
        found.add(new PreferenceFault(pointer, code, detail));
        if (found.size() == MOST) {
            throw new TooManyException();
        }
    }

    /** Adds a fault after which nothing else is read. */
    TooManyException last(String pointer, String code, String detail) {
        if (found.size() < MOST) {
            found.add(new PreferenceFault(pointer, code, detail));
        }
        return new TooManyException();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<PreferenceFault> all() {
        return found;
    }
}

package io.outpost.e2e.mutants;

/** Nothing is proved, because something could not be done; the message says what and why. */
final class MutantException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MutantException(String message) {
        super(message);
    }

    MutantException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.outpost.cli.upgrade;

/** The new version does not do what it must; the message says what. */
final class BreachException extends Exception {
    private static final long serialVersionUID = 1;

    BreachException(String what) {
        super(what);
    }
}

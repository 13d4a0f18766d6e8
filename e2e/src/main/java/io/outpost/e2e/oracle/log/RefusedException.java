package io.outpost.e2e.oracle.log;

/** A record that must be refused before it reaches a place; the message is the reason's name. */
final class RefusedException extends Exception {
    RefusedException(String reason) {
        super(reason, null, false, false);
    }
}

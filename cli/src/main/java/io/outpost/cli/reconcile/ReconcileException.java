package io.outpost.cli.reconcile;

/** Why the alerts cannot be compared or repaired now; the message says it to people. */
final class ReconcileException extends Exception {
    ReconcileException(String message) {
        super(message);
    }
}

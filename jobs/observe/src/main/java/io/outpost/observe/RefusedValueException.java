package io.outpost.observe;

/** A value that cannot be decoded. Bad data may come in floods, so it has no stack trace. */
final class RefusedValueException extends Exception {
    private final RejectionReason reason;

    RefusedValueException(RejectionReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    RejectionReason reason() {
        return reason;
    }
}

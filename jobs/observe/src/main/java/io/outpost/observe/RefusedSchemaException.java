package io.outpost.observe;

import io.outpost.place.RejectionReason;

/**
 * A writer schema that no observation can be read with. Kept and thrown again, so it has no stack
 * trace.
 */
final class RefusedSchemaException extends Exception {
    private final RejectionReason reason;

    RefusedSchemaException(RejectionReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    RejectionReason reason() {
        return reason;
    }
}

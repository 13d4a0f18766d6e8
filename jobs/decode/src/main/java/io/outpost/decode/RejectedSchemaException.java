package io.outpost.decode;

import io.outpost.core.place.RejectionReason;

/**
 * A writer schema that no observation can be read with. Kept and thrown again, so it has no stack
 * trace.
 */
final class RejectedSchemaException extends Exception {
    private final RejectionReason reason;

    RejectedSchemaException(RejectionReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    RejectionReason reason() {
        return reason;
    }
}

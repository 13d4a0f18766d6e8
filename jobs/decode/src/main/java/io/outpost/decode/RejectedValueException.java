package io.outpost.decode;

import io.outpost.core.place.RejectionReason;

/** A record that is rejected. Bad data may come in floods, so it has no stack trace. */
final class RejectedValueException extends Exception {
    private final RejectionReason reason;
    private final String placeId;

    RejectedValueException(RejectionReason reason, String message) {
        this(reason, message, null);
    }

    private RejectedValueException(RejectionReason reason, String message, String placeId) {
        super(message, null, false, false);
        this.reason = reason;
        this.placeId = placeId;
    }

    /** The same, of a record that has named its place. */
    RejectedValueException naming(String namedPlaceId) {
        return new RejectedValueException(reason, getMessage(), namedPlaceId);
    }

    RejectionReason reason() {
        return reason;
    }

    /** Null when the record has named no place. */
    String placeId() {
        return placeId;
    }
}

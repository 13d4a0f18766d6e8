package io.outpost.cli.verify.log;

/** A record that must be rejected by screening; the message is the reason's name. */
final class RejectedException extends Exception {
    private final transient String placeId;

    /** Before it names a place. */
    RejectedException(String reason) {
        this(reason, null);
    }

    /** After it has named its place. */
    RejectedException(String reason, String placeId) {
        super(reason, null, false, false);
        this.placeId = placeId;
    }

    /** Null when it names none. */
    String placeId() {
        return placeId;
    }
}

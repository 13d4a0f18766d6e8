package io.outpost.cli.replay.recording;

/** A row cannot become an observation. */
final class UnreadableRowException extends Exception {
    private final UnreadableReason reason;

    UnreadableRowException(UnreadableReason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    UnreadableReason reason() {
        return reason;
    }
}

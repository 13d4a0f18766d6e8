package io.outpost.mqtt;

/** A message that will never be an observation; the text says why. */
final class RejectedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    RejectedMessageException(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** One of few: RejectionReason of the job's, or one of {@link MessageReader}. */
    String reason() {
        return reason;
    }
}

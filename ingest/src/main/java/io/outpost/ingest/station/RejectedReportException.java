package io.outpost.ingest.station;

import io.outpost.core.place.RejectionReason;

/** A station's report that cannot be read; the message says what the field must be. */
public final class RejectedReportException extends Exception {
    private final RejectionReason reason;
    private final String field;

    RejectedReportException(RejectionReason reason, String field, String mustBe) {
        super(field + " " + mustBe);
        this.reason = reason;
        this.field = field;
    }

    public RejectionReason reason() {
        return reason;
    }

    /** Which field is wrong, as the station calls it. */
    public String field() {
        return field;
    }
}

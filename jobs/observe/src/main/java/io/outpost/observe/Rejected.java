package io.outpost.observe;

import io.outpost.place.Origin;

/** A refused record with its original bytes. {@code detail} says more for people. */
public record Rejected(RejectionReason reason, String detail, String topic, Origin origin) {
    private static final int LONGEST_DETAIL = 500;

    public Rejected {
        detail = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
    }
}

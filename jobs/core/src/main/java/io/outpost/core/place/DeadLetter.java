package io.outpost.core.place;

/**
 * A rejected record, with its original bytes.
 *
 * @param detail says more, for people
 * @param placeId of the place that it names; null when it names none
 * @param revision number of the event that it was of an existing place, or that rejected it; 0:
 *     none
 * @param asOfMillis time of that event, or when the record was received
 */
public record DeadLetter(
        RejectionReason reason,
        String detail,
        Origin origin,
        String placeId,
        long revision,
        long asOfMillis)
        implements Emission {
    private static final int LONGEST_DETAIL = 500;

    public DeadLetter {
        detail = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
    }

    /** Of a record that is not yet known to be an event of a place. */
    public static DeadLetter of(
            RejectionReason reason,
            String detail,
            Origin origin,
            String placeId,
            long receivedAtMillis) {
        return new DeadLetter(reason, detail, origin, placeId, 0, receivedAtMillis);
    }

    /** The same, as an event of its place. */
    DeadLetter asEvent(long eventRevision, long eventMillis) {
        return new DeadLetter(reason, detail, origin, placeId, eventRevision, eventMillis);
    }

    @Override
    public void to(PlaceOutput output) {
        output.rejected(this);
    }
}

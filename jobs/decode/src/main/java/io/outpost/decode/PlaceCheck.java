package io.outpost.decode;

import io.outpost.core.place.Origin;
import io.outpost.core.place.RejectionReason;
import io.outpost.schemas.Place;

/**
 * Says before parameters of a place are sent what the job will find in them, by its own checks.
 * Thread-safe.
 */
public final class PlaceCheck {
    /** They are put into their place's partition, whatever that is. */
    private static final int ONE_PARTITION = 1;

    private static final Origin NOT_SENT =
            new Origin(0, 0, 0, null, null, new String[0], new byte[0][]);

    private final DecodePlaces places = new DecodePlaces(ONE_PARTITION);

    /**
     * What was found.
     *
     * @param reason why they would become a dead letter; null: they would not
     * @param detail of the reason; null: there is none
     */
    public record Finding(RejectionReason reason, String detail) {
        public boolean isAccepted() {
            return reason == null;
        }
    }

    public Finding check(Place place) {
        try {
            places.version(place, new SourceRecord(0, true, NOT_SENT));
            return new Finding(null, null);
        } catch (RejectedValueException e) {
            return new Finding(e.reason(), e.getMessage());
        }
    }
}

package io.outpost.core.place;

import io.outpost.core.preference.PreferenceVersion;

/**
 * A record that names its place, on its way there: exactly one of {@code reading}, {@code version},
 * {@code preference} and {@code deadLetter} is set.
 *
 * @param receivedAtMillis when it was received: the append time, monotone within its partition
 * @param origin where it is from, with its bytes
 * @param deadLetter a rejected record: an event of the place, if that exists
 */
public record PlaceInput(
        String placeId,
        long receivedAtMillis,
        Origin origin,
        Reading reading,
        PlaceVersion version,
        PreferenceVersion preference,
        DeadLetter deadLetter) {
    public static PlaceInput of(String placeId, Reading reading) {
        return new PlaceInput(
                placeId, reading.receivedAtMillis(), reading.origin(), reading, null, null, null);
    }

    public static PlaceInput of(
            String placeId, PlaceVersion version, long receivedAtMillis, Origin origin) {
        return new PlaceInput(placeId, receivedAtMillis, origin, null, version, null, null);
    }

    public static PlaceInput of(
            String placeId, PreferenceVersion preference, long receivedAtMillis, Origin origin) {
        return new PlaceInput(placeId, receivedAtMillis, origin, null, null, preference, null);
    }

    /** Of a dead letter that names a place. */
    public static PlaceInput of(DeadLetter letter) {
        return new PlaceInput(
                letter.placeId(), letter.asOfMillis(), letter.origin(), null, null, null, letter);
    }

    /** The same record, rejected before its place. */
    public PlaceInput rejected(RejectionReason reason, String detail) {
        return of(DeadLetter.of(reason, detail, origin, placeId, receivedAtMillis));
    }
}

package io.outpost.core.place;

/**
 * A record that names its place, on its way there: exactly one of {@code reading}, {@code version}
 * and {@code deadLetter} is set.
 *
 * @param receivedAtMillis when it was received: the append time, monotone within its partition
 * @param deadLetter a rejected record: an event of the place, if that exists
 */
public record PlaceInput(
        String placeId,
        long receivedAtMillis,
        Reading reading,
        PlaceVersion version,
        DeadLetter deadLetter) {
    public static PlaceInput of(String placeId, Reading reading) {
        return new PlaceInput(placeId, reading.receivedAtMillis(), reading, null, null);
    }

    public static PlaceInput of(String placeId, PlaceVersion version, long receivedAtMillis) {
        return new PlaceInput(placeId, receivedAtMillis, null, version, null);
    }

    /** Of a dead letter that names a place. */
    public static PlaceInput of(DeadLetter letter) {
        return new PlaceInput(letter.placeId(), letter.asOfMillis(), null, null, letter);
    }
}

package io.outpost.observe;

import io.outpost.place.PlaceVersion;
import io.outpost.place.Reading;

/**
 * A record on its way to its place: exactly one of {@code reading}, {@code version} and {@code
 * rejected} is set.
 *
 * @param placeKey hash of the place id, the key of the exchange; 0 when rejected
 * @param receivedAtMillis when the broker received it
 */
public record Inbound(
        long placeKey,
        String placeId,
        long receivedAtMillis,
        Reading reading,
        PlaceVersion version,
        Rejected rejected) {

    public static Inbound of(String placeId, Reading reading) {
        return new Inbound(
                PlaceKey.of(placeId), placeId, reading.receivedAtMillis(), reading, null, null);
    }

    public static Inbound of(String placeId, PlaceVersion version, long receivedAtMillis) {
        return new Inbound(PlaceKey.of(placeId), placeId, receivedAtMillis, null, version, null);
    }

    public static Inbound of(Rejected rejected) {
        return new Inbound(0, null, 0, null, null, rejected);
    }
}

package io.outpost.decode;

import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.RejectionReason;
import io.outpost.schemas.Place;
import java.time.DateTimeException;
import java.time.ZoneId;

/** From a message to the parameters of a place, or the reason why it is rejected. */
final class DecodePlaces {
    private static final int LONGEST_STALE_AFTER_SECONDS = 7 * 86_400;

    private final int partitions;

    DecodePlaces(int partitions) {
        this.partitions = partitions;
    }

    PlaceInput version(Place place, SourceRecord source) throws RejectedValueException {
        String placeId = place.getPlaceId();
        Ids.require(placeId, RejectionReason.MISSING_PLACE);
        Ids.requirePartition(
                placeId, Ids.hashOfPlace(placeId), source.origin().partition(), partitions);
        try {
            Ids.requireName(place.getName());
        } catch (RejectedValueException e) {
            throw e.naming(placeId);
        }
        return PlaceInput.of(placeId, version(place), source.receivedAtMillis());
    }

    private static PlaceVersion version(Place place) {
        if (place.getRemoved()) {
            return new PlaceVersion(
                    place.getPlaceId(), Double.NaN, Double.NaN, Double.NaN, "UTC", 0, true);
        }
        return new PlaceVersion(
                place.getName(),
                within(place.getLatitude(), 90),
                within(place.getLongitude(), 180),
                within(place.getElevationMetres(), 10_000),
                zone(place.getTimeZone()),
                staleAfterSeconds(place.getStaleAfterSeconds()),
                false);
    }

    private static double within(Double value, double limit) {
        return value != null && Math.abs(value) <= limit ? value : Double.NaN;
    }

    private static String zone(String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            return "UTC";
        }
    }

    private static int staleAfterSeconds(Integer seconds) {
        return seconds == null || seconds <= 0 ? 0 : Math.min(seconds, LONGEST_STALE_AFTER_SECONDS);
    }
}

package io.outpost.decode;

import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.RejectionReason;
import io.outpost.schemas.Place;
import java.time.DateTimeException;
import java.time.ZoneId;

/** From a message to the parameters of a place, or the reason why it is rejected. */
final class DecodePlaces {
    private static final int SHORTEST_STALE_AFTER_SECONDS = 120;
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
            return PlaceInput.of(
                    placeId,
                    version(place),
                    source.receivedAtMillis(),
                    DeadLetterOrigin.of(source.origin()));
        } catch (RejectedValueException e) {
            throw e.naming(placeId);
        }
    }

    private static PlaceVersion version(Place place) throws RejectedValueException {
        if (place.getRemoved()) {
            return new PlaceVersion(
                    place.getPlaceId(), Double.NaN, Double.NaN, Double.NaN, "UTC", 0, true);
        }
        return new PlaceVersion(
                place.getName(),
                within(place.getLatitude(), 90, "latitude"),
                within(place.getLongitude(), 180, "longitude"),
                within(place.getElevationMetres(), 10_000, "elevation"),
                zone(place.getTimeZone()),
                staleAfterSeconds(place.getStaleAfterSeconds()),
                false);
    }

    /** NaN for null. */
    private static double within(Double value, double limit, String what)
            throws RejectedValueException {
        if (value == null) {
            return Double.NaN;
        }
        if (Math.abs(value) <= limit) {
            return value;
        }
        throw outOfRange("%s %s, not within %s..%s".formatted(what, value, -limit, limit));
    }

    private static String zone(String name) throws RejectedValueException {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            throw outOfRange("time zone '" + name + "', which is not known");
        }
    }

    /** 0 for null. */
    private static int staleAfterSeconds(Integer seconds) throws RejectedValueException {
        if (seconds == null) {
            return 0;
        }
        if (seconds >= SHORTEST_STALE_AFTER_SECONDS && seconds <= LONGEST_STALE_AFTER_SECONDS) {
            return seconds;
        }
        throw outOfRange(
                "staleAfterSeconds %d, not within %d..%d"
                        .formatted(
                                seconds,
                                SHORTEST_STALE_AFTER_SECONDS,
                                LONGEST_STALE_AFTER_SECONDS));
    }

    private static RejectedValueException outOfRange(String detail) {
        return new RejectedValueException(RejectionReason.PARAMETER_OUT_OF_RANGE, detail);
    }
}

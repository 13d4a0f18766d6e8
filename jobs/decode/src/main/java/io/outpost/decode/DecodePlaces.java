package io.outpost.decode;

import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.core.place.ParameterRange;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.RejectionReason;
import io.outpost.schemas.Place;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;

/** From a message to the parameters of a place, or the reason why it is rejected. */
final class DecodePlaces {
    private static final int LONGEST_SHOWN = 40;

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
            return PlaceVersion.removal(place.getPlaceId());
        }
        return new PlaceVersion(
                place.getName(),
                within(ParameterRange.LATITUDE, place.getLatitude()),
                within(ParameterRange.LONGITUDE, place.getLongitude()),
                within(ParameterRange.ELEVATION_METRES, place.getElevationMetres()),
                zone(place.getTimeZone()),
                staleAfterSeconds(place.getStaleAfterSeconds()),
                oneOf(Surface.values(), "surface", place.getSurface()),
                oneOf(StreamSize.values(), "streamSize", place.getStreamSize()),
                within(ParameterRange.ASPECT_DEGREES, place.getAspectDegrees()),
                within(ParameterRange.WIND_HEIGHT_METRES, place.getWindHeightMetres()),
                attribution(place.getAttribution()),
                false);
    }

    /** NaN for null. */
    private static double within(ParameterRange range, Double value) throws RejectedValueException {
        if (value == null) {
            return Double.NaN;
        }
        if (range.contains(value)) {
            return value;
        }
        throw outOfRange(
                "%s %s is not within %s"
                        .formatted(range.field(), ParameterRange.shown(value), range.limits()));
    }

    /** 0 for null. */
    private static int staleAfterSeconds(Integer seconds) throws RejectedValueException {
        return seconds == null
                ? 0
                : (int) within(ParameterRange.STALE_AFTER_SECONDS, seconds.doubleValue());
    }

    /** The constant with that name; null for null. */
    private static <E extends Enum<E>> E oneOf(E[] constants, String field, String name)
            throws RejectedValueException {
        if (name == null) {
            return null;
        }
        for (E constant : constants) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw outOfRange(
                "%s '%s' is not one of %s"
                        .formatted(field, beginning(name), Arrays.toString(constants)));
    }

    /** As a name is, but not empty. */
    private static String attribution(String text) throws RejectedValueException {
        if (text == null || (!text.isEmpty() && Ids.isName(text))) {
            return text;
        }
        throw outOfRange(
                "attribution must be 1 to 256 bytes without control characters, but has %d characters"
                        .formatted(text.length()));
    }

    private static String zone(String name) throws RejectedValueException {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            throw outOfRange(
                    ("timeZone '%s' is not known; an IANA name such as Europe/Berlin, or an offset"
                                    + " such as +08:00")
                            .formatted(beginning(name)));
        }
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_SHOWN));
    }

    private static RejectedValueException outOfRange(String detail) {
        return new RejectedValueException(RejectionReason.PARAMETER_OUT_OF_RANGE, detail);
    }
}

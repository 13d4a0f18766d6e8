package io.outpost.cli.verify.log;

import io.outpost.schemas.Place;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A version of a place's parameters.
 *
 * @param latitude NaN: not known; so the other numbers with a fraction
 * @param staleAfterSeconds 0: the default
 * @param surface null: not known; so the size of the stream
 * @param attribution null: nobody is named
 * @param removed true: taken back; the other values say nothing
 */
public record LoggedParameters(
        String placeId,
        int partition,
        long offset,
        long receivedAtMillis,
        String name,
        double latitude,
        double longitude,
        double elevationMetres,
        String timeZone,
        int staleAfterSeconds,
        String surface,
        String streamSize,
        double aspectDegrees,
        double windHeightMetres,
        String attribution,
        boolean removed)
        implements LogRecord {
    /** From a position in a log, or 0, 0, 0 where it stands elsewhere. */
    public static LoggedParameters of(
            Place place, int partition, long offset, long receivedAtMillis) {
        Integer stale = place.getStaleAfterSeconds();
        return new LoggedParameters(
                place.getPlaceId(),
                partition,
                offset,
                receivedAtMillis,
                place.getName(),
                orNaN(place.getLatitude()),
                orNaN(place.getLongitude()),
                orNaN(place.getElevationMetres()),
                zone(place.getTimeZone()),
                stale == null ? 0 : stale,
                place.getSurface(),
                place.getStreamSize(),
                orNaN(place.getAspectDegrees()),
                orNaN(place.getWindHeightMetres()),
                place.getAttribution(),
                place.getRemoved());
    }

    /** True when both say the same of the place. */
    public boolean saysAs(LoggedParameters other) {
        return removed == other.removed && (removed || sameValues(other));
    }

    private boolean sameValues(LoggedParameters other) {
        return name.equals(other.name)
                && Double.compare(latitude, other.latitude) == 0
                && Double.compare(longitude, other.longitude) == 0
                && Double.compare(elevationMetres, other.elevationMetres) == 0
                && timeZone.equals(other.timeZone)
                && staleAfterSeconds == other.staleAfterSeconds
                && Objects.equals(surface, other.surface)
                && Objects.equals(streamSize, other.streamSize)
                && Double.compare(aspectDegrees, other.aspectDegrees) == 0
                && Double.compare(windHeightMetres, other.windHeightMetres) == 0
                && Objects.equals(attribution, other.attribution);
    }

    private static double orNaN(Double value) {
        return value == null ? Double.NaN : value;
    }

    /** As Java writes it; one that it does not know as it came. */
    private static String zone(String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            return name;
        }
    }
}

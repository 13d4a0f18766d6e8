package io.outpost.cli.verify.log;

import io.outpost.schemas.Place;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;

/** Screens the parameters of a place, by the rules of docs/topology.md and in their order. */
final class ParameterCheck {
    private static final Set<String> SURFACES = Set.of("LOAM", "SAND", "CLAY", "GRAVEL");
    private static final Set<String> STREAM_SIZES = Set.of("SMALL", "MEDIUM", "LARGE");

    private ParameterCheck() {}

    /** The reason why they are rejected; null when they are not. */
    static String fault(Place place) {
        String name = Texts.faultOfName(place.getName());
        if (name != null || place.getRemoved()) {
            return name;
        }
        return isInRange(place) ? null : "PARAMETER_OUT_OF_RANGE";
    }

    private static boolean isInRange(Place place) {
        Integer seconds = place.getStaleAfterSeconds();
        return isWithin(place.getLatitude(), -90, 90)
                && isWithin(place.getLongitude(), -180, 180)
                && isWithin(place.getElevationMetres(), -500, 9_000)
                && isWithin(seconds == null ? null : (Double) seconds.doubleValue(), 120, 604_800)
                && isWithin(place.getAspectDegrees(), 0, 360)
                && isWithin(place.getWindHeightMetres(), 0.5, 100)
                && isAttribution(place.getAttribution())
                && isOneOf(SURFACES, place.getSurface())
                && isOneOf(STREAM_SIZES, place.getStreamSize())
                && isKnown(place.getTimeZone());
    }

    /** What is no number is not. */
    private static boolean isWithin(Double value, double lowest, double highest) {
        return value == null || (value >= lowest && value <= highest);
    }

    /** As a name, but not empty. */
    private static boolean isAttribution(String text) {
        return text == null || (!text.isEmpty() && Texts.faultOfName(text) == null);
    }

    private static boolean isOneOf(Set<String> names, String name) {
        return name == null || names.contains(name);
    }

    private static boolean isKnown(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}

package io.outpost.cli.verify.log;

import io.outpost.schemas.Place;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Screens the parameters of a place, by the rules of docs/topology.md and in their order. */
final class ParameterCheck {
    private static final int HIGHEST_LATITUDE = 90;
    private static final int HIGHEST_LONGITUDE = 180;
    private static final int HIGHEST_METRES = 10_000;
    private static final int SHORTEST_SECONDS = 120;
    private static final int LONGEST_SECONDS = 604_800;

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
        return isWithin(place.getLatitude(), HIGHEST_LATITUDE)
                && isWithin(place.getLongitude(), HIGHEST_LONGITUDE)
                && isWithin(place.getElevationMetres(), HIGHEST_METRES)
                && (seconds == null || (seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS))
                && isKnown(place.getTimeZone());
    }

    /** What is no number is not. */
    private static boolean isWithin(Double value, int highest) {
        return value == null || Math.abs(value) <= highest;
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

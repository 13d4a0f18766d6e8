package io.outpost.cli.replay.mapping;

import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.yaml.MistakeException;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.core.place.ParameterRange;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** Refuses parameters of places that the job would reject, naming where they stand. */
final class PlaceCheck {
    private static final int LONGEST_BYTES = 256;
    private static final int DELETE = 0x7F;

    private PlaceCheck() {}

    static void places(List<PlaceEntry> places) {
        Collection<String> ids = new HashSet<>();
        for (int i = 0; i < places.size(); i++) {
            PlaceEntry place = places.get(i);
            MistakeException.required(place.id(), "places", i, "id");
            place(place, i);
            if (!ids.add(place.id())) {
                throw new MistakeException("'" + place.id() + "' stands twice", "places", i, "id");
            }
        }
    }

    private static void place(PlaceEntry place, int i) {
        text(place.id(), "places", i, "id");
        text(place.name(), "places", i, "name");
        within(ParameterRange.LATITUDE, place.latitude(), "places", i, "latitude");
        within(ParameterRange.LONGITUDE, place.longitude(), "places", i, "longitude");
        within(
                ParameterRange.ELEVATION_METRES,
                place.elevationMetres(),
                "places",
                i,
                "elevationMetres");
        zone(place.timeZone(), "places", i, "timeZone");
        staleAfter(place.staleAfterSeconds(), "places", i, "staleAfterSeconds");
        oneOf(Surface.values(), place.surface(), "places", i, "surface");
        oneOf(StreamSize.values(), place.streamSize(), "places", i, "streamSize");
        within(ParameterRange.ASPECT_DEGREES, place.aspectDegrees(), "places", i, "aspectDegrees");
        within(
                ParameterRange.WIND_HEIGHT_METRES,
                place.windHeightMetres(),
                "places",
                i,
                "windHeightMetres");
    }

    static void within(ParameterRange range, Double value, Object... path) {
        if (value != null && !range.contains(value)) {
            throw new MistakeException("must be within " + range.limits(), path);
        }
    }

    static void zone(String zone, Object... path) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new MistakeException(
                    "is no time zone: '"
                            + zone
                            + "'; an IANA name such as Europe/Berlin, or an offset such as \"+08:00\"",
                    path);
        }
    }

    static void staleAfter(Integer seconds, Object... path) {
        if (seconds != null && !ParameterRange.STALE_AFTER_SECONDS.contains(seconds)) {
            throw new MistakeException(
                    "must be a whole number within " + ParameterRange.STALE_AFTER_SECONDS.limits(),
                    path);
        }
    }

    private static void oneOf(Enum<?>[] constants, String name, Object... path) {
        if (name != null && Arrays.stream(constants).noneMatch(one -> one.name().equals(name))) {
            throw new MistakeException(
                    "'" + name + "' is not one of " + Arrays.toString(constants), path);
        }
    }

    private static void text(String text, Object... path) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw new MistakeException("must be at most 256 UTF-8 bytes", path);
        }
        if (text.chars().anyMatch(c -> c < ' ' || c == DELETE)) {
            throw new MistakeException("must not have control characters", path);
        }
    }
}

package io.outpost.cli.replay.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the list {@code places} of a mapping file. */
final class PlacesReader {
    private PlacesReader() {}

    static Map<String, PlaceEntry> read(List<YamlSection> sections) {
        Map<String, PlaceEntry> places = new LinkedHashMap<>();
        for (YamlSection section : sections) {
            PlaceEntry place = place(section);
            if (places.put(place.id(), place) != null) {
                throw section.complaint("id", "'" + place.id() + "' stands twice");
            }
        }
        return places;
    }

    private static PlaceEntry place(YamlSection section) {
        try (section) {
            String id = section.text("id");
            return new PlaceEntry(
                    id,
                    section.optionalText("name").orElse(id),
                    within(section, "latitude", 90),
                    within(section, "longitude", 180),
                    section.optionalNumber("elevationMetres").orElse(null),
                    timeZone(section),
                    section.optionalWholeNumber("staleAfterSeconds").orElse(null));
        }
    }

    private static Double within(YamlSection section, String key, double limit) {
        Double value = section.optionalNumber(key).orElse(null);
        if (value != null && !(Math.abs(value) <= limit)) {
            throw section.complaint(key, "must be within -" + limit + ".." + limit);
        }
        return value;
    }

    static String timeZone(YamlSection section) {
        String zone = section.optionalText("timeZone").orElse("UTC");
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            throw section.complaint("timeZone", "is no time zone: '" + zone + "'");
        }
    }
}

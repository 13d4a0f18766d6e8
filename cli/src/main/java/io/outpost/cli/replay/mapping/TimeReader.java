package io.outpost.cli.replay.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** Reads the block {@code time} of a mapping file. */
final class TimeReader {
    private static final String OF_PLACE = "ofPlace";

    private TimeReader() {}

    static TimeSource read(YamlSection section, Map<String, PlaceEntry> places) {
        try (section) {
            LocalClock clock = clock(section, places);
            return section.has("column") ? oneColumn(section, clock) : parts(section, clock);
        }
    }

    private static TimeSource oneColumn(YamlSection section, LocalClock clock) {
        TimePattern pattern = pattern(section);
        if (clock.isNone() && !pattern.carriesOffset()) {
            throw section.complaint("zone", "is missing: the times carry no offset");
        }
        return new TimeSource.OneColumn(section.text("column"), pattern, clock);
    }

    private static TimeSource parts(YamlSection section, LocalClock clock) {
        if (!section.has("year")) {
            throw section.complaint("needs a column, or year, month and day");
        }
        if (clock.isNone()) {
            throw section.complaint("zone", "is missing");
        }
        return new TimeSource.Parts(
                section.text("year"),
                section.text("month"),
                section.text("day"),
                section.optionalText("hour").orElse(null),
                section.optionalText("minute").orElse(null),
                clock);
    }

    private static TimePattern pattern(YamlSection section) {
        String text = section.optionalText("pattern").orElse("iso");
        try {
            return new TimePattern(text);
        } catch (IllegalArgumentException e) {
            throw section.complaint("pattern", "is no time pattern: " + e.getMessage());
        }
    }

    private static LocalClock clock(YamlSection section, Map<String, PlaceEntry> places) {
        boolean standardTime = section.flag("standardTime");
        String zone = section.optionalText("zone").orElse(null);
        if (zone == null) {
            return LocalClock.NONE;
        }
        return zone.equals(OF_PLACE)
                ? ofPlace(section, places, standardTime)
                : new LocalClock(new WallClock(zone(section, zone), standardTime), Map.of());
    }

    private static LocalClock ofPlace(
            YamlSection section, Map<String, PlaceEntry> places, boolean standardTime) {
        if (places.isEmpty()) {
            throw section.complaint("zone", "is ofPlace, so the key 'places' must list them");
        }
        Map<String, WallClock> clocks = new HashMap<>();
        places.values()
                .forEach(
                        place ->
                                clocks.put(
                                        place.id(),
                                        new WallClock(ZoneId.of(place.timeZone()), standardTime)));
        return new LocalClock(null, clocks);
    }

    private static ZoneId zone(YamlSection section, String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw section.complaint(
                    "zone",
                    "is no time zone: '"
                            + zone
                            + "'; an IANA name, an offset such as +08:00, or ofPlace");
        }
    }
}

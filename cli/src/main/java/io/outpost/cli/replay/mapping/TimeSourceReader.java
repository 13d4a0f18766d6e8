package io.outpost.cli.replay.mapping;

import io.outpost.cli.send.PlaceEntry;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the block {@code time} of a mapping file. */
final class TimeSourceReader {
    private static final String OF_PLACE = "ofPlace";

    private TimeSourceReader() {}

    static TimeSource read(Block section, MappingFile.Time time, Map<String, PlaceEntry> places) {
        LocalClock clock = clock(section, time, places);
        return time.column() != null
                ? oneColumn(section, time, clock)
                : parts(section, time, clock);
    }

    private static TimeSource oneColumn(Block section, MappingFile.Time time, LocalClock clock) {
        if (Stream.of(time.year(), time.month(), time.day(), time.hour(), time.minute())
                .anyMatch(part -> part != null)) {
            throw section.complaint("column", "cannot stand beside year, month and day");
        }
        TimePattern pattern = pattern(section, time.pattern() == null ? "iso" : time.pattern());
        if (clock.isNone() && !pattern.carriesOffset()) {
            throw section.complaint("zone", "is missing: the times carry no offset");
        }
        return new TimeSource.OneColumn(time.column(), pattern, clock);
    }

    private static TimeSource parts(Block section, MappingFile.Time time, LocalClock clock) {
        if (time.year() == null || time.pattern() != null) {
            throw section.complaint("needs a column, or year, month and day");
        }
        if (clock.isNone()) {
            throw section.complaint("zone", "is missing");
        }
        return new TimeSource.Parts(
                time.year(),
                section.required("month", time.month()),
                section.required("day", time.day()),
                time.hour(),
                time.minute(),
                clock);
    }

    private static TimePattern pattern(Block section, String text) {
        try {
            return new TimePattern(text);
        } catch (IllegalArgumentException e) {
            throw section.complaint("pattern", "is no time pattern: " + e.getMessage());
        }
    }

    private static LocalClock clock(
            Block section, MappingFile.Time time, Map<String, PlaceEntry> places) {
        String zone = time.zone();
        if (zone == null) {
            return LocalClock.NONE;
        }
        return zone.equals(OF_PLACE)
                ? ofPlace(section, places, time.standardTime())
                : new LocalClock(new WallClock(zone(section, zone), time.standardTime()), Map.of());
    }

    private static LocalClock ofPlace(
            Block section, Map<String, PlaceEntry> places, boolean standardTime) {
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

    private static ZoneId zone(Block section, String zone) {
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

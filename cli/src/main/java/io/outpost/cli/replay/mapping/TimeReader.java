package io.outpost.cli.replay.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** Reads the block {@code time} of a mapping file. */
final class TimeReader {
    private TimeReader() {}

    static TimeSource read(YamlSection section) {
        try (section) {
            Optional<WallClock> wallClock = wallClock(section);
            return section.has("column")
                    ? oneColumn(section, wallClock)
                    : parts(section, wallClock);
        }
    }

    private static TimeSource oneColumn(YamlSection section, Optional<WallClock> wallClock) {
        TimePattern pattern = pattern(section);
        if (wallClock.isEmpty() && !pattern.carriesOffset()) {
            throw section.complaint("zone", "is missing: the times carry no offset");
        }
        return new TimeSource.OneColumn(section.text("column"), pattern, wallClock);
    }

    private static TimeSource parts(YamlSection section, Optional<WallClock> wallClock) {
        if (!section.has("year")) {
            throw section.complaint("needs a column, or year, month and day");
        }
        if (wallClock.isEmpty()) {
            throw section.complaint("zone", "is missing");
        }
        return new TimeSource.Parts(
                section.text("year"),
                section.text("month"),
                section.text("day"),
                section.optionalText("hour").orElse(null),
                section.optionalText("minute").orElse(null),
                wallClock);
    }

    private static TimePattern pattern(YamlSection section) {
        String text = section.optionalText("pattern").orElse("iso");
        try {
            return new TimePattern(text);
        } catch (IllegalArgumentException e) {
            throw section.complaint("pattern", "is no time pattern: " + e.getMessage());
        }
    }

    private static Optional<WallClock> wallClock(YamlSection section) {
        boolean standardTime = section.flag("standardTime");
        return section.optionalText("zone")
                .map(zone -> new WallClock(zone(section, zone), standardTime));
    }

    private static ZoneId zone(YamlSection section, String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw section.complaint(
                    "zone",
                    "is no time zone: '" + zone + "'; an IANA name or an offset such as +08:00");
        }
    }
}

package io.outpost.cli.replay.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/** The clock on the wall that a recording's local times were read from. */
public record WallClock(ZoneId zone, boolean standardTime) {
    /**
     * The moments when the clock showed this time, the earlier first: two in an hour that daylight
     * saving repeats.
     *
     * @throws DateTimeException when the clock never showed that time
     */
    public List<Instant> instants(LocalDateTime local) {
        ZoneRules rules = zone.getRules();
        if (standardTime) {
            return List.of(
                    local.toInstant(rules.getStandardOffset(local.toInstant(ZoneOffset.UTC))));
        }
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new DateTimeException(
                    local + " does not exist in " + zone + ": daylight saving skips it");
        }
        return offsets.stream().map(local::toInstant).toList();
    }

    /** True when it shows some times twice. */
    public boolean repeatsHours() {
        return !standardTime && !zone.getRules().isFixedOffset();
    }
}

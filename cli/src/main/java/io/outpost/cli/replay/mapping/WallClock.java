package io.outpost.cli.replay.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * The clock on the wall that a recording's local times were read from. A local time that daylight
 * saving skips does not exist; of one that it repeats the first is taken.
 */
public record WallClock(ZoneId zone, boolean standardTime) {
    /**
     * The moment when the clock showed this time.
     *
     * @throws DateTimeException when the clock never showed that time
     */
    public Instant instant(LocalDateTime local) {
        ZoneRules rules = zone.getRules();
        if (standardTime) {
            return local.toInstant(rules.getStandardOffset(local.toInstant(ZoneOffset.UTC)));
        }
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new DateTimeException(local + " does not exist in " + zone);
        }
        return local.toInstant(offsets.get(0));
    }
}

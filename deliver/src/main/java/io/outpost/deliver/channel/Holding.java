package io.outpost.deliver.channel;

import io.outpost.core.preference.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * What holds up what a person gets, by the wall clock: quiet hours of the preference in the time
 * zone of the place, its mute, and a snooze of the episode.
 *
 * @param muteUntil null: it is not muted
 * @param snoozedUntil null: it is not snoozed
 */
record Holding(List<QuietHours> quietHours, ZoneId zone, Instant muteUntil, Instant snoozedUntil) {
    static final Holding NONE = new Holding(List.of(), ZoneId.of("UTC"), null, null);

    /** The instant until which it is held up; null: it is not. */
    Instant until(Instant now) {
        Instant free = later(later(now, muteUntil), snoozedUntil);
        // The end of one may lie in another; after as many as there are it has come round.
        for (int i = 0; i <= quietHours.size(); i++) {
            Instant before = free;
            for (QuietHours hours : quietHours) {
                free = endOf(hours, free);
            }
            if (free.equals(before)) {
                break;
            }
        }
        return free.isAfter(now) ? free : null;
    }

    /** The end of these hours where the instant lies in them; else the instant. */
    private Instant endOf(QuietHours hours, Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean isOverMidnight = hours.to().isBefore(hours.from());
        boolean isAfterFrom = !time.isBefore(hours.from());
        boolean isBeforeTo = time.isBefore(hours.to());
        boolean isQuiet = isOverMidnight ? isAfterFrom || isBeforeTo : isAfterFrom && isBeforeTo;
        if (!isQuiet) {
            return at;
        }
        boolean isNextDay = isOverMidnight && isAfterFrom;
        ZonedDateTime end =
                ZonedDateTime.of(
                                isNextDay ? local.toLocalDate().plusDays(1) : local.toLocalDate(),
                                hours.to(),
                                zone)
                        .withLaterOffsetAtOverlap();
        return later(at, end.toInstant());
    }

    private static Instant later(Instant one, Instant other) {
        return other == null || other.isBefore(one) ? one : other;
    }
}

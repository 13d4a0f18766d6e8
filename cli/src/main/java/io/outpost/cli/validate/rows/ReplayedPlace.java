package io.outpost.cli.validate.rows;

import io.outpost.cli.validate.recording.SnotelYear;
import io.outpost.cli.validate.recording.UscrnStation;
import io.outpost.cli.validate.recording.WeatherHours;
import io.outpost.core.model.ModelParameters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A place of a stack to which a recording is replayed: each has one of its own, as each begins with
 * the models' start.
 *
 * @param measured the file that is sent as it is; null: the hours are made, and sent as such
 */
record ReplayedPlace(String id, ModelParameters parameters, WeatherHours hours, Path measured) {
    /** The job takes the temperature of the days before over so many hours without one. */
    private static final int MOST_BRIDGED_HOURS = 7 * 24;

    /** As it was measured, unless the job would pass over some of its hours. */
    static ReplayedPlace of(SnotelYear year) {
        String id = "snotel-428-wy" + year.name();
        return isBridged(year)
                ? new ReplayedPlace(id, SnotelYear.SITE, year.weather(), year.file())
                : new ReplayedPlace(id + "-gaps-filled", SnotelYear.SITE, year.weather(), null);
    }

    static ReplayedPlace of(UscrnStation station) {
        return new ReplayedPlace(
                "uscrn-made-" + station.name(), station.place(), station.hours(), null);
    }

    static boolean isBridged(SnotelYear year) {
        return year.longestGapHours() <= MOST_BRIDGED_HOURS;
    }

    /** The start of its last hour. */
    Instant lastHour() {
        return Instant.EPOCH.plus(Duration.ofHours(hours.firstEpochHour() + hours.count() - 1));
    }
}

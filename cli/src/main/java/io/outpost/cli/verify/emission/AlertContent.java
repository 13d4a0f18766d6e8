package io.outpost.cli.verify.emission;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * An alert. What was corrected or retracted has neither time nor drivers, so these are not
 * compared; of a retracted one neither are level and end.
 *
 * @param episode of a condition, or of a silence, as the alert leaves it
 * @param level of the condition with the alert; null where there is none
 */
public record AlertContent(
        String alertId,
        EpisodeContent episode,
        Kind kind,
        long atMillis,
        String level,
        List<Driver> drivers)
        implements Content {
    /** In the order in which alerts of one event and event time come. */
    public enum Kind {
        BEGAN,
        CHANGED,
        CORRECTED,
        ENDED,
        RETRACTED
    }

    /** Columns of the table but its times. */
    static final List<String> COLUMNS =
            List.of(
                    "episode_id",
                    "kind",
                    "alert_id",
                    "subject",
                    "level",
                    "peak_level",
                    "drivers",
                    "provisional");

    /** The same of preferences. */
    static final List<String> COLUMNS_OF_PREFERENCES =
            List.of(
                    "episode_id",
                    "kind",
                    "alert_id",
                    "preference_id",
                    "level",
                    "peak_level",
                    "drivers");

    /** The subject of alerts of silence, which have no condition. */
    public static final String NO_DATA = "NO_DATA";

    /** The order of the alerts of one event. */
    public static final Comparator<AlertContent> ORDER =
            Comparator.comparingLong(AlertContent::atMillis).thenComparing(AlertContent::kind);

    /** Of the silence of a place, until its next observation. */
    public boolean provisional() {
        return subject().equals(NO_DATA) && kind == Kind.BEGAN;
    }

    /** A condition, {@link #NO_DATA}, or {@code preference:} and an id. */
    public String subject() {
        return episode.condition();
    }

    @Override
    public String differences(Found found) throws SQLException {
        Difference difference =
                new Difference()
                        .same("alert_id", alertId, found.text("alert_id"))
                        .same("started_at", episode.startedMillis(), found.whole("started_at"));
        episode.compareSubject(difference, "subject", found);
        if (!episode.isOfPreference()) {
            difference.same("provisional", provisional(), found.flag("provisional"));
        }
        if (kind != Kind.RETRACTED) {
            if (found.has("peak_level")) {
                difference.same("peak_level", episode.peakLevel(), found.text("peak_level"));
            }
            difference
                    .same("ended_at", episode.endedMillis(), found.whole("ended_at"))
                    .same("level", level, found.text("level"));
        }
        if (kind != Kind.RETRACTED && kind != Kind.CORRECTED) {
            List<Driver> foundDrivers = Driver.of(found.json("drivers"));
            difference.same("at", atMillis, found.whole("at"));
            if (!Driver.same(drivers, foundDrivers)) {
                difference.same("drivers", drivers, foundDrivers);
            }
        }
        return difference.toString();
    }
}

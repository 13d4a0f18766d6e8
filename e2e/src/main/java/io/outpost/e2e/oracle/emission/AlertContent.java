package io.outpost.e2e.oracle.emission;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * An alert. What was corrected or retracted has no time and no drivers of its own, so these are not
 * compared; of a retracted one neither are level and end.
 *
 * @param endedMillis null while the episode is open
 */
public record AlertContent(
        String alertId,
        String subject,
        Kind kind,
        long atMillis,
        long startedMillis,
        Long endedMillis,
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

    /** The subject of alerts of silence, which have no condition. */
    public static final String NO_DATA = "NO_DATA";

    /** The order of the alerts of one event. */
    public static final Comparator<AlertContent> ORDER =
            Comparator.comparingLong(AlertContent::atMillis).thenComparing(AlertContent::kind);

    /** Of a condition's silence, until it is heard again. */
    public boolean provisional() {
        return subject.equals(NO_DATA) && kind == Kind.BEGAN;
    }

    @Override
    public String differences(Found found) throws SQLException {
        Difference difference =
                new Difference()
                        .same("alert_id", alertId, found.text("alert_id"))
                        .same("subject", subject, found.text("subject"))
                        .same("started_at", startedMillis, found.whole("started_at"))
                        .same("provisional", provisional(), found.flag("provisional"));
        if (kind != Kind.RETRACTED) {
            difference
                    .same("ended_at", endedMillis, found.whole("ended_at"))
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

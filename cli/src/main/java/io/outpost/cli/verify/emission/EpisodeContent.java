package io.outpost.cli.verify.emission;

import java.sql.SQLException;

/**
 * An episode, as far as it has gone. Of a retracted one only its start is compared: nothing says
 * what the rest of its row holds.
 *
 * @param condition its name, or {@code preference:} and the id of a preference
 * @param endedMillis null while it is open
 */
public record EpisodeContent(
        String condition,
        long startedMillis,
        Long endedMillis,
        String level,
        String peakLevel,
        boolean retracted)
        implements Content {
    /** Before the id of a preference. */
    public static final String PREFERENCE = "preference:";

    public boolean isOfPreference() {
        return condition.startsWith(PREFERENCE);
    }

    /** By the column of preferences, or by that of conditions. */
    void compareSubject(Difference difference, String column, Found found) throws SQLException {
        if (isOfPreference()) {
            String id = condition.substring(PREFERENCE.length());
            difference.same("preference_id", id, found.text("preference_id"));
        } else {
            difference.same(column, condition, found.text(column));
        }
    }

    /** The same, which did not happen. */
    public EpisodeContent asRetracted() {
        return new EpisodeContent(condition, startedMillis, endedMillis, level, peakLevel, true);
    }

    @Override
    public String differences(Found found) throws SQLException {
        Difference difference =
                new Difference()
                        .same("started_at", startedMillis, found.whole("started_at"))
                        .same("retracted", retracted, found.flag("retracted"));
        compareSubject(difference, "condition", found);
        if (!retracted) {
            difference
                    .same("ended_at", endedMillis, found.whole("ended_at"))
                    .same("level", level, found.text("level"))
                    .same("peak_level", peakLevel, found.text("peak_level"));
        }
        return difference.toString();
    }
}

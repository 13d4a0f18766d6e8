package io.outpost.cli.verify.emission;

import java.sql.SQLException;

/**
 * An episode, as far as it has gone. Of a retracted one only its start is compared: nothing says
 * what the rest of its row holds.
 *
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
    /** The same, which did not happen. */
    public EpisodeContent asRetracted() {
        return new EpisodeContent(condition, startedMillis, endedMillis, level, peakLevel, true);
    }

    @Override
    public String differences(Found found) throws SQLException {
        Difference difference =
                new Difference()
                        .same("condition", condition, found.text("condition"))
                        .same("started_at", startedMillis, found.whole("started_at"))
                        .same("retracted", retracted, found.flag("retracted"));
        if (!retracted) {
            difference
                    .same("ended_at", endedMillis, found.whole("ended_at"))
                    .same("level", level, found.text("level"))
                    .same("peak_level", peakLevel, found.text("peak_level"));
        }
        return difference.toString();
    }
}

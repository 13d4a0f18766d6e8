package io.outpost.e2e.oracle.rows;

import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.fold.Episode;
import io.outpost.e2e.oracle.fold.PlaceStory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Compares condition_episodes with what the log says. */
final class EpisodeRows {
    private static final String SELECT =
            "SELECT place_id, episode_id, condition, %s, %s, %s, revision, level, peak_level, retracted FROM outpost.condition_episodes WHERE PLACES"
                    .formatted(
                            Results.millis("started_at"),
                            "coalesce(" + Results.millis("ended_at") + ", 0)",
                            Results.millis("as_of"));

    private final Findings findings;

    EpisodeRows(Findings findings) {
        this.findings = findings;
    }

    void compare(Map<String, PlaceStory> stories, Results results) throws SQLException {
        Map<String, Episode> expected = new HashMap<>();
        stories.values().forEach(story -> expected.putAll(story.conditions().episodes()));
        results.ofPlaces(stories.keySet(), SELECT, row -> compare(stories, expected, row));
        for (Episode episode : expected.values()) {
            if (episode.startedMillis()
                    <= stories.get(episode.placeId()).scope().judgedThroughMillis()) {
                findings.missing(name(episode));
            }
        }
    }

    private void compare(
            Map<String, PlaceStory> stories, Map<String, Episode> expected, ResultSet row)
            throws SQLException {
        findings.checked();
        Episode episode = expected.remove(row.getString(2));
        PlaceStory.Scope scope = stories.get(row.getString(1)).scope();
        if (row.getLong(7) > scope.revision() || row.getLong(4) > scope.judgedThroughMillis()) {
            return;
        }
        boolean retracted = row.getBoolean(10);
        if (episode == null) {
            if (!retracted) {
                findings.extra(
                        row.getString(1)
                                + " "
                                + row.getString(3)
                                + " from "
                                + Instant.ofEpochMilli(row.getLong(4)));
            }
            return;
        }
        String difference = retracted ? " is retracted, but holds" : difference(episode, row);
        if (difference.isEmpty()) {
            return;
        }
        if (row.getLong(6) < episode.newestReceivedMillis()) {
            findings.stale(name(episode) + difference);
        } else {
            findings.wrong(name(episode) + difference);
        }
    }

    private static String difference(Episode episode, ResultSet row) throws SQLException {
        return TransitionRows.differs("place", episode.placeId(), row.getString(1))
                + TransitionRows.differs("condition", episode.condition(), row.getString(3))
                + TransitionRows.differs("start", episode.startedMillis(), row.getLong(4))
                + TransitionRows.differs("end", episode.endedMillis(), row.getLong(5))
                + TransitionRows.differs("level", episode.level(), row.getString(8))
                + TransitionRows.differs("peak level", episode.peakLevel(), row.getString(9));
    }

    private static String name(Episode episode) {
        return episode.placeId()
                + " "
                + episode.condition()
                + " from "
                + Instant.ofEpochMilli(episode.startedMillis());
    }
}

package io.outpost.e2e.oracle.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.fold.Episode;
import io.outpost.e2e.oracle.fold.PlaceStory;
import io.outpost.e2e.oracle.fold.Transition;
import io.outpost.e2e.oracle.fold.Transition.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares condition_transitions, of each key the newest row, with what the log says. */
final class TransitionRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT =
            "SELECT DISTINCT ON (place_id, condition, at) place_id, condition, %s, %s, revision, from_state, state, level, episode_id, drivers::text, retracted, count(*) OVER (PARTITION BY place_id, condition, at) FROM outpost.condition_transitions WHERE PLACES ORDER BY place_id, condition, at, writer_epoch DESC, revision DESC"
                    .formatted(Results.millis("at"), Results.millis("as_of"));

    private final Findings findings;

    TransitionRows(Findings findings) {
        this.findings = findings;
    }

    private record Key(String placeId, String condition, long atMillis) {
        @Override
        public String toString() {
            return placeId + " " + condition + " " + Instant.ofEpochMilli(atMillis);
        }
    }

    void compare(Map<String, PlaceStory> stories, Results results) throws SQLException {
        Map<Key, Transition> expected = new HashMap<>();
        for (PlaceStory story : stories.values()) {
            for (Transition t : story.conditions().transitions()) {
                expected.put(new Key(story.placeId(), t.condition(), t.atMillis()), t);
            }
        }
        results.ofPlaces(stories.keySet(), SELECT, row -> compare(stories, expected, row));
        expected.forEach(
                (key, transition) -> {
                    if (key.atMillis <= stories.get(key.placeId).scope().judgedThroughMillis()) {
                        findings.missing(key + " " + transition.from() + " > " + transition.to());
                    }
                });
    }

    private void compare(
            Map<String, PlaceStory> stories, Map<Key, Transition> expected, ResultSet row)
            throws SQLException {
        Key key = new Key(row.getString(1), row.getString(2), row.getLong(3));
        PlaceStory.Scope scope = stories.get(key.placeId).scope();
        Transition transition = expected.remove(key);
        findings.checked(row.getLong(12));
        boolean retracted = row.getBoolean(11);
        if (row.getLong(5) > scope.revision() || key.atMillis > scope.judgedThroughMillis()) {
            return;
        }
        if (transition == null) {
            if (!retracted) {
                findings.extra(key + " " + row.getString(6) + " > " + row.getString(7));
            }
            return;
        }
        String difference =
                retracted ? ": is retracted, but holds" : difference(key.placeId, transition, row);
        if (!difference.isEmpty()) {
            tell(key + difference, row.getLong(4) < transition.newestReceivedMillis());
        }
    }

    private void tell(String what, boolean stale) {
        if (stale) {
            findings.stale(what);
        } else {
            findings.wrong(what);
        }
    }

    private static String difference(String placeId, Transition expected, ResultSet row)
            throws SQLException {
        String episode =
                expected.episodeStartMillis() == 0
                        ? null
                        : Episode.id(placeId, expected.condition(), expected.episodeStartMillis());
        return differs("from", expected.from(), row.getString(6))
                + differs("state", expected.to(), row.getString(7))
                + differs("level", expected.level(), row.getString(8))
                + differs("episode", episode, row.getString(9))
                + (sameDrivers(expected.reasons(), row.getString(10))
                        ? ""
                        : " drivers are " + row.getString(10) + ", must be " + expected.reasons());
    }

    static String differs(String what, Object expected, Object found) {
        return Objects.equals(expected, found)
                ? ""
                : " %s is %s, must be %s".formatted(what, found, expected);
    }

    private static boolean sameDrivers(List<Reason> expected, String json) {
        try {
            JsonNode drivers = JSON.readTree(json);
            boolean same = drivers.size() == expected.size();
            for (int i = 0; same && i < expected.size(); i++) {
                JsonNode driver = drivers.get(i);
                Reason reason = expected.get(i);
                double value =
                        driver.path("value").isNumber()
                                ? driver.path("value").asDouble()
                                : Double.NaN;
                same =
                        driver.path("measure").asText().equals(reason.measure())
                                && Close.to(reason.value(), value)
                                && driver.path("windowSeconds").asInt() == reason.windowSeconds();
            }
            return same;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}

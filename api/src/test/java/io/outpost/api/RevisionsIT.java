package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.core.condition.Condition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The history of conditions with every revision, and as it was known. */
@ExtendWith(RunningApi.class)
final class RevisionsIT {

    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));

    private final Api api;
    private final Rows rows;

    RevisionsIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void everyConditionHasItsRevisionsAndIsAsItWasKnown() {
        rows.insert(Row.counters("revisions-known", ONE));
        for (Condition condition : Condition.values()) {
            rows.insert(
                    change("revisions-known", condition, 1, NOON),
                    change("revisions-known", condition, 5, ONE).with("state", "ACTIVE"),
                    change("revisions-known", condition, 9, ONE.plusSeconds(1))
                            .with("retracted", true));
        }
        List<String> conditions = Arrays.stream(Condition.values()).map(Enum::name).toList();
        for (String condition : conditions) {
            String path = "/v1/places/revisions-known/conditions/history?condition=" + condition;
            assertEquals(List.of(), list(path));
            assertEquals(List.of(condition + " OK 1"), list(path + "&as_of=" + NOON));
            assertEquals(List.of(condition + " ACTIVE 5"), list(path + "&as_of=" + ONE));
            assertEquals(
                    List.of(
                            condition + " OK 1",
                            condition + " ACTIVE 5",
                            condition + " OK 9 retracted"),
                    list(path + "&revisions=all"));
            assertEquals(
                    List.of(condition + " OK 1", condition + " ACTIVE 5"),
                    list(path + "&revisions=all&as_of=" + ONE));
        }
        String path = "/v1/places/revisions-known/conditions/history";
        assertEquals(conditions.size(), list(path + "?as_of=" + ONE).size());
        assertEquals(3 * conditions.size(), list(path + "?revisions=all").size());
    }

    @Test
    void aRevisionSaysWhenItWasKnownAndWhy() {
        rows.insert(
                Row.counters("revisions-why", ONE),
                change("revisions-why", Condition.MUD, 3, NOON)
                        .with("level", "DRY")
                        .with(
                                "drivers",
                                List.of(driver("drainage_millimetres_per_day", -1.234, 86_400))));
        JsonNode history = api.json("/v1/places/revisions-why/conditions/history?revisions=all");
        JsonNode mud = history.at("/transitions/0");
        assertEquals("DRY", mud.path("level").asText());
        assertEquals(NOON.toString(), mud.path("as_of").asText());
        assertEquals(-1.23, mud.at("/drivers/0/value").asDouble());
        assertEquals("mm/d", history.at("/units/drainage_millimetres_per_day").asText());
    }

    @Test
    void theHistoryIsAlsoATableAndLines() throws IOException {
        rows.insert(
                Row.counters("revisions-table", ONE),
                change("revisions-table", Condition.MUD, 3, NOON)
                        .with(
                                "drivers",
                                List.of(driver("drainage_millimetres_per_day", -1.234, 86_400))));
        String path = "/v1/places/revisions-table/conditions/history";
        List<String> table = api.get(path, "Accept", "text/csv").text().lines().toList();
        assertEquals(
                "condition,at,from_state,state,level,episode_id,drivers,as_of,revision,retracted,units",
                table.get(0));
        assertTrue(
                table.get(1)
                        .contains(
                                "\"[{\"\"measure\"\":\"\"drainage_millimetres_per_day\"\",\"\"value\"\":-1.23,"
                                        + "\"\"window_seconds\"\":86400}]\",2"),
                table.get(1));
        assertEquals(2, table.size());
        assertEquals(
                api.json(path).at("/transitions/0"),
                new ObjectMapper()
                        .readTree(api.get(path, "Accept", "application/x-ndjson").text()));
        assertEquals(406, api.get(path, "Accept", "text/html").status());
        String imperial = path + "?units=imperial";
        String row = api.get(imperial, "Accept", "text/csv").text().lines().toList().get(1);
        assertTrue(
                row.endsWith(",\"{\"\"drainage_millimetres_per_day\"\":\"\"[in_i]/d\"\"}\""), row);
        String line = api.get(imperial, "Accept", "application/x-ndjson").text();
        assertEquals(
                "[in_i]/d",
                new ObjectMapper()
                        .readTree(line)
                        .at("/units/drainage_millimetres_per_day")
                        .asText());
    }

    /** A version of the job that was rolled back had come further than the one that replaced it. */
    @Test
    void whatAWithdrawnVersionSaidComesBeforeWhatReplacedIt() {
        rows.insert(
                Row.counters("rolled back", ONE),
                change("rolled back", Condition.SNOWPACK, 90, NOON).with("writer_epoch", 2),
                change("rolled back", Condition.SNOWPACK, 40, NOON).with("writer_epoch", 3),
                change("rolled back", Condition.SNOWPACK, 41, ONE).with("writer_epoch", 3));
        String path = "/v1/places/rolled%20back/conditions/history";
        assertEquals(
                List.of("SNOWPACK OK 90", "SNOWPACK OK 40", "SNOWPACK OK 41"),
                list(path + "?revisions=all"));
        assertEquals(List.of("SNOWPACK OK 41"), list(path));
        assertEquals(List.of("SNOWPACK OK 40"), list(path + "?as_of=" + NOON));
    }

    @Test
    void pagesPassEachRevisionOnceAndEachChangeOnce() {
        rows.insert(Row.counters("revisions-paged", ONE));
        for (int i = 0; i < 3; i++) {
            for (Condition condition : List.of(Condition.HIGH_WATER, Condition.MUD)) {
                for (int revision = 1; revision <= 3; revision++) {
                    rows.insert(
                            change("revisions-paged", condition, revision, NOON)
                                    .with("at", NOON.plusSeconds(i))
                                    .with("writer_epoch", 4 - revision / 2));
                }
            }
        }
        String path = "/v1/places/revisions-paged/conditions/history?limit=";
        for (String all : List.of("", "&revisions=all")) {
            List<String> whole = list(path + "1000" + all);
            assertEquals(all.isEmpty() ? 6 : 18, whole.size());
            for (int limit : List.of(1, 2, 4, 5)) {
                assertEquals(whole, walk(path + limit + all));
            }
        }
    }

    /** A page goes on behind the change that it ended with, though that was revised meanwhile. */
    @Test
    void aChangeThatIsRevisedBetweenTwoPagesIsListedOnce() {
        rows.insert(
                Row.counters("revisions-meanwhile", ONE),
                change("revisions-meanwhile", Condition.MUD, 1, NOON),
                change("revisions-meanwhile", Condition.MUD, 2, NOON).with("at", ONE));
        String path = "/v1/places/revisions-meanwhile/conditions/history?limit=1";
        JsonNode first = api.json(path);
        rows.insert(change("revisions-meanwhile", Condition.MUD, 3, ONE));
        assertEquals(List.of("MUD OK 2"), list(path + "&cursor=" + first.path("next").asText()));
    }

    @Test
    void refusesWhatIsNotAllAndACursorOfTheOtherList() {
        rows.insert(
                Row.counters("revisions-other", ONE),
                change("revisions-other", Condition.MUD, 1, NOON),
                change("revisions-other", Condition.MUD, 2, ONE).with("at", ONE));
        String path = "/v1/places/revisions-other/conditions/history?limit=1";
        api.rejection(400, "unknown", path + "&revisions=newest");
        api.rejection(400, "empty", path + "&revisions=");
        String next = api.json(path).path("next").asText();
        String nextOfAll = api.json(path + "&revisions=all").path("next").asText();
        api.rejection(400, "not-a-cursor", path + "&revisions=all&cursor=" + next);
        api.rejection(400, "not-a-cursor", path + "&cursor=" + nextOfAll);
    }

    private static Row change(String place, Condition condition, long revision, Instant asOf) {
        return Row.transition(place, condition.name(), NOON, "UNKNOWN", "OK")
                .with("revision", revision)
                .with("as_of", asOf);
    }

    private static Map<String, Object> driver(String measure, double value, int windowSeconds) {
        return Map.of("measure", measure, "value", value, "windowSeconds", windowSeconds);
    }

    private List<String> walk(String path) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = api.json(path + cursor);
            all.addAll(changes(page));
            cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
        }
        return all;
    }

    private List<String> list(String path) {
        return changes(api.json(path));
    }

    private static List<String> changes(JsonNode history) {
        return Api.list(history.path("transitions")).stream()
                .map(
                        t ->
                                t.path("condition").asText()
                                        + " "
                                        + t.path("state").asText()
                                        + " "
                                        + t.path("revision")
                                        + (t.path("retracted").asBoolean() ? " retracted" : ""))
                .toList();
    }
}

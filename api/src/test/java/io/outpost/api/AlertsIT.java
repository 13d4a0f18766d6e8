package io.outpost.api;

import static io.outpost.api.RunningApi.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningApi.class)
final class AlertsIT {

    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00Z");

    private final Api api;
    private final Rows rows;

    AlertsIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void listsTheAlertsOfAPlaceInTheOrderOfEventTime() {
        rows.insert(
                Row.alert("beach", "b2", NOON.plusSeconds(1))
                        .with("kind", "ENDED")
                        .with("ended_at", NOON.plusSeconds(1)),
                Row.alert("beach", "b1", NOON).with("level", "DANGER"),
                Row.alert("hill", "h1", NOON));
        JsonNode answer = api.json("/v1/alerts?place=beach");
        assertEquals(List.of("b1", "b2"), ids(answer));
        assertEquals("DANGER", answer.at("/alerts/0/level").asText());
        assertTrue(answer.at("/alerts/0/ended_at").isNull());
    }

    @Test
    void choosesByEventTime() {
        rows.insert(Row.alert("timed", "t1", NOON), Row.alert("timed", "t2", NOON.plusSeconds(1)));
        assertEquals(
                List.of("t1"),
                ids(
                        api.json(
                                "/v1/alerts?place=timed&start="
                                        + NOON
                                        + "&end="
                                        + NOON.plusSeconds(1))));
        api.rejection(400, "not-after-start", "/v1/alerts?start=" + NOON + "&end=" + NOON);
    }

    @Test
    void lastReachesBackFromNow() {
        rows.insert(
                Row.alert("of-late", "l1", NOW.minusSeconds(3601)),
                Row.alert("of-late", "l2", NOW.minusSeconds(3600)),
                Row.alert("of-late", "l3", NOW.plusSeconds(60)));
        assertEquals(List.of("l2", "l3"), ids(api.json("/v1/alerts?place=of-late&last=1h")));
    }

    @Test
    void walksAllPagesOfAllPlaces() {
        Instant millennium = Instant.parse("2000-01-01T00:00:00Z");
        for (int i = 0; i < 9; i++) {
            rows.insert(Row.alert("walk" + i % 2, "w" + i, millennium.plusSeconds(i / 3)));
        }
        String path = "/v1/alerts?limit=2&end=2000-01-02T00:00:00Z";
        List<String> walked = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = api.json(path + cursor);
            walked.addAll(ids(page));
            cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
        }
        assertEquals(List.of("w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8"), walked);
    }

    @Test
    void aPlaceWithoutAlertsHasAnEmptyList() {
        assertEquals(List.of(), ids(api.json("/v1/alerts?place=nowhere")));
    }

    private static List<String> ids(JsonNode alerts) {
        return Api.list(alerts.path("alerts")).stream()
                .map(a -> a.path("alert_id").asText())
                .toList();
    }
}

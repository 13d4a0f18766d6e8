package io.outpost.api;

import static io.outpost.api.RunningApi.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningApi.class)
final class ConditionsIT {

    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api api;
    private final Rows rows;

    ConditionsIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void showsTheNewestChangeOfEachConditionWithItsReasonsAndEpisode() {
        rows.insert(
                Row.counters("hot", NOW.minusSeconds(60)),
                Row.transition("hot", "HEAT", NOON, "OK", "PENDING"),
                Row.transition("hot", "HEAT", ONE, "PENDING", "ACTIVE")
                        .with("level", "DANGER")
                        .with("episode_id", "e1")
                        .with("drivers", List.of(driver("heat_index_celsius", 41.5, 3600))),
                Row.transition("hot", "COLD", NOON, "UNCERTAIN", "OK"),
                Row.episode("hot", "HEAT", "e1", ONE)
                        .with("level", "DANGER")
                        .with("peak_level", "DANGER"));
        JsonNode answer = api.json("/v1/places/hot/conditions");
        assertEquals(2, answer.path("conditions").size());
        assertEquals("COLD", answer.at("/conditions/0/condition").asText());
        assertTrue(answer.at("/conditions/0/episode").isNull());
        JsonNode heat = answer.at("/conditions/1");
        assertEquals("ACTIVE", heat.path("state").asText());
        assertEquals("DANGER", heat.path("level").asText());
        assertEquals(ONE.toString(), heat.path("since").asText());
        assertEquals("heat_index_celsius", heat.at("/drivers/0/measure").asText());
        assertEquals(3600, heat.at("/drivers/0/window_seconds").asInt());
        assertEquals(ONE.toString(), heat.at("/episode/started_at").asText());
        assertEquals("Cel", answer.at("/units/heat_index_celsius").asText());
        assertEquals(60, answer.path("age_s").asLong());
        assertFalse(answer.path("stale").asBoolean());
    }

    @Test
    void saysWhenMudIsReadyAndWhatTheNextTwoDaysBringIfItStaysDry() {
        rows.insert(
                Row.place("muddy").with("latitude", 45).with("longitude", 0),
                Row.counters("muddy", ONE),
                Row.models("muddy", NOON, 81),
                Row.transition("muddy", "MUD", ONE, "OK", "ACTIVE")
                        .with("level", "MUDDY")
                        .with("drivers", List.of(driver("wetness", 0.9012, 0))));
        for (int hour = 0; hour < 8 * 24; hour++) {
            double celsius = hour % 24 < 12 ? 25 : 10;
            rows.insert(
                    Row.hour("muddy", NOON.minus(Duration.ofHours(hour)))
                            .celsius(2, celsius, celsius, 2 * celsius));
        }
        JsonNode answer = api.json("/v1/places/muddy/conditions");
        JsonNode models = answer.path("models");
        assertEquals(ONE.toString(), models.path("end").asText());
        assertEquals(0.9, models.at("/values/wetness").asDouble());
        JsonNode tacky = models.at("/ready_by/0");
        assertEquals("TACKY", tacky.path("level").asText());
        Duration earliest =
                Duration.between(ONE, Instant.parse(tacky.path("earliest_at").asText()));
        Duration latest = Duration.between(ONE, Instant.parse(tacky.path("latest_at").asText()));
        // Half and twice of about 60 h.
        assertTrue(latest.toHours() >= 4 * earliest.toHours(), tacky.toString());
        assertTrue(earliest.toHours() > 20 && latest.toHours() < 160, tacky.toString());
        JsonNode dry = models.at("/ready_by/1");
        assertEquals("DRY", dry.path("level").asText());
        assertFalse(dry.path("within_10_days").asBoolean());
        assertTrue(dry.path("earliest_at").isNull());
        assertEquals(48, models.path("outlook").size());
        double last = models.at("/outlook/47/wetness").asDouble();
        assertTrue(last < models.at("/outlook/0/wetness").asDouble() && last > 0.5);
        assertEquals("mm/h", answer.at("/units/flow_millimetres_per_hour").asText());
        assertTrue(models.at("/certain/mud").asBoolean());
    }

    @Test
    void listsTheNewestStatesOfThePlacesOfAnArea() {
        rows.insert(
                Row.place("near-hot").with("latitude", -70.01).with("longitude", 5),
                Row.counters("near-hot", NOW.minusSeconds(60)),
                Row.transition("near-hot", "HEAT", NOON, "OK", "PENDING"),
                Row.transition("near-hot", "HEAT", ONE, "PENDING", "ACTIVE")
                        .with("level", "DANGER")
                        .with("episode_id", "near-e1")
                        .with("drivers", List.of(driver("heat_index_celsius", 41.5555, 3600))),
                Row.transition("near-hot", "COLD", NOON, "UNCERTAIN", "OK"),
                Row.episode("near-hot", "HEAT", "near-e1", ONE),
                Row.place("at-it").with("latitude", -70).with("longitude", 5),
                Row.place("not-near").with("latitude", -70).with("longitude", 50));
        String circle = "/v1/conditions/latest?lat=-70&lon=5&radius_m=5000&sort=distance&limit=1";
        JsonNode first = api.json(circle);
        JsonNode nearest = first.at("/places/0");
        assertEquals("at-it", nearest.path("place_id").asText());
        assertEquals(0, nearest.path("distance_m").asDouble());
        assertEquals(0, nearest.path("conditions").size());
        assertTrue(nearest.path("stale").asBoolean());
        JsonNode second = api.json(circle + "&cursor=" + first.path("next").asText());
        JsonNode hot = second.at("/places/0");
        assertEquals("near-hot", hot.path("place_id").asText());
        assertEquals(1112, hot.path("distance_m").asDouble(), 1);
        assertEquals(-70.01, hot.at("/position/latitude").asDouble());
        assertEquals(60, hot.path("age_s").asLong());
        assertEquals(
                api.json("/v1/places/near-hot/conditions").path("conditions"),
                hot.path("conditions"));
        assertEquals(41.56, hot.at("/conditions/1/drivers/0/value").asDouble());
        assertEquals("Cel", second.at("/units/heat_index_celsius").asText());
        assertTrue(second.path("next").isNull());
        JsonNode all = api.json("/v1/conditions/latest?bbox=4,-71,6,-69&digits=all");
        assertEquals(2, all.path("places").size());
        assertEquals(41.5555, all.at("/places/1/conditions/1/drivers/0/value").asDouble());
        assertFalse(all.at("/places/0").has("distance_m"));
    }

    @Test
    void aPlaceWithoutModelsHasNone() {
        rows.insert(Row.counters("plain", ONE));
        JsonNode answer = api.json("/v1/places/plain/conditions");
        assertTrue(answer.path("models").isNull());
        assertEquals(
                "the parameters of the place have no latitude and longitude",
                answer.path("models_missing").asText());
    }

    @Test
    void whereAGaugeJudgesTheModelsDoNotSayWhenTheStreamIsLower() {
        rows.insert(
                Row.place("gauged").with("latitude", 45).with("longitude", 0),
                Row.counters("gauged", ONE),
                Row.models("gauged", NOON, 81).with("flow_millimetres_per_hour", 2),
                Row.hour("gauged", NOON).celsius(2, 10, 12, 22),
                Row.transition("gauged", "HIGH_WATER", ONE, "OK", "ACTIVE")
                        .with("level", "HIGH")
                        .with("drivers", List.of(driver("flow_millimetres_per_hour", 2, 0))));
        JsonNode byFlow = api.json("/v1/places/gauged/conditions");
        assertTrue(byFlow.at("/models/ready_by").toString().contains("HIGH_WATER"));
        assertTrue(byFlow.path("models_missing").isNull());
        rows.insert(
                Row.transition("gauged", "HIGH_WATER", ONE.plusSeconds(3600), "ACTIVE", "ACTIVE")
                        .with("level", "VERY_HIGH")
                        .with("drivers", List.of(driver("water_level_metres", 2, 0))));
        JsonNode byLevel = api.json("/v1/places/gauged/conditions");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (byLevel.equals(byFlow)) {
            assertTrue(System.nanoTime() < deadline, "what was read before is given out for ever");
            byLevel = api.json("/v1/places/gauged/conditions");
        }
        assertFalse(byLevel.at("/models/ready_by").toString().contains("HIGH_WATER"));
        assertEquals("m", byLevel.at("/units/water_level_metres").asText());
    }

    @Test
    void theHighestRevisionHoldsUnlessRetracted() {
        rows.insert(
                Row.counters("revised", NOON),
                Row.transition("revised", "HEAT", NOON, "OK", "PENDING"),
                Row.transition("revised", "HEAT", NOON, "OK", "ACTIVE").with("revision", 2),
                Row.transition("revised", "HEAT", ONE, "ACTIVE", "RECOVERING").with("revision", 3),
                Row.transition("revised", "HEAT", ONE, "ACTIVE", "RECOVERING")
                        .with("revision", 4)
                        .with("retracted", true));
        JsonNode heat = api.json("/v1/places/revised/conditions").at("/conditions/0");
        assertEquals("ACTIVE", heat.path("state").asText());
        assertEquals(2, heat.path("revision").asLong());
    }

    /** A version of the job that was rolled back had come further than the one that replaced it. */
    @Test
    void aWithdrawnRevisionIsNotServedHoweverHigh() {
        rows.insert(
                Row.counters("withdrawn", ONE),
                Row.transition("withdrawn", "HEAT", NOON, "OK", "ACTIVE")
                        .with("level", "DANGER")
                        .with("writer_epoch", 2)
                        .with("revision", 90),
                Row.transition("withdrawn", "HEAT", NOON, "OK", "PENDING")
                        .with("writer_epoch", 3)
                        .with("revision", 40),
                Row.transition("withdrawn", "COLD", NOON, "OK", "PENDING")
                        .with("writer_epoch", 2)
                        .with("revision", 80),
                Row.transition("withdrawn", "COLD", NOON, "OK", "PENDING")
                        .with("writer_epoch", 3)
                        .with("revision", 41)
                        .with("retracted", true));
        JsonNode current = api.json("/v1/places/withdrawn/conditions").path("conditions");
        assertEquals(1, current.size());
        assertEquals("PENDING", current.at("/0/state").asText());
        assertEquals(40, current.at("/0/revision").asLong());
        String path = "/v1/places/withdrawn/conditions/history";
        assertEquals(List.of("HEAT PENDING 40"), changes(api.json(path)));
        assertEquals(
                List.of("HEAT PENDING 40"),
                changes(api.json(path + "?as_of=2026-01-01T00:00:00Z")));
    }

    @Test
    void aConditionWhoseEveryChangeIsRetractedIsAbsent() {
        rows.insert(
                Row.counters("gone", NOON),
                Row.transition("gone", "HEAT", NOON, "OK", "PENDING").with("retracted", true));
        assertEquals(0, api.json("/v1/places/gone/conditions").path("conditions").size());
    }

    @Test
    void oldDataIsStale() {
        rows.insert(
                Row.counters("old", NOW.minusSeconds(10_801)),
                Row.counters("fresh", NOW.minusSeconds(10_800)));
        assertTrue(api.json("/v1/places/old/conditions").path("stale").asBoolean());
        assertFalse(api.json("/v1/places/fresh/conditions").path("stale").asBoolean());
    }

    @Test
    void showsTheNewestRollingValuesAndNoneThatIsNull() {
        rows.insert(
                Row.counters("now", ONE),
                Row.minute("now", NOON)
                        .with("heat_index_celsius_n_1h", 1)
                        .with("heat_index_celsius_mean_1h", 1),
                Row.minute("now", ONE)
                        .with("heat_index_celsius_n_1h", 5)
                        .with("heat_index_celsius_mean_1h", 33.0)
                        .with("coverage_1h", 0.75),
                Row.quarterHour("now", NOON)
                        .with("air_temperature_celsius_n_24h", 96)
                        .with("air_temperature_celsius_mean_24h", 20.0));
        List<JsonNode> now = Api.list(api.json("/v1/places/now/conditions").path("now"));
        assertEquals(
                List.of("heat_index_celsius 33.0 3600", "air_temperature_celsius 20.0 86400"),
                now.stream().map(ConditionsIT::summary).toList());
        assertEquals("2013-07-01T12:01:00Z", now.get(0).path("start").asText());
        assertTrue(now.get(1).path("coverage").isNull());
    }

    @Test
    void theHistoryListsEveryChangeThatHolds() {
        rows.insert(
                Row.counters("history", ONE),
                Row.transition("history", "HEAT", NOON, "OK", "PENDING"),
                Row.transition("history", "HEAT", NOON, "OK", "ACTIVE").with("revision", 2),
                Row.transition("history", "COLD", NOON, "OK", "UNCERTAIN"),
                Row.transition("history", "HEAT", ONE, "ACTIVE", "OK").with("retracted", true));
        String path = "/v1/places/history/conditions/history";
        assertEquals(List.of("COLD UNCERTAIN 1", "HEAT ACTIVE 2"), changes(api.json(path)));
        assertEquals(List.of("HEAT ACTIVE 2"), changes(api.json(path + "?condition=HEAT")));
        assertEquals(List.of(), changes(api.json(path + "?start=" + ONE)));
        assertEquals(2, changes(api.json(path + "?end=" + ONE)).size());
    }

    @Test
    void lastReachesBackFromThePlacesNewestObservationAndHasNoEnd() {
        rows.insert(
                Row.counters("of-late", ONE),
                Row.transition("of-late", "HEAT", NOON.minusSeconds(1), "OK", "PENDING"),
                Row.transition("of-late", "HEAT", NOON, "PENDING", "ACTIVE"),
                Row.transition("of-late", "HEAT", ONE.plusSeconds(10_800), "ACTIVE", "UNKNOWN"));
        JsonNode history = api.json("/v1/places/of-late/conditions/history?last=PT1H");
        assertEquals(2, history.path("transitions").size(), history.toString());
        assertEquals("ACTIVE", history.at("/transitions/0/state").asText());
    }

    @Test
    void theHistoryAnswersAsItWasKnownThen() {
        rows.insert(
                Row.counters("then", ONE),
                Row.transition("then", "HEAT", NOON, "OK", "PENDING").with("as_of", NOON),
                Row.transition("then", "HEAT", NOON, "OK", "ACTIVE")
                        .with("revision", 2)
                        .with("as_of", ONE),
                Row.transition("then", "HEAT", NOON, "OK", "ACTIVE")
                        .with("revision", 3)
                        .with("retracted", true)
                        .with("as_of", ONE.plusSeconds(1)));
        String path = "/v1/places/then/conditions/history";
        assertEquals(List.of(), changes(api.json(path)));
        assertEquals(List.of("HEAT ACTIVE 2"), changes(api.json(path + "?as_of=" + ONE)));
        assertEquals(List.of("HEAT PENDING 1"), changes(api.json(path + "?as_of=" + NOON)));
        assertEquals(List.of(), changes(api.json(path + "?as_of=" + NOON.minusSeconds(1))));
    }

    @Test
    void walksAllPagesOfTheHistory() {
        rows.insert(Row.counters("changes", ONE));
        for (int i = 0; i < 5; i++) {
            rows.insert(
                    Row.transition("changes", "HEAT", NOON.plusSeconds(i), "OK", "PENDING"),
                    Row.transition("changes", "COLD", NOON.plusSeconds(i), "OK", "PENDING"));
        }
        String path = "/v1/places/changes/conditions/history?limit=3";
        int changes = 0;
        String cursor = "";
        while (cursor != null) {
            JsonNode page = api.json(path + cursor);
            changes += page.path("transitions").size();
            cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
        }
        assertEquals(10, changes);
    }

    private static Map<String, Object> driver(String measure, double value, int windowSeconds) {
        return Map.of("measure", measure, "value", value, "windowSeconds", windowSeconds);
    }

    private static String summary(JsonNode rolling) {
        return "%s %s %s"
                .formatted(
                        rolling.path("measure").asText(),
                        rolling.path("value").asDouble(),
                        rolling.path("window_seconds").asLong());
    }

    private static List<String> changes(JsonNode history) {
        return Api.list(history.path("transitions")).stream()
                .map(
                        t ->
                                t.path("condition").asText()
                                        + " "
                                        + t.path("state").asText()
                                        + " "
                                        + t.path("revision"))
                .toList();
    }
}

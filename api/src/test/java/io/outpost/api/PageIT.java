package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.token.Issuer;
import io.outpost.api.token.TokenSettings;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.weather.Quantity;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser, over the weather of towns in a real Postgres. */
final class PageIT {

    private static final Instant NOW = RunningApi.NOW;
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** A place with all that a panel shows, in the middle of the map at this link. */
    private static final String BROOK = "brook";

    private static final String AT_BROOK = "map=8/47.000/9.400";

    /** As many places as one answer of the map holds. */
    private static final String TWO_CROWDS =
            """
            INSERT INTO outpost.places
            SELECT (jsonb_populate_record(crowd, jsonb_build_object(
                'place_id', 'crowd-' || i, 'name', 'crowd-' || i,
                'longitude', CASE WHEN i <= 9000 THEN -150 ELSE 150 END))).*
            FROM outpost.places crowd, generate_series(1, 20000) i WHERE place_id = 'brook'
            """;

    private static final String WARM_AND_DRY =
            """
            {"places": {"ids": ["zurich", "bangkok", "brook"]}, "preference": {"name": "Warm & dry", "when": {"all": [
              {"measure": "air_temperature_celsius", "at_least": 15},
              {"measure": "precipitation_millimetres", "over": "PT6H", "at_most": 0}]}}%s}
            """;

    /** All kinds of nodes, and most of what stands in them. */
    private static final String OF_ALL_KINDS =
            """
            {"places": {"near": [9.4, 47.0], "radius_m": 1500}, "preference": {"name": "All kinds", "when": {"all": [
              {"any": [{"condition": "MUD", "at_most": "TACKY", "no_data": "keep_last"},
                       {"not": {"model": "flow_millimetres_per_hour", "above": {"percentile": 90}}}]},
              {"for_at_least": "PT6H", "of": {"measure": "air_temperature_celsius", "statistic": "minimum", "over": "PT3H",
                                              "above": -5, "hysteresis": 1}},
              {"measure": "precipitation_millimetres", "over": "PT72H", "at_most": 0}]},
              "pending": "PT2H", "cooldown": "PT12H", "levels": [{"level": "NOTICE"}, {"level": "CRITICAL", "after": "PT6H"}],
              "quiet_hours": [{"from": "22:00", "to": "06:00"}], "mute_until": "2026-06-01T16:00:00Z"}}
            """;

    /** More within each other than the form draws. */
    private static final String DEEP =
            """
            {"places": {"ids": ["brook"]}, "preference": {"name": "Deep", "when":
              {"not": {"not": {"not": {"not": {"not": {"condition": "HEAT", "at_most": "NONE"}}}}}}}}
            """;

    /** What the page has no words for, of all languages and of all that preferences compare. */
    private static final String WORDLESS =
            """
            async () => {
                const { LANGUAGES } = await import(document.querySelector('script[type=module]').src.replace('main.js', 'texts.js'));
                const { $defs } = await (await fetch('/v1/preferences/schema')).json();
                const { templates } = await (await fetch('/v1/preferences/templates')).json();
                const names = (kind) => $defs[kind].properties[kind].enum;
                const wanted = [...Object.keys(LANGUAGES.en), ...templates.map(({ name }) => `template.${name}`),
                    ...names('condition').map((name) => `condition.${name}`),
                    ...['measure', 'model'].flatMap(names).map((name) => `measure.${name}`)];
                return Object.values(LANGUAGES).flatMap((texts) => wanted.filter((key) => !(key in texts))).join();
            }
            """;

    private static final double CONVERTED = 12.5;

    /** What the page makes of a value of that name. */
    private static final String SHOWN =
            """
            () => import(document.querySelector('script[type=module]').src.replace('main.js', 'format.js'))
                .then((format) => format.shown('%s', 12.5))
            """;

    /**
     * What a reader of the panel has left: where it is scrolled, what is focused, and what is open.
     */
    private static final String LEFT =
            """
            () => JSON.stringify([
                document.querySelector('#panel').scrollTop,
                document.activeElement.closest('[data-part]')?.dataset.part,
                [...document.querySelectorAll('#panel details[open]')].map((one) => one.dataset.part)])
            """;

    private static final FulfillOptions UNAVAILABLE =
            new FulfillOptions().setStatus(503).setBody("{}");

    private static Chromium chromium;
    private static EmbeddedPostgres postgres;
    private static PostgresSettings settings;
    private static Jdbi jdbi;
    private static Rows rows;
    private static Application api;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        jdbi = Jdbi.create(postgres.getPostgresDatabase());
        jdbi.useHandle(handle -> handle.execute("CREATE ROLE api LOGIN IN ROLE outpost_api"));
        rows = new Rows(jdbi);
        storeBrook();
        TownWeather.store(rows, NOW);
        rows.insert(
                Row.transition(BROOK, "MUD", NOW, "OK", "ACTIVE")
                        .with("revision", 2)
                        .with("level", "MUDDY")
                        .with("episode_id", "mud-1")
                        .with(
                                "drivers",
                                List.of(
                                        driver("wetness", 0.93, 0),
                                        driver("water_millimetres", 31.4, 86_400))),
                Row.episode(BROOK, "MUD", "mud-1", NOW)
                        .with("level", "MUDDY")
                        .with("peak_level", "MUDDY"));
        settings =
                new PostgresSettings(
                        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort()),
                        "api",
                        "");
        api = RunningApi.start(settings, Optional.empty(), CLOCK);
    }

    @AfterAll
    static void end() throws IOException {
        if (api != null) {
            api.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private static void storeBrook() {
        rows.insert(
                Row.place(BROOK)
                        .with("name", "Brook at the mill")
                        .with("latitude", 47.0)
                        .with("longitude", 9.4)
                        .with("elevation_metres", 430)
                        .with("time_zone", "Europe/Zurich"),
                Row.counters(BROOK, NOW.minusSeconds(60))
                        .with("records", 1_012)
                        .with("accepted", 1_000)
                        .with("late", 12)
                        .with(
                                "flagged",
                                Map.of("RELATIVE_HUMIDITY_PERCENT", Map.of("OUT_OF_RANGE", 3))),
                Row.raw(BROOK, "shed", NOW.minusSeconds(120))
                        .with("air_temperature_celsius", 14.5)
                        .with(
                                "flagged",
                                Map.of(
                                        "relative_humidity_percent",
                                        Map.of("value", 180, "reason", "OUT_OF_RANGE"))));
    }

    private static Map<String, Object> driver(String measure, double value, int windowSeconds) {
        return Map.of("measure", measure, "value", value, "windowSeconds", windowSeconds);
    }

    @Test
    void showsThePlacesByTheLevelsOfACondition() {
        try (Visit visit = visit("")) {
            visit.awaitMap();
            visit.awaitText("#legend", "Extreme caution");
            visit.awaitText("#places .row", "Bangkok");
            String heat = visit.picture();
            visit.at("#show").selectOption("MUD");
            visit.awaitText("#legend", "Saturated");
            assertNotEquals(heat, visit.picture());
            visit.at("#show").selectOption("air_temperature_celsius");
            visit.awaitText("#legend", "°C");
            visit.awaitText("#legend", "137 of 137");
        }
    }

    @Test
    void aPlaceIsChosenByAClick() {
        try (Visit visit = visit("#show=MUD&" + AT_BROOK)) {
            visit.awaitMap();
            clickMiddle(visit);
            visit.awaitText("#panel h2", "Brook at the mill");
            assertTrue(visit.at("#panel").isVisible());
        }
    }

    @Test
    void thePanelSaysWhyAndWhatArrived() {
        try (Visit visit = visit("#place=" + BROOK)) {
            visit.awaitText(".state[open]", "Muddy");
            visit.awaitText(".state[open] .reasons", "Wetness of the ground");
            visit.awaitText(".state[open] .reasons", "93 %");
            visit.awaitText(".state[open] .reasons", "31.4 mm");
            visit.awaitText(".state[open]", "Ready by");
            visit.awaitText(".chart", "Temperature");
            visit.awaitTrue("document.querySelectorAll('.chart canvas').length >= 3");
            visit.at("#panel summary", "What arrived").click();
            visit.awaitText(".counts", "1,012");
            visit.awaitText(".flagged", "Relative humidity: out of range");
            visit.awaitText("#panel table", "shed");
        }
    }

    @Test
    void thePanelSaysWhatHeldAtTheTimeOfTheSlider() {
        String id = "past";
        rows.insert(
                Row.place(id),
                Row.counters(id, NOW.minusSeconds(60)),
                Row.transition(id, "HEAT", NOW.minusSeconds(7_200), "OK", "ACTIVE")
                        .with("level", "CAUTION")
                        .with("drivers", List.of(driver("heat_index_celsius", 28.4, 3_600))),
                Row.transition(id, "HEAT", NOW.minusSeconds(3_600), "ACTIVE", "ACTIVE")
                        .with("level", "DANGER")
                        .with("drivers", List.of(driver("heat_index_celsius", 42.6, 3_600))),
                Row.transition(id, "COLD", NOW.minusSeconds(1_800), "OK", "UNCERTAIN"));
        try (Visit visit = visit("#place=past&at=2026-05-01T10:30:00Z&times=utc")) {
            visit.awaitText("#panel", "At Fri 1 May, 10:30");
            visit.awaitText(".state[open] summary", "Caution");
            visit.awaitText(".state[open] .reasons", "28.4 °C");
            visit.awaitText(".state summary", "since before Fri 24 Apr");
            visit.page().keyboard().press("l");
            visit.awaitText(".state[open] summary", "Danger");
            visit.awaitText(".state[open] .reasons", "42.6 °C");
        }
    }

    @Test
    void morePlacesThanOneAnswerHoldsAreAskedForInBoxes() {
        jdbi.useHandle(handle -> handle.execute(TWO_CROWDS));
        try (Visit visit = visit("#show=air_temperature_celsius")) {
            // The browser itself logs answers of 400.
            visit.expect("400");
            visit.awaitMap();
            visit.awaitText("#legend", "137 of 20,137");
            visit.at("#search").fill("crowd-20000");
            visit.awaitText("#search-results", "crowd-20000");
        } finally {
            jdbi.useHandle(
                    handle ->
                            handle.execute(
                                    "DELETE FROM outpost.places WHERE place_id LIKE 'crowd-%'"));
        }
    }

    @Test
    void aNameIsShownAsText() {
        String name = "<img src=x onerror=alert(1)> & \"more\"";
        rows.insert(Row.place("<b>/mark").with("name", name));
        try (Visit visit = visit("#place=%3Cb%3E/mark")) {
            visit.awaitText("#panel h2", name);
            assertEquals(0, visit.at("#panel img").count());
        }
    }

    @Test
    void aPlaceIsChosenByTheKeyboardAlone() {
        try (Visit visit = visit("#show=MUD&" + AT_BROOK)) {
            visit.awaitMap();
            Page page = visit.page();
            tabTo(page, "map");
            page.keyboard().press("n");
            visit.awaitText("#tip", "Brook at the mill");
            assertTrue(visit.at("#cursor-said").textContent().contains("Muddy"));
            page.keyboard().press("Enter");
            visit.awaitText("#panel h2", "Brook at the mill");
            page.keyboard().press("Escape");
            visit.awaitGone("#panel");
        }
    }

    @Test
    void searchFindsAPlaceWithoutItsAccents() {
        try (Visit visit = visit("")) {
            visit.awaitMap();
            visit.page().keyboard().press("/");
            visit.page().keyboard().type("zuri");
            visit.awaitText("#search-results [aria-selected=true]", "Zürich");
            visit.page().keyboard().press("Enter");
            visit.awaitText("#panel h2", "Zürich");
            visit.awaitTrue("location.hash.includes('place=zurich')");
        }
    }

    @Test
    void theSliderGoesBackAndTheColoursFollow() {
        try (Visit visit = visit("#show=air_temperature_celsius")) {
            visit.awaitMap();
            String now = visit.picture();
            visit.at("#when").focus();
            for (int i = 0; i < 8; i++) {
                visit.page().keyboard().press("ArrowLeft");
            }
            visit.awaitTrue("location.hash.includes('at=2026-05-01T0')");
            visit.awaitMap();
            assertNotEquals(now, visit.picture());
            visit.page().keyboard().press("l");
            visit.awaitTrue("!location.hash.includes('at=')");
            visit.awaitMap();
            assertEquals(now, visit.picture());
        }
    }

    @Test
    void thePastIsPlayed() {
        try (Visit visit = visit("#show=air_temperature_celsius&span=P2D")) {
            visit.awaitMap();
            visit.at("#play").click();
            visit.awaitTrue("location.hash.includes('at=2026-04-29')");
            String first = visit.picture();
            String time = visit.at("#time-shown").textContent();
            visit.awaitTrue("document.querySelector('#time-shown').textContent !== '" + time + "'");
            visit.awaitTrue(
                    "document.querySelector('.places-canvas').toDataURL() !== '" + first + "'");
            visit.at("#play").click();
            assertEquals("false", visit.at("#play").getAttribute("aria-pressed"));
        }
    }

    @Test
    void anAlertAppearsByItself() {
        try (Visit visit = visit("#list=alerts")) {
            visit.awaitText("#alerts .row", "Heat");
            rows.insert(
                    Row.alert(BROOK, "fresh", NOW.minusSeconds(30))
                            .with("subject", "HIGH_WATER")
                            .with("level", "VERY_HIGH"));
            visit.awaitText("#alerts .row", "High water · Very high");
            assertTrue(visit.at("#said").textContent().contains("Brook at the mill"));
            visit.at("#alerts .row", "High water · Very high").click();
            visit.awaitText("#panel h2", "Brook at the mill");
        }
    }

    @Test
    void anAlertComesByTheStream() throws Exception {
        try (RunningLog.Parts log = RunningLog.Parts.start();
                AlertTopic topic = AlertTopic.of(log);
                Application api = RunningApi.start(settings, Optional.of(log.settings()));
                Visit visit =
                        Visit.of(chromium.browser(), desktop(), api.url() + "/#list=alerts")) {
            visit.awaitText("#alerts", "Live");
            topic.commit(
                    List.of(
                            AlertTopic.alert(
                                    BROOK,
                                    "streamed",
                                    alert -> alert.setSubject("SNOWPACK").setLevel("WARMING"))));
            visit.awaitText("#alerts .row", "Snowpack · Warming");
        }
    }

    @Test
    void anOpenPlaceRenewsItselfByAnAlertOfTheStream() throws Exception {
        String id = "waking";
        rows.insert(Row.place(id));
        try (RunningLog.Parts log = RunningLog.Parts.start();
                AlertTopic topic = AlertTopic.of(log);
                Application api = RunningApi.start(settings, Optional.of(log.settings()));
                Visit visit =
                        Visit.of(
                                chromium.browser(),
                                desktop(),
                                api.url() + "/#list=alerts&place=" + id)) {
            visit.awaitText("#panel", "No observation yet");
            visit.awaitText("#panel", "No condition was judged here yet");
            visit.awaitTrue("document.querySelector('#alerts').textContent.includes('Live')");
            rows.insert(
                    Row.counters(id, NOW.minusSeconds(60)),
                    Row.transition(id, "HEAT", NOW.minusSeconds(120), "OK", "ACTIVE")
                            .with("level", "DANGER"));
            topic.commit(List.of(AlertTopic.alert(id, "woken")));
            visit.awaitText("#panel .state[open] summary", "Danger");
            visit.awaitText("#panel header", "Newest observation");
        }
    }

    @Test
    void anOpenPlaceRenewsItselfWithTheMapAndStaysAsItWasLeft() {
        String id = "renewed";
        rows.insert(
                Row.place(id),
                Row.counters(id, NOW.minusSeconds(60)),
                Row.transition(id, "MUD", NOW.minusSeconds(7_200), "OK", "ACTIVE")
                        .with("level", "MUDDY"));
        NewContextOptions low = desktop().setViewportSize(1360, 400);
        try (Visit visit = visit("#place=" + id, low)) {
            // The browser itself logs answers of 503.
            visit.expect("503");
            visit.awaitMap();
            visit.awaitText("#panel .state[open] summary", "Muddy");
            visit.awaitText("#panel .chart", "Temperature");
            visit.page().clock().install();
            visit.at("#show").selectOption("COLD");
            visit.awaitMap();
            visit.at("#panel .state summary", "Muddy").click();
            visit.at("#panel summary", "What arrived").click();
            visit.awaitText("#panel .counts", "Records");
            visit.awaitTrue("document.querySelector('#panel').scrollTop > 100");
            Object left = visit.page().evaluate(LEFT);
            visit.page().route("**/renewed/conditions", route -> route.fulfill(UNAVAILABLE));
            visit.page()
                    .waitForResponse(
                            "**/renewed/conditions",
                            () -> visit.page().clock().fastForward(30_000));
            visit.awaitMap();
            assertEquals(left, visit.page().evaluate(LEFT));
            visit.page().unroute("**/renewed/conditions");
            rows.insert(Row.transition(id, "COLD", NOW.minusSeconds(600), "OK", "PENDING"));
            visit.page().clock().fastForward(30_000);
            visit.awaitText("#panel .state summary", "Coming up");
            assertEquals(left, visit.page().evaluate(LEFT));
            assertEquals(0, visit.at("#panel .warn").count());
        }
    }

    @Test
    void listsAndPlaceSayTheZoneOfTheirTimes() {
        rows.insert(Row.alert(BROOK, "zoned", NOW.minusSeconds(90)));
        try (Visit visit = visit("#list=alerts")) {
            visit.awaitText("#alerts .note", "Times in GMT-4.");
            visit.at("#alerts .row", "Brook at the mill").click();
            visit.awaitText("#panel header", "Times in CEST.");
            visit.page().keyboard().press("Escape");
            visit.awaitText("#alerts .note", "Times in GMT-4.");
        }
    }

    @Test
    void whatIsUncertainSaysSo() {
        String id = "unsure";
        rows.insert(
                Row.place(id).with("latitude", 46.0).with("longitude", 9.0),
                Row.counters(id, NOW.minusSeconds(60)),
                Row.models(id, NOW.minusSeconds(7_200), 20).with("mud_certain", false),
                Row.transition(id, "MUD", NOW.minusSeconds(7_200), "UNKNOWN", "UNCERTAIN")
                        .with("level", "DRY"),
                Row.transition(id, "HIGH_WATER", NOW.minusSeconds(7_200), "UNKNOWN", "UNCERTAIN"));
        try (Visit visit = visit("#place=" + id)) {
            visit.awaitText(".state summary", "Dry · Uncertain");
            visit.at(".state summary", "Dry").click();
            visit.awaitText(".state[open] .note", "uncertain: too little is known");
            visit.awaitText(".state summary", "High water");
            assertTrue(
                    visit.at(".state summary", "High water").textContent().contains("Uncertain"));
        } finally {
            // Other tests count the places of the map.
            jdbi.useHandle(
                    handle ->
                            handle.execute("DELETE FROM outpost.places WHERE place_id = 'unsure'"));
        }
    }

    @Test
    void aLinkHoldsTheWholeView() {
        String link =
                "show=wetness&at=2026-04-30T06:00:00Z&span=P2D&place=brook&map=7/47.1/9.2&list=alerts&units=imperial"
                        + "&times=utc&lang=de";
        try (Visit visit = visit("#" + link)) {
            visit.awaitMap();
            visit.awaitText("#panel h2", "Brook at the mill");
            visit.awaitText("#time-shown", "30. Apr. 2026, 06:00 UTC");
            visit.awaitText("#panel .state", "Trifft nicht zu");
            visit.awaitText("#panel header", "Zeiten in UTC.");
            visit.awaitText("#panel footer", "1.411 ft");
            assertEquals("wetness", visit.at("#show").inputValue());
            assertEquals("P2D", visit.at("#span").inputValue());
            visit.page().keyboard().press("Escape");
            visit.awaitTrue("!location.hash.includes('place=')");
            assertEquals(
                    link.replace("&place=brook", ""),
                    visit.hash().replace("7/47.100/9.200", "7/47.1/9.2"));
            visit.awaitText("#alerts-tab[aria-selected=true]", "Meldungen");
        }
    }

    @Test
    void unitsZonesAndLanguageAreSwitchedAndKept() {
        try (Visit visit = visit("#show=air_temperature_celsius&place=" + BROOK)) {
            visit.awaitText("#time-shown", "14:00 CEST");
            visit.at("#settings-open").click();
            choose(visit, "units", "imperial");
            visit.awaitText("#legend", "°F");
            choose(visit, "times", "mine");
            visit.awaitText("#time-shown", "08:00");
            choose(visit, "times", "utc");
            visit.awaitText("#time-shown", "12:00");
            choose(visit, "lang", "de");
            visit.awaitText("#dialog-title", "Einstellungen");
            visit.awaitText("#panel h3", "Zustände");
            assertEquals("de", visit.page().evaluate("document.documentElement.lang"));
            choose(visit, "theme", "dark");
            visit.awaitTrue("document.documentElement.dataset.theme === 'dark'");
            visit.page().navigate(api.url() + "/");
            visit.page().reload();
            visit.awaitText("#places-tab", "Orte");
            visit.awaitTrue("document.documentElement.dataset.theme === 'dark'");
        }
    }

    /** The page asks in metric units, and has formulas of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"imperial", "scientific"})
    void unitsOfThePageAreThoseOfTheApi(String units) {
        String id = "converted-" + units;
        Row raw = Row.raw(id, "s", NOW.minusSeconds(60));
        Quantity.sent().forEach(one -> raw.with(one.columnName(), CONVERTED));
        Row hour = Row.models(id, NOW.minusSeconds(7_200), 0);
        List<String> names =
                Arrays.stream(ModelQuantity.values()).map(ModelQuantity::columnName).toList();
        names.forEach(name -> hour.with(name, CONVERTED));
        rows.insert(Row.counters(id, NOW.minusSeconds(60)), raw, hour);
        Map<String, Double> expected = new TreeMap<>();
        Api asked = Api.of(api);
        String place = "/v1/places/" + id;
        asked.json(place + "/observations?units=" + units)
                .at("/observations/0/values")
                .properties()
                .forEach(
                        one -> expected.put(one.getKey(), one.getValue().path("value").asDouble()));
        asked.json(
                        "%s/timeseries?source=models&digits=all&units=%s&quantity=%s"
                                .formatted(place, units, String.join(",", names)))
                .at("/points/0/values")
                .properties()
                .forEach(one -> expected.put(one.getKey(), one.getValue().path("mean").asDouble()));
        // The page shows it in per cent.
        expected.remove("wetness");
        assertTrue(expected.size() > 40, expected.toString());
        try (Visit visit = visit("#units=" + units)) {
            visit.awaitMap();
            expected.forEach(
                    (name, value) ->
                            assertEquals(
                                    value,
                                    ((Number) visit.page().evaluate(SHOWN.formatted(name)))
                                            .doubleValue(),
                                    Math.abs(value) * 1e-9,
                                    name));
        }
    }

    /**
     * From a comparison to what it came to, and to the ranked places; in units that are not those
     * of the document.
     */
    @Test
    void aWatchIsMadeTriedAndSavedByTheKeyboardAlone() {
        try (Application api = RunningApi.start(settings, Optional.of(RunningApi.NO_LOG));
                Visit visit =
                        Visit.of(
                                chromium.browser(),
                                desktop(),
                                api.url() + "/#list=watches&units=imperial")) {
            // The browser itself logs answers of 503, as there is no log to stream from, and of
            // 422.
            visit.expect("503");
            visit.expect("422");
            visit.awaitMap();
            Page page = visit.page();
            tabToText(page, "New watch");
            page.keyboard().press("Enter");
            visit.awaitText(".template", "Hike");
            visit.awaitText(".template", "High water: none");
            tabToText(page, "From nothing");
            page.keyboard().press("Enter");
            page.keyboard().type("Warm & dry");
            page.keyboard().press("Tab");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Tab");
            page.keyboard().type("zurich\nbangkok\nbrook");
            tabToLabel(page, "Value °F");
            page.keyboard().type("59");
            tabToText(page, "+ No rain");
            page.keyboard().press("Enter");
            tabToLabel(page, "in the last");
            page.keyboard().type("6");
            tabTo(page, "watch-try");
            page.keyboard().press("Enter");
            visit.awaitText(".outcome-box strong", "times, at 3 of 3 places, median");
            JsonNode tried =
                    Api.of(api)
                            .post(
                                    "/v1/preferences/backtest",
                                    "application/json",
                                    WARM_AND_DRY.formatted(", \"last\": \"P90D\""))
                            .json();
            int count = sum(tried, "count");
            int alerts = sum(tried, "alerts");
            String said = visit.at(".outcome-box strong").textContent();
            assertTrue(said.startsWith(count + " times, "), said);
            assertTrue(said.endsWith("would have cost " + alerts + " alerts"), said);
            Set<String> days = new TreeSet<>();
            tried.path("places")
                    .findValues("days")
                    .forEach(all -> all.forEach(one -> days.add(one.asText())));
            assertEquals(days.size(), visit.at(".calendar td[title]").count());
            visit.at(".outcome-box summary").press("Enter");
            visit.awaitText(".days td", "Zürich: ");
            assertEquals(days.size(), visit.at(".days tbody tr").count());
            visit.requireAccessible("a watch that is tried");
            visit.at("input[value=view]").check();
            visit.at("#watch-try").click();
            visit.awaitText(".outcome-box", "Of the first 100 of its places");
            visit.at("input[value=ids]").check();
            visit.at("[aria-label='in the last']").fill("72");
            assertEquals("", visit.at(".outcome-box").textContent());
            tabTo(page, "watch-save");
            page.keyboard().press("Enter");
            visit.awaitText("#watches h2", "Warm & dry");
            visit.awaitText("#legend", "diamond: it holds");
            JsonNode saved = Api.of(api).json("/v1/preferences").at("/preferences/0");
            String id = saved.path("preference_id").asText();
            assertTrue(id.matches("warm-dry-[0-9a-f]{16}"), id);
            JsonNode document = Api.of(api).json("/v1/preferences/" + id).path("preference");
            assertEquals(15, document.at("/when/all/0/at_least").asDouble());
            assertEquals(0, document.at("/when/all/1/at_most").asDouble());
            JsonNode best = Api.of(api).json("/v1/preferences/" + id + "/matches").at("/matches/0");
            visit.awaitTrue("location.hash.includes('watch=%s')".formatted(id));
            visit.page().reload();
            visit.awaitText("#show", "Watch: Warm & dry");
            visit.awaitText("#watches li:first-child .note", "more dry ");
            visit.requireAccessible("a watch");
            String first = visit.at("#watches li:first-child .name").textContent();
            visit.at("#places-tab").click();
            assertEquals(first, visit.at("#places li:first-child .name").textContent());
            assertEquals(
                    Math.floor(best.at("/match/score").asDouble()),
                    Double.parseDouble(
                            visit.at("#places li:first-child .value")
                                    .textContent()
                                    .split(" ", 2)[0]));
            visit.at("#show").selectOption("MUD");
            visit.awaitTrue("!location.hash.includes('watch=')");
            visit.awaitText("#legend", "Saturated");
            visit.at("#watches-tab").click();
            visit.awaitText("#watches .row", "holds at 0 of 3");
            visit.at("#watches .row").click();
            visit.at("#watches button", "Delete").click();
            visit.requireAccessible("deleting a watch");
            visit.at("dialog button", "Delete").click();
            visit.awaitText("#watches", "No watches yet");
        }
    }

    @Test
    void aWatchIsChangedAsTheApiHasItAndFaultsStandWhereTheyPoint() {
        rows.insert(
                Row.preferenceEpisode(BROOK, "all-kinds", "kinds", NOW.minusSeconds(7_200))
                        .with("ended_at", NOW.minusSeconds(3_600)),
                Row.preferenceAlert(BROOK, "all-kinds", "kinds", NOW.minusSeconds(7_200)));
        try (Application api = RunningApi.start(settings, Optional.of(RunningApi.NO_LOG))) {
            Api asked = Api.of(api);
            assertEquals(202, asked.put("/v1/preferences/all-kinds", OF_ALL_KINDS).status());
            assertEquals(202, asked.put("/v1/preferences/deep", DEEP).status());
            JsonNode saved = asked.json("/v1/preferences/all-kinds");
            NewContextOptions dark = phone().setColorScheme(ColorScheme.DARK);
            try (Visit visit =
                    Visit.of(
                            chromium.browser(),
                            dark,
                            api.url() + "/#list=watches&watch=all-kinds&units=imperial")) {
                // The browser itself logs answers of 422 and 503.
                visit.expect("422");
                visit.expect("503");
                visit.awaitMap();
                assertEquals("", visit.page().evaluate(WORDLESS));
                visit.at("#watches-tab").click();
                visit.awaitText(
                        "#watches p",
                        "(Mud at most Tacky or not Flow index above the 90th percentile of its past), Air temperature over 3 h"
                                + " (least) above 23 °F for at least 6 h and no rain in 3 d.");
                visit.at("#watches summary", "When it held").click();
                visit.awaitText("#watches details .row", "1 h");
                visit.at("#watches summary", "Alerts").click();
                visit.awaitText("#watches details .row", "began");
                visit.at("#watches button", "Change").click();
                visit.at(".editor > form > details summary").click();
                assertEquals(
                        "2026-06-01T12:00", visit.at("input[type=datetime-local]").inputValue());
                visit.at("#watch-save").click();
                visit.awaitText("#watches h2", "All kinds");
                visit.awaitGone(".editor");
                assertEquals(
                        saved.path("preference"),
                        asked.json("/v1/preferences/all-kinds").path("preference"));
                assertEquals(1, asked.json("/v1/preferences/all-kinds").path("version").asInt());
                visit.at("#watches .row", "Brook at the mill").click();
                visit.awaitText("#panel h3", "Watch: All kinds");
                visit.page().keyboard().press("Escape");
                visit.awaitGone("#panel");
                visit.page().keyboard().press("Escape");
                visit.at("#watches .row", "All kinds").click();
                visit.at("#watches button", "Change").click();
                visit.at(".editor [aria-label='Value °F']").fill("500");
                visit.at("#watch-try").click();
                visit.awaitText(
                        "[data-pointer='/body/preference/when/all/1/of/above'] .fault",
                        "is no plausible");
                visit.requireAccessible("faults of a watch");
                visit.at(".editor button", "As text").click();
                visit.at(".document")
                        .fill("{\"name\": \"x\", \"when\": {\"all\": [{\"condition\": \"MUD\"}]}}");
                visit.at("#watch-save").click();
                visit.awaitText(".fault", "/when/all/0");
                visit.requireAccessible("a watch as text");
                assertEquals(
                        true,
                        visit.page()
                                .evaluate("document.documentElement.scrollWidth <= innerWidth"));
                visit.at(".editor .actions button", "Cancel").click();
                visit.at("#watch-close").click();
                visit.at("#watches .row", "Deep").click();
                visit.at("#watches button", "Change").click();
                assertTrue(visit.at(".document").inputValue().contains("\"HEAT\""));
            } finally {
                asked.delete("/v1/preferences/all-kinds");
                asked.delete("/v1/preferences/deep");
            }
        }
    }

    @Test
    void axeFindsNothing() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (Visit visit = visit("", desktop().setColorScheme(scheme))) {
                visit.awaitMap();
                visit.photograph("map-" + scheme.name().toLowerCase(Locale.ROOT));
                visit.at("#alerts-tab").click();
                visit.awaitText("#alerts .row", "Heat");
                visit.requireAccessible("alerts");
                visit.at("#help-open").click();
                visit.awaitText("dialog pre", "BSD 2-Clause");
                visit.requireAccessible("help");
            }
            String place = "#show=MUD&place=" + BROOK + "&" + AT_BROOK;
            try (Visit visit = visit(place, desktop().setColorScheme(scheme))) {
                visit.awaitTrue("document.querySelectorAll('.chart canvas').length >= 3");
                visit.at("#panel summary", "What arrived").click();
                visit.requireAccessible("place");
                visit.at("#settings-open").click();
                visit.requireAccessible("settings");
            }
        }
    }

    @Test
    void fitsAPhone() {
        try (Visit visit = visit("", phone())) {
            visit.awaitMap();
            visit.at("#places-tab").click();
            visit.awaitText("#places .row", "Bangkok");
            visit.requireAccessible("places on a phone");
        }
        try (Visit visit = visit("#show=MUD&place=" + BROOK + "&" + AT_BROOK, phone())) {
            visit.awaitTrue("document.querySelectorAll('.chart canvas').length >= 3");
            visit.requireAccessible("place on a phone");
            visit.photograph("map-phone");
            assertEquals(
                    true,
                    visit.page().evaluate("document.documentElement.scrollWidth <= innerWidth"));
        }
    }

    @Test
    void asksForATokenWhereOneIsNeeded(@TempDir Path folder) throws IOException {
        Issuer issuer = new Issuer("");
        Path jwks = Files.writeString(folder.resolve("jwks.json"), issuer.jwks());
        ApiSettings guarded =
                new ApiSettings(
                        RunningApi.anywhere(),
                        RunningApi.anywhere(),
                        new PeopleSettings(
                                Optional.of(
                                        new TokenSettings(
                                                Issuer.NAME, Issuer.AUDIENCE, jwks.toUri())),
                                false,
                                0),
                        settings,
                        Optional.of(RunningApi.NO_LOG),
                        Optional.empty(),
                        RunningApi.EVERYBODY,
                        RunningApi.EXPORTS,
                        RunningApi.PREFERENCES,
                        "");
        try (Application asking = Application.start(guarded, CLOCK);
                Visit visit = Visit.of(chromium.browser(), desktop(), asking.url() + "/")) {
            // The browser itself logs answers of 401, and there is no log to stream alerts from.
            visit.expect("401");
            visit.expect("503");
            visit.at("#token").fill("not.a.token");
            visit.page().keyboard().press("Enter");
            visit.awaitText("dialog", "does not take this token");
            visit.at("#token").fill(issuer.token(NOW).claim("scope", "outpost:read").text());
            visit.page().keyboard().press("Enter");
            visit.awaitMap();
            visit.at("#watches-tab").click();
            visit.awaitText("#watches", "No watches yet");
            // A token that only reads: it says so, and what was made is still there.
            visit.expect("403");
            visit.at("#watch-new").click();
            visit.at(".template", "Hike").click();
            visit.at("#watch-save").click();
            visit.awaitText(".faults", "outpost:write");
            assertEquals("Hike", visit.at("#watch-name").inputValue());
            assertEquals("{}", visit.page().evaluate("JSON.stringify({...sessionStorage})"));
            assertEquals(
                    false,
                    visit.page().evaluate("JSON.stringify({...localStorage}).includes('ey')"));
            visit.page().reload();
            visit.at("#token").waitFor();
        }
    }

    @Test
    void saysWhatToDoWhereThereIsNothing() throws IOException {
        try (EmbeddedPostgres nothing = EmbeddedPostgres.start()) {
            Flyway.configure().dataSource(nothing.getPostgresDatabase()).load().migrate();
            PostgresSettings empty =
                    new PostgresSettings(
                            "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(nothing.getPort()),
                            "postgres",
                            "");
            try (Application none = RunningApi.start(empty, Optional.empty(), CLOCK);
                    Visit visit = Visit.of(chromium.browser(), desktop(), none.url() + "/")) {
                visit.awaitText("#empty", "./outpost up --simulate");
                visit.requireAccessible("nothing");
            }
        }
    }

    private static void choose(Visit visit, String name, String value) {
        visit.at("dialog label:has(input[name=%s][value=%s])".formatted(name, value)).click();
    }

    private static void clickMiddle(Visit visit) {
        var box = visit.at("#map").boundingBox();
        visit.page().mouse().click(box.x + box.width / 2, box.y + box.height / 2);
    }

    /** Presses Tab until the element is focused. */
    private static void tabTo(Page page, String id) {
        tabUntil(page, "document.activeElement.id", id);
    }

    private static void tabToText(Page page, String text) {
        tabUntil(
                page,
                "document.activeElement.querySelector('.name')?.textContent ?? document.activeElement.textContent",
                text);
    }

    private static void tabToLabel(Page page, String label) {
        tabUntil(page, "document.activeElement.getAttribute('aria-label') ?? ''", label);
    }

    private static void tabUntil(Page page, String focused, String wanted) {
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            if (page.evaluate(focused).equals(wanted)) {
                return;
            }
        }
        throw new AssertionError("not reached by Tab: " + wanted);
    }

    private static int sum(JsonNode backtests, String name) {
        return backtests.path("places").findValues(name).stream().mapToInt(JsonNode::asInt).sum();
    }

    private static Visit visit(String hash) {
        return visit(hash, desktop());
    }

    private static Visit visit(String hash, NewContextOptions options) {
        return Visit.of(chromium.browser(), options, api.url() + "/" + hash);
    }

    private static NewContextOptions desktop() {
        return new NewContextOptions().setViewportSize(1360, 820).setLocale("en-GB");
    }

    private static NewContextOptions phone() {
        return new NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setHasTouch(true)
                .setIsMobile(true)
                .setLocale("en-GB");
    }
}

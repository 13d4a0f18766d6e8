package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Asks every route with every parameter broken: it is answered or refused, and never fails. */
@ExtendWith(RunningApi.class)
final class BrokenQueriesIT {

    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00Z");
    private static final Contract CONTRACT = Contract.load();
    private static final long SEED = 20130701;

    private static final List<String> VALUES =
            List.of(
                    "",
                    "%",
                    "%2",
                    "%zz",
                    "%FF",
                    "%C0%80",
                    "%ED%A0%80",
                    "%00",
                    "%0D%0A",
                    "%1F",
                    "%F0%9F%8F%94",
                    "+",
                    "%20",
                    "'",
                    "\"",
                    "%27%3B--",
                    "0",
                    "-1",
                    "1",
                    "1000",
                    "1001",
                    "00001",
                    "%2B1",
                    "1.5",
                    "1e3",
                    "1e309",
                    "NaN",
                    "-Infinity",
                    "0x10",
                    "%D9%A3",
                    "99999999999999999999",
                    "9223372036854775807",
                    "180,90,-180,-90",
                    "-180,-90,180,90",
                    "1,2,3",
                    ",,,",
                    "0,0,0,0",
                    "2013-07-01T12:00:00Z",
                    "2013-07-01T12:00:00.999999999Z",
                    "2013-07-01",
                    "2013-02-30T00:00:00Z",
                    "2013-07-01T24:00:00Z",
                    "2013-07-01T23:59:60Z",
                    "2013-07-01T12:00:00%2B18:00",
                    "2013-07-01T12:00:00%2B19:00",
                    "0000-01-01T00:00:00Z",
                    "0001-01-01T00:00:00Z",
                    "0001-01-01T00:00:00%2B01:00",
                    "9999-12-31T23:59:59.999999999Z",
                    "9999-12-31T23:59:00Z",
                    "9999-12-31T23:59:59-01:00",
                    "%2B1000000000-12-31T23:59:59.999999999Z",
                    "PT1M",
                    "PT10S",
                    "PT0S",
                    "-PT1H",
                    "PT0.5S",
                    "PT7M30S",
                    "P1D",
                    "P31D",
                    "P32D",
                    "P99999999999999D",
                    "PT9223372036854775807S",
                    "-PT9223372036854775807S",
                    "PT2562047788015215H",
                    "1d",
                    "999999d",
                    "0s",
                    "1h",
                    "15m",
                    "24h",
                    "raw",
                    "panes",
                    "models",
                    "wetness",
                    "wetness,uv_index",
                    "all",
                    "HEAT",
                    "UTC",
                    "Z",
                    "Asia/Kathmandu",
                    "Pacific/Apia",
                    "air_temperature_celsius",
                    "precipitation_millimetres",
                    "wind_chill_celsius,heat_index_celsius",
                    "uv_index,,",
                    "wind_direction_degrees",
                    "wind_direction_east",
                    "AAAA",
                    "YWxlcnRzHysxMDAwMDAwMDAwLTEyLTMxVDIzOjU5OjU5Ljk5OTk5OTk5OVofeA");

    private final Api api;
    private final Rows rows;

    BrokenQueriesIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @BeforeEach
    void somethingIsThereToBeFound() {
        if (api.get("/v1/places/broken").status() == 404) {
            rows.insert(
                    Row.place("broken"),
                    Row.counters("broken", NOON),
                    Row.hour("broken", NOON).celsius(1, 1, 1, 1),
                    Row.models("broken", NOON, 45));
        }
    }

    @Test
    void eachParameterMayBeAnything() {
        int asked = 0;
        for (Map.Entry<String, Set<String>> operation : reads().entrySet()) {
            for (String name : operation.getValue()) {
                for (String value : VALUES) {
                    require(operation.getKey(), List.of(name + "=" + value));
                    asked++;
                }
            }
        }
        assertTrue(asked > 2_000, "asked: " + asked);
    }

    @Test
    void anyParametersMayMeet() {
        Random random = new Random(SEED);
        for (Map.Entry<String, Set<String>> operation : reads().entrySet()) {
            List<String> names = new ArrayList<>(operation.getValue());
            for (int i = 0; i < 300 && !names.isEmpty(); i++) {
                List<String> query = new ArrayList<>();
                for (int n = random.nextInt(4); n >= 0; n--) {
                    query.add(any(names, random) + "=" + any(VALUES, random));
                }
                require(operation.getKey(), query);
            }
        }
    }

    @Test
    void theNameOfAParameterMayBeAnything() {
        for (String path : reads().keySet()) {
            for (String value : VALUES) {
                require(path, List.of(value + "=1"));
                require(path, List.of(value));
            }
        }
    }

    @Test
    void thePlaceMayBeAnything() {
        for (String path : reads().keySet()) {
            if (path.contains("{id}")) {
                for (String value : VALUES) {
                    require(path.replace("{id}", value.replace("\"", "")), List.of());
                }
            }
        }
    }

    /** The parameters of what is asked by GET, by path. */
    private static Map<String, Set<String>> reads() {
        Map<String, Set<String>> reads = new TreeMap<>();
        CONTRACT.operations()
                .forEach(
                        (operation, names) -> {
                            if (operation.startsWith("GET ")) {
                                reads.put(operation.substring("GET ".length()), names);
                            }
                        });
        return reads;
    }

    private void require(String path, List<String> query) {
        boolean series = path.contains("/timeseries") || path.equals("/v1/map");
        boolean isNamed = query.toString().matches(".*(quantity|condition)=.*");
        String quantity = series && !isNamed ? "quantity=air_temperature_celsius&" : "";
        String target = path.replace("{id}", "broken") + "?" + quantity + String.join("&", query);
        String answer = api.raw("GET " + target + " HTTP/1.1");
        assertTrue(answer.matches("(?s)HTTP/1\\.1 [234].*"), target + "\n" + answer);
        if (answer.startsWith("HTTP/1.1 4")) {
            int start = answer.indexOf('{');
            assertFalse(start < 0, target + "\n" + answer);
            CONTRACT.validate(
                    "/components/schemas/Problem",
                    answer.substring(start, answer.lastIndexOf('}') + 1));
        }
    }

    private static String any(List<String> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}

package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.api.Contract.Answered;
import io.outpost.api.Contract.Operation;
import io.outpost.api.Contract.Parameter;
import io.outpost.api.RawHttp.Sent;
import io.outpost.api.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Asks every operation of the contract for what is at a bound, beyond it or no request at all: it
 * is answered or refused as the contract says, and never fails. What is asked follows from the
 * contract, so that an operation that is added is tried here without a word. Of what is made by
 * chance there is more with -Doutpost.broken.requests=NUMBER, and other with -Doutpost.broken.seed.
 */
@ExtendWith({RunningApi.class, RunningLog.class})
final class BrokenQueriesIT {

    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00Z");
    private static final Contract CONTRACT = Contract.load();
    private static final long SEED = Long.getLong("outpost.broken.seed", 20130701);

    /** Of each operation. */
    private static final int BY_CHANCE = Integer.getInteger("outpost.broken.requests", 40);

    private static final String PLACE = "broken";
    private static final String PREFERENCE =
            "{\"name\":\"n\",\"when\":{\"measure\":\"air_temperature_celsius\",\"over\":\"PT3H\",\"at_least\":20}}";

    private static final int LONGER_THAN_AN_ADDRESS = 9_000;

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

    private static final List<String> HEADER_VALUES =
            List.of(
                    "",
                    "*",
                    "*/*",
                    "x",
                    "a,b,,c",
                    "text/csv",
                    "application/x-ndjson",
                    "text/event-stream",
                    "text/*;q=0.1, application/json;q=0",
                    "application/json;q=2;;=",
                    "W/\"x\", \"y\"",
                    "\"",
                    "gzip",
                    "bytes=0-1",
                    "Bearer x",
                    "Bearer",
                    "-1",
                    "99999999999999999999",
                    "\u00e9\u6c34\ud83c\udfd4",
                    "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01",
                    "h".repeat(4_000));

    private static final List<String> HEADERS =
            List.of(
                    "Accept",
                    "Accept-Encoding",
                    "Authorization",
                    "Content-Encoding",
                    "Content-Type",
                    "If-Modified-Since",
                    "If-None-Match",
                    "Range",
                    "Signature",
                    "Signature-Input",
                    "Traceparent",
                    "X-Forwarded-For");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD");

    private static final List<String> DATES =
            List.of(
                    "0001-01-01T00:00:00Z",
                    "1969-12-31T23:59:59.999Z",
                    "2013-06-30T12:00:00Z",
                    "2013-07-01T11:59:59.999999999Z",
                    "2013-07-01T12:00:00Z",
                    "2013-07-01T13:00:00Z",
                    "9999-12-31T23:59:00Z");

    private static RawHttp http;
    private static Application application;

    @BeforeAll
    static void start(RunningLog.Parts log, PostgresSettings postgres, Rows rows) {
        http = new RawHttp();
        application = RunningApi.start(postgres, Optional.of(log.settings()));
        rows.insert(
                Row.place(PLACE).with("latitude", 1).with("longitude", 2),
                Row.counters(PLACE, NOON),
                Row.minute(PLACE, NOON).celsius(1, 1, 1, 1),
                Row.hour(PLACE, NOON).celsius(1, 1, 1, 1),
                Row.hour(PLACE, NOON.minusSeconds(3_600)).celsius(1, 1, 1, 1),
                Row.day(PLACE, Instant.parse("2013-07-01T00:00:00Z")).celsius(1, 1, 1, 1),
                Row.models(PLACE, NOON, 45),
                Row.raw(PLACE, "s", NOON).with("air_temperature_celsius", 1),
                Row.raw(PLACE, "s", NOON.plusSeconds(1)).with("air_temperature_celsius", 2),
                Row.transition(PLACE, "HEAT", NOON, "OK", "ACTIVE"),
                Row.transition(PLACE, "HEAT", NOON.plusSeconds(60), "ACTIVE", "OK"),
                Row.alert(PLACE, "broken 1", NOON),
                Row.alert(PLACE, "broken 2", NOON),
                Row.preferenceEpisode(PLACE, PLACE, "broken 1", NOON),
                Row.preferenceEpisode(PLACE, PLACE, "broken 2", NOON),
                Row.preferenceAlert(PLACE, PLACE, "broken 1", NOON),
                Row.preferenceAlert(PLACE, PLACE, "broken 2", NOON));
        String preference = "{\"places\": [\"broken\"], \"preference\": %s}".formatted(PREFERENCE);
        for (String id : List.of(PLACE, PLACE + " too")) {
            Api.Answer saved =
                    Api.of(application).put("/v1/preferences/" + Api.encoded(id), preference);
            assertEquals(202, saved.status(), saved.text());
        }
    }

    @AfterAll
    static void end() {
        application.close();
    }

    @Test
    void eachParameterMayBeAnything() {
        int asked = 0;
        for (Operation operation : CONTRACT.all()) {
            for (Parameter parameter : operation.in("query")) {
                for (String value : values(parameter.schema())) {
                    ask(operation, List.of(parameter.name() + "=" + value));
                    asked++;
                }
            }
        }
        assertTrue(asked > 3_000, "asked: " + asked);
    }

    @Test
    void eachParameterMayBeMissingEmptyRepeatedOrTooLong() {
        for (Operation operation : CONTRACT.all()) {
            require(operation, Sent.of(operation.method(), path(operation)));
            for (Parameter parameter : operation.in("query")) {
                String name = parameter.name();
                String good = name + "=" + good(parameter.schema());
                ask(operation, List.of(name));
                ask(operation, List.of(good, good));
                ask(operation, List.of(name + "=" + "1".repeat(LONGER_THAN_AN_ADDRESS)));
                ask(operation, List.of(name + "=" + "1,".repeat(2_000)));
            }
        }
    }

    @Test
    void rangesMayBeTurnedRoundEmptyOrLong() {
        int asked = 0;
        for (Operation operation : CONTRACT.all()) {
            List<String> times =
                    operation.in("query").stream()
                            .filter(one -> one.schema().path("format").asText().equals("date-time"))
                            .map(Parameter::name)
                            .toList();
            for (int i = 1; i < times.size(); i++) {
                for (String start : DATES) {
                    for (String end : DATES) {
                        ask(
                                operation,
                                List.of(times.get(0) + "=" + start, times.get(i) + "=" + end));
                        asked++;
                    }
                }
            }
        }
        assertTrue(asked > 200, "asked: " + asked);
    }

    @Test
    void cursorsMayBeThoseOfOtherListsOrChanged() throws IOException {
        Set<String> cursors = new TreeSet<>();
        List<Operation> lists =
                CONTRACT.all().stream()
                        .filter(
                                one ->
                                        one.in("query").stream()
                                                .anyMatch(p -> p.name().equals("cursor")))
                        .toList();
        for (Operation list : lists) {
            for (String range :
                    List.of("", "&start=2013-06-01T00:00:00Z&end=2013-07-02T00:00:00Z")) {
                String query = "?" + String.join("&", required(list, "")) + "&limit=1" + range;
                Answered page = require(list, Sent.of("GET", path(list) + query));
                String next = new ObjectMapper().readTree(page.body()).path("next").asText("null");
                if (!next.equals("null")) {
                    cursors.add(next);
                    cursors.add(next.substring(1));
                    cursors.add(next.substring(0, 3) + "A" + next.substring(4));
                    cursors.add(next + "A");
                }
            }
        }
        assertTrue(cursors.size() > 12, "cursors: " + cursors.size());
        for (Operation list : lists) {
            cursors.forEach(cursor -> ask(list, List.of("cursor=" + cursor)));
        }
    }

    @Test
    void anyParametersMayMeet() {
        Random random = new Random(SEED);
        for (Operation operation : CONTRACT.all()) {
            List<Parameter> parameters = operation.in("query");
            for (int i = 0; i < BY_CHANCE && !parameters.isEmpty(); i++) {
                List<String> query = new ArrayList<>();
                for (int n = random.nextInt(4); n >= 0; n--) {
                    Parameter one = any(parameters, random);
                    boolean isGood = random.nextInt(3) == 0;
                    String value = isGood ? good(one.schema()) : any(values(one.schema()), random);
                    query.add(one.name() + "=" + value);
                }
                ask(operation, query, "Accept: " + any(HEADER_VALUES, random));
            }
        }
    }

    @Test
    void theNameOfAParameterMayBeAnything() {
        List<Operation> all = CONTRACT.all();
        for (int i = 0; i < all.size() * VALUES.size(); i++) {
            // Of each operation every fourth, of all of them all.
            if ((i / VALUES.size() + i % VALUES.size()) % 4 == 0) {
                Operation operation = all.get(i / VALUES.size());
                String value = VALUES.get(i % VALUES.size());
                ask(operation, List.of(value + "=1"));
                ask(operation, List.of(value));
            }
        }
    }

    @Test
    void thePlaceMayBeAnything() {
        for (Operation operation : CONTRACT.all()) {
            if (!operation.in("path").isEmpty()) {
                for (String value : VALUES) {
                    String id = value.replace("\"", "").replace("/", "%2F");
                    if (!id.isEmpty()) {
                        String path = operation.path().replaceAll("\\{[^}]*}", id);
                        require(operation, with(operation, path, List.of()));
                    }
                }
            }
        }
    }

    @Test
    void eachHeaderMayBeAnything() {
        List<Operation> all = CONTRACT.all();
        for (Operation operation : all) {
            for (Parameter own : operation.in("header")) {
                for (String value : HEADER_VALUES) {
                    ask(operation, List.of(), own.name() + ": " + value);
                }
            }
        }
        int asked = 0;
        for (String name : HEADERS) {
            for (String value : HEADER_VALUES) {
                for (int i = 0; i < 4; i++) {
                    ask(all.get(asked++ % all.size()), List.of(), name + ": " + value);
                }
            }
        }
    }

    @Test
    void eachBodyMayBeAnything() {
        BrokenJson broken = new BrokenJson(CONTRACT);
        int asked = 0;
        for (Operation operation : CONTRACT.all()) {
            for (Map.Entry<String, JsonNode> body : operation.bodies().entrySet()) {
                for (byte[] bytes : broken.of(body.getValue())) {
                    String type = "Content-Type: " + body.getKey();
                    require(
                            operation,
                            new Sent(operation.method(), path(operation), List.of(type), bytes));
                    asked++;
                }
                for (String type : HEADER_VALUES) {
                    require(
                            operation,
                            with(operation, path(operation), List.of("Content-Type: " + type)));
                }
            }
        }
        assertTrue(asked > 500, "asked: " + asked);
    }

    /** The other bodies name places by a list of ids. */
    @Test
    void placesMayBeChosenInAnyWay() {
        List<String> anything =
                List.of(
                        "null",
                        "true",
                        "-1",
                        "1e308",
                        "\"x\"",
                        "[]",
                        "[1]",
                        "[1,2]",
                        "[1,2,3,4]",
                        "[2,1,0,0]",
                        "[1e308,1,1,1]",
                        "[181,0,0,91]",
                        "[null,0]",
                        "[\"0\",0]",
                        "[[0],0]",
                        "[\"broken\"]",
                        "[\"\\u0000\"]",
                        "[\"\\ud800\"]",
                        "{}",
                        "{\"ids\":[\"broken\"]}");
        List<Operation> asked =
                CONTRACT.all().stream()
                        .filter(one -> one.path().startsWith("/v1/preferences"))
                        .filter(one -> !one.bodies().isEmpty())
                        .toList();
        assertEquals(3, asked.size());
        for (Operation operation : asked) {
            for (String value : anything) {
                for (String form :
                        List.of(
                                "%s",
                                "{\"ids\":%s}",
                                "{\"bbox\":%s}",
                                "{\"near\":%s,\"radius_m\":1}",
                                "{\"near\":[1,2],\"radius_m\":%s}")) {
                    String places = form.formatted(value);
                    for (String preference : List.of("", ",\"preference\":" + PREFERENCE)) {
                        String body = "{\"places\":" + places + preference + "}";
                        require(
                                operation,
                                new Sent(
                                        operation.method(),
                                        path(operation),
                                        List.of("Content-Type: application/json"),
                                        body.getBytes(StandardCharsets.UTF_8)));
                    }
                }
            }
        }
    }

    @Test
    void whatAPathDoesNotTakeIsRefused() {
        Map<String, Set<String>> methods = new HashMap<>();
        for (Operation operation : CONTRACT.all()) {
            methods.computeIfAbsent(operation.path(), path -> new TreeSet<>())
                    .add(operation.method());
        }
        for (Operation operation : CONTRACT.all()) {
            for (String method : METHODS) {
                Set<String> taken = methods.get(operation.path());
                boolean isHead = method.equals("HEAD") && taken.contains("GET");
                if (!isHead && !taken.contains(method)) {
                    Sent sent = Sent.of(method, path(operation));
                    Answered answer = http.send(port(operation), sent);
                    check(sent, answer, () -> checkRefused(method, answer));
                }
            }
        }
    }

    /** The body of an answer to HEAD is not sent. */
    private static void checkRefused(String method, Answered answer) {
        assertTrue(answer.status() == 405 && answer.has("Allow"), "not refused");
        if (!method.equals("HEAD")) {
            CONTRACT.checkOther(answer);
        }
    }

    /** With what else it must have. */
    private static void ask(Operation operation, List<String> query, String... headers) {
        String given = query.isEmpty() ? "" : query.get(0).split("=", 2)[0];
        List<String> all =
                Stream.concat(required(operation, given).stream(), query.stream()).toList();
        String path = path(operation) + (all.isEmpty() ? "" : "?" + String.join("&", all));
        require(operation, with(operation, path, List.of(headers)));
    }

    /** With a good body, if it takes one. */
    private static Sent with(Operation operation, String target, List<String> headers) {
        if (operation.bodies().isEmpty()) {
            return new Sent(operation.method(), target, headers, new byte[0]);
        }
        Map.Entry<String, JsonNode> body = operation.bodies().entrySet().iterator().next();
        List<String> all = new ArrayList<>(headers);
        if (headers.stream().noneMatch(one -> one.startsWith("Content-Type:"))) {
            all.add("Content-Type: " + body.getKey());
        }
        String text = new BrokenJson(CONTRACT).good(body.getValue()).toString();
        return new Sent(operation.method(), target, all, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Those that it must have, good ones, without one. */
    private static List<String> required(Operation operation, String without) {
        return operation.in("query").stream()
                .filter(one -> one.isRequired() && !one.name().equals(without))
                .map(one -> one.name() + "=" + good(one.schema()))
                .toList();
    }

    /** What is deleted is nowhere. */
    private static String path(Operation operation) {
        String id = operation.method().equals("DELETE") ? "nobody" : PLACE;
        return operation.path().replaceAll("\\{[^}]*}", id);
    }

    private static String good(JsonNode reference) {
        JsonNode schema = CONTRACT.resolved(reference);
        if (schema.has("anyOf")) {
            return good(schema.path("anyOf").path(0));
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0).asText();
        }
        if (schema.path("type").asText().equals("array")) {
            return good(schema.path("items"));
        }
        boolean isTime = schema.path("format").asText().equals("date-time");
        return isTime ? NOON.toString() : schema.path("default").asText("1");
    }

    /** Of any kind, and of the schema those that are good and those that just are not. */
    private static List<String> values(JsonNode reference) {
        List<String> values = new ArrayList<>(VALUES);
        addOwn(reference, values);
        return values.stream().distinct().toList();
    }

    private static void addOwn(JsonNode reference, List<String> values) {
        JsonNode schema = CONTRACT.resolved(reference);
        schema.path("enum").forEach(one -> values.add(one.asText()));
        schema.path("anyOf").forEach(one -> addOwn(one, values));
        if (schema.has("items")) {
            addOwn(schema.path("items"), values);
            values.add(
                    repeated(good(schema.path("items")), schema.path("maxItems").asInt(500) + 1));
        }
        for (String bound : List.of("minimum", "maximum")) {
            if (schema.has(bound)) {
                long value = schema.path(bound).asLong();
                values.addAll(List.of(value - 1 + "", value + "", value + ".5", value + 1 + ""));
            }
        }
        if (schema.has("maxLength")) {
            values.add("l".repeat(schema.path("maxLength").asInt() + 1));
        }
    }

    /** Numbered, as what is the same counts once. */
    private static String repeated(String good, int count) {
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> good + i)
                .collect(Collectors.joining(","));
    }

    private static Answered require(Operation operation, Sent sent) {
        Answered answer = http.send(port(operation), sent);
        check(
                sent,
                answer,
                () -> {
                    CONTRACT.check(
                            operation.method().toLowerCase(Locale.ROOT), operation.path(), answer);
                    assertTrue(answer.status() < 500 || isBusy(answer), "it fails");
                });
        return answer;
    }

    /** Streams whose clients have gone are open until they are written to. */
    private static boolean isBusy(Answered answer) {
        return answer.status() == 503
                && answer.has("Retry-After")
                && answer.body().contains("urn:outpost:problem:busy");
    }

    private static void check(Sent sent, Answered answer, Runnable check) {
        try {
            check.run();
        } catch (AssertionError | IllegalArgumentException e) {
            throw new AssertionError(sent + "\nwas answered\n" + answer, e);
        }
    }

    private static int port(Operation operation) {
        return operation.isForOperators() ? application.managementPort() : application.port();
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}

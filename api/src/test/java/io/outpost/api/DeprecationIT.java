package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outpost.api.web.Access;
import io.outpost.api.web.Admission;
import io.outpost.api.web.Deprecation;
import io.outpost.api.web.Endpoint;
import io.outpost.api.web.HttpServer;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.RequestTraces;
import io.outpost.api.web.Route;
import io.outpost.api.web.ShortName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What runs, and what answers say of routes and parameters that are to go. */
@ExtendWith(RunningApi.class)
final class DeprecationIT {

    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant GONE = Instant.parse("2027-07-01T12:30:00Z");
    private static final Deprecation UNDECIDED = new Deprecation(SINCE, Optional.empty());
    private static final Deprecation DECIDED = new Deprecation(SINCE, Optional.of(GONE));

    private static HttpServer server;
    private static Api marked;

    @BeforeAll
    static void start() {
        Endpoint parameter = new Marked("/parameter", Optional.empty(), Map.of("start", DECIDED));
        server =
                HttpServer.start(
                        RunningApi.anywhere(),
                        List.of(
                                new Marked("/route", Optional.of(UNDECIDED), Map.of()),
                                new Marked(
                                        "/both", Optional.of(UNDECIDED), Map.of("start", DECIDED)),
                                parameter,
                                new ShortName(parameter, "/short", Map.of("start", "from"))),
                        Admission.EVERYBODY,
                        new SimpleMeterRegistry(),
                        RequestTraces.none());
        marked = Api.of(server);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private record Marked(
            String path,
            Optional<Deprecation> deprecation,
            Map<String, Deprecation> deprecatedParameters)
            implements Route {

        @Override
        public Access access() {
            return Access.OPEN;
        }

        @Override
        public Set<String> parameters() {
            return Set.of("start", "end");
        }

        @Override
        public Reply answer(Request request) {
            return Reply.json(Map.of());
        }
    }

    @Test
    void aRouteSaysSinceWhenWithEveryAnswer() {
        for (String query : List.of("", "?nobody=knows")) {
            Api.Answer answer = marked.getUnchecked("/route" + query);
            assertEquals("@1767225600", answer.header("Deprecation"));
            assertNull(answer.header("Sunset"));
        }
        assertEquals(400, marked.getUnchecked("/route?nobody=knows").status());
    }

    @Test
    void aParameterSaysSoWhereItIsGiven() {
        for (String path : List.of("/parameter?start=1", "/short?from=1", "/both?start=1&end=2")) {
            Api.Answer answer = marked.getUnchecked(path);
            assertEquals("@1767225600", answer.header("Deprecation"), path);
            assertEquals("Thu, 01 Jul 2027 12:30:00 GMT", answer.header("Sunset"), path);
        }
        for (String path : List.of("/parameter", "/parameter?end=2", "/short?end=1")) {
            Api.Answer answer = marked.getUnchecked(path);
            assertEquals(200, answer.status());
            assertNull(answer.header("Deprecation"), path);
        }
        assertNull(marked.getUnchecked("/both?end=1").header("Sunset"));
    }

    @Test
    void nothingIsGoneBeforeItIsDeprecated() {
        assertThrows(
                IllegalArgumentException.class, () -> new Deprecation(GONE, Optional.of(SINCE)));
    }

    @Test
    void saysWhatRunsAndWhichApiItSpeaks(Api api) {
        JsonNode version = api.json("/v1/version");
        assertEquals("1", version.path("api").asText());
        assertEquals(true, version.path("version").asText().matches("\\d+\\.\\d+\\.\\d+.*"));
    }
}

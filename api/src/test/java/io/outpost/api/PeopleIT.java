package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outpost.api.ingest.Log;
import io.outpost.api.postgres.Database;
import io.outpost.api.postgres.Postgres;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.token.Issuer;
import io.outpost.api.token.PublicAdmission;
import io.outpost.api.token.SettableClock;
import io.outpost.api.token.TokenSettings;
import io.outpost.api.web.Access;
import io.outpost.api.web.Admission;
import io.outpost.api.web.AdmissionByAccess;
import io.outpost.api.web.Endpoint;
import io.outpost.api.web.HttpServer;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.RequestTraces;
import io.outpost.api.web.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people may do with a token, with another one, and without. */
@ExtendWith(RunningApi.class)
final class PeopleIT {

    private static final Issuer ISSUER = new Issuer("");
    private static final SettableClock CLOCK = new SettableClock(RunningApi.NOW);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Application guarded;
    private static PeopleSettings people;

    @BeforeAll
    static void start(PostgresSettings postgres, @TempDir Path folder) throws IOException {
        Path jwks = Files.writeString(folder.resolve("jwks.json"), ISSUER.jwks());
        people =
                new PeopleSettings(
                        Optional.of(new TokenSettings(Issuer.NAME, Issuer.AUDIENCE, jwks.toUri())),
                        false,
                        0);
        guarded =
                Application.start(
                        new ApiSettings(
                                RunningApi.anywhere(),
                                RunningApi.anywhere(),
                                people,
                                postgres,
                                Optional.of(RunningApi.NO_LOG),
                                Optional.empty(),
                                RunningApi.EVERYBODY,
                                RunningApi.EXPORTS,
                                RunningApi.PREFERENCES,
                                ""),
                        CLOCK);
    }

    @AfterAll
    static void end() {
        guarded.close();
    }

    /** A route that is added is tried here without a word, whatever its method. */
    @Test
    void everyRouteForPeopleAnswers401WithoutAToken() throws Exception {
        int tried = 0;
        for (Endpoint route : routes()) {
            HttpResponse<String> answer = ask(guarded.url(), route, Map.of());
            if (route.access() == Access.READ || route.access() == Access.WRITE) {
                assertEquals(401, answer.statusCode(), route.path());
                assertEquals("Bearer", challenge(answer), route.path());
                tried++;
            } else if (route.access() == Access.OPEN && route.path().contains("{")) {
                assertEquals(404, answer.statusCode(), route.path());
            } else if (route.access() == Access.OPEN) {
                assertEquals(200, answer.statusCode(), route.path());
            }
        }
        assertTrue(tried >= 8, "tried: " + tried);
    }

    private static List<Endpoint> routes() {
        Database unused = Database.over(Jdbi.create("jdbc:postgresql://127.0.0.1:1/none"));
        Optional<Log> log = Optional.of(new Log(RunningApi.NO_LOG, new SimpleMeterRegistry()));
        return Routes.open(
                Postgres.of(unused),
                log,
                RunningApi.noLimits(),
                RunningApi.exports(unused),
                RunningApi.preferences(unused, log),
                CLOCK,
                new SimpleMeterRegistry());
    }

    @Test
    void aTokenOfTheIssuerReads() throws Exception {
        for (String token :
                List.of(
                        ISSUER.token(RunningApi.NOW).text(),
                        ISSUER.token(RunningApi.NOW).rsaText())) {
            for (String scheme : List.of("Bearer ", "bearer ", "BEARER  ")) {
                assertEquals(200, get("/v1/places", scheme + token).statusCode());
            }
        }
    }

    @Test
    void whatIsNoTokenIsAnsweredByTheRulesOfBearerTokens() throws Exception {
        String good = ISSUER.token(RunningApi.NOW).text();
        assertEquals("Bearer", challenge(get("/v1/places", "Basic YTpi")));
        for (String header :
                List.of(
                        "Bearer",
                        "Bearer ",
                        "Bearer a b",
                        "Bearer " + good + " ,",
                        "Bearer \"" + good + "\"",
                        "Bearer " + good + ", Bearer " + good,
                        "Bearer " + good.substring(1),
                        "Bearer " + new Issuer("").token(RunningApi.NOW).text())) {
            HttpResponse<String> answer = get("/v1/places", header);
            assertEquals(401, answer.statusCode(), header);
            assertEquals("Bearer error=\"invalid_token\"", challenge(answer));
            assertTrue(answer.body().contains("urn:outpost:problem:unauthenticated"));
            assertFalse(answer.body().contains("ann"), answer.body());
        }
    }

    @Test
    void aTokenInTheAddressIsNone() throws Exception {
        String good = ISSUER.token(RunningApi.NOW).text();
        HttpResponse<String> answer = get("/v1/places?access_token=" + good, "");
        assertEquals(400, answer.statusCode());
        assertFalse(answer.body().contains(good), "it is not repeated");
    }

    @Test
    void aTokenOfMoreThan8KibIsNotRead() throws Exception {
        String large = ISSUER.token(RunningApi.NOW).claim("groups", "g".repeat(9_000)).text();
        assertEquals(431, get("/v1/places", "Bearer " + large).statusCode());
    }

    @Test
    void aTokenWithoutTheScopeIsForbidden() throws Exception {
        for (String scope : List.of("", "outpost:write", "outpost:reader", "OUTPOST:READ")) {
            String token = ISSUER.token(RunningApi.NOW).claim("scope", scope).text();
            HttpResponse<String> answer = get("/v1/places", "Bearer " + token);
            assertEquals(403, answer.statusCode(), scope);
            assertEquals(
                    "Bearer error=\"insufficient_scope\", scope=\"outpost:read\"",
                    challenge(answer));
        }
    }

    @Test
    void aTokenThatIsKnownAlreadyStillExpires() throws Exception {
        SettableClock clock = new SettableClock(RunningApi.NOW);
        try (HttpServer server = server(people.admission(clock))) {
            String bearer = "Bearer " + ISSUER.token(RunningApi.NOW).text();
            assertEquals(200, get(server.url() + "/read", bearer, "GET").statusCode());
            clock.advance(Duration.ofMinutes(10).plusSeconds(59));
            assertEquals(200, get(server.url() + "/read", bearer, "GET").statusCode());
            clock.advance(Duration.ofSeconds(1));
            assertEquals(401, get(server.url() + "/read", bearer, "GET").statusCode());
        }
    }

    @Test
    void writingTakesAScopeOfItsOwn() throws Exception {
        try (HttpServer server = server(people.admission(CLOCK))) {
            String url = server.url() + "/write";
            String reader = "Bearer " + ISSUER.token(RunningApi.NOW).text();
            String writer =
                    "Bearer " + ISSUER.token(RunningApi.NOW).claim("scope", "outpost:write").text();
            assertEquals(401, get(url, "", "PUT").statusCode());
            assertEquals(403, get(url, reader, "PUT").statusCode());
            assertEquals("ann", get(url, writer, "PUT").body());
            assertEquals(403, get(server.url() + "/read", writer, "GET").statusCode());
            assertEquals(200, get(server.url() + "/open", "", "GET").statusCode());
            assertEquals(200, get(server.url() + "/send", "", "POST").statusCode());
        }
    }

    @Test
    void withoutTokensEverybodyReadsAndNobodyWritesUnlessItIsOpen() throws Exception {
        try (HttpServer closed = server(new PublicAdmission(false));
                HttpServer open = server(new PublicAdmission(true))) {
            assertEquals(200, get(closed.url() + "/read", "", "GET").statusCode());
            HttpResponse<String> answer = get(closed.url() + "/write", "", "PUT");
            assertEquals(403, answer.statusCode());
            assertTrue(answer.body().contains("--writes open"), answer.body());
            assertEquals(200, get(open.url() + "/write", "", "PUT").statusCode());
        }
    }

    private static HttpServer server(Admission admission) {
        return HttpServer.start(
                RunningApi.anywhere(),
                List.of(
                        new Echo(Endpoint.Method.GET, "/read", Access.READ),
                        new Echo(Endpoint.Method.PUT, "/write", Access.WRITE),
                        new Echo(Endpoint.Method.GET, "/open", Access.OPEN),
                        new Echo(Endpoint.Method.POST, "/send", Access.SEND)),
                new AdmissionByAccess(admission, Admission.EVERYBODY),
                new SimpleMeterRegistry(),
                RequestTraces.none());
    }

    /** Answers who asks. */
    private record Echo(Method method, String path, Access access) implements Route {

        @Override
        public Reply answer(Request request) {
            return Reply.json(String.valueOf(request.caller().id()));
        }
    }

    private static HttpResponse<String> ask(String url, Endpoint route, Map<String, String> headers)
            throws IOException, InterruptedException {
        String path = route.path().replaceAll("\\{[^}]*}", "x");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .method(route.method().name(), HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, String authorization)
            throws IOException, InterruptedException {
        return get(guarded.url() + path, authorization, "GET");
    }

    private static HttpResponse<String> get(String url, String authorization, String method)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String challenge(HttpResponse<String> answer) {
        return answer.headers().firstValue("WWW-Authenticate").orElse("");
    }
}

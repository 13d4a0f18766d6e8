package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.token.Issuer;
import io.outpost.api.token.SettableClock;
import io.outpost.api.token.TokenSettings;
import io.outpost.api.web.AllowedHosts;
import io.outpost.api.web.CursorKey;
import io.outpost.api.web.HttpSettings;
import io.outpost.api.web.TrustedProxies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How often people may ask, by the clock of the test. */
@ExtendWith(RunningApi.class)
final class PeopleRatesIT {

    private static final String READ = "/v1/places?limit=1";
    private static final int PER_MINUTE = 6;

    private final SettableClock clock = new SettableClock(RunningApi.NOW);
    private PostgresSettings postgres;

    @BeforeEach
    void use(PostgresSettings settings) {
        postgres = settings;
    }

    private Application start(Optional<TokenSettings> tokens, int perMinute) {
        HttpSettings behindProxy =
                new HttpSettings(
                        "127.0.0.1",
                        0,
                        AllowedHosts.of(List.of()),
                        CursorKey.random(),
                        Optional.empty(),
                        TrustedProxies.of(List.of("127.0.0.1")),
                        Integer.MAX_VALUE);
        return Application.start(
                new ApiSettings(
                        behindProxy,
                        RunningApi.anywhere(),
                        new PeopleSettings(tokens, false, perMinute),
                        postgres,
                        Optional.empty(),
                        Optional.empty(),
                        RunningApi.EVERYBODY,
                        RunningApi.EXPORTS,
                        RunningApi.PREFERENCES,
                        ""),
                clock);
    }

    private static Api.Answer from(Api api, String address, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "X-Forwarded-For";
        all[headers.length + 1] = address;
        return api.getUnchecked(READ, all);
    }

    @Test
    void anAddressAsksSoOftenAMinuteAndLeavesOthersTheirs() {
        try (Application application = start(Optional.empty(), PER_MINUTE)) {
            Api api = Api.of(application);
            for (int left = PER_MINUTE - 1; left >= 0; left--) {
                Api.Answer answer = from(api, "192.0.2.1");
                assertEquals(200, answer.status(), answer.text());
                assertEquals(String.valueOf(PER_MINUTE), answer.header("RateLimit-Limit"));
                assertEquals(String.valueOf(left), answer.header("RateLimit-Remaining"));
            }
            Api.Answer beyond = from(api, "192.0.2.1");
            assertEquals(429, beyond.status(), beyond.text());
            assertEquals("10", beyond.header("Retry-After"));
            assertEquals("0", beyond.header("RateLimit-Remaining"));
            assertEquals("60", beyond.header("RateLimit-Reset"));
            assertTrue(
                    beyond.json().path("type").asText().endsWith(":too-many-requests"),
                    beyond.text());
            assertEquals(200, from(api, "192.0.2.2").status());
            clock.advance(Duration.ofSeconds(10));
            assertEquals(200, from(api, "192.0.2.1").status());
            assertEquals(429, from(api, "192.0.2.1").status());
            String counted =
                    api.get("/metrics")
                            .text()
                            .lines()
                            .filter(line -> line.startsWith("outpost_api_requests_seconds_count"))
                            .filter(line -> line.contains("status=\"429\""))
                            .findFirst()
                            .orElseThrow();
            assertTrue(counted.contains("route=\"/v1/places\""), counted);
            assertTrue(counted.endsWith(" 2") || counted.endsWith(" 2.0"), counted);
        }
    }

    @Test
    void networksOf64BitsAreOneAddress() {
        try (Application application = start(Optional.empty(), 1)) {
            Api api = Api.of(application);
            assertEquals(200, from(api, "2001:db8:0:1::1").status());
            assertEquals(429, from(api, "2001:db8:0:1:ffff::2").status());
            assertEquals(200, from(api, "2001:db8:0:2::1").status());
        }
    }

    @Test
    void whoHoldsATokenIsBoundedFromEveryAddress(@TempDir Path folder) throws IOException {
        Issuer issuer = new Issuer("");
        Path jwks = Files.writeString(folder.resolve("jwks.json"), issuer.jwks());
        TokenSettings tokens = new TokenSettings(Issuer.NAME, Issuer.AUDIENCE, jwks.toUri());
        String[] ann = {"Authorization", "Bearer " + issuer.token(RunningApi.NOW).text()};
        String[] bob = {
            "Authorization", "Bearer " + issuer.token(RunningApi.NOW).claim("sub", "bob").text()
        };
        try (Application application = start(Optional.of(tokens), 2)) {
            Api api = Api.of(application);
            assertEquals(200, from(api, "192.0.2.1", ann).status());
            assertEquals(200, from(api, "192.0.2.2", ann).status());
            assertEquals(429, from(api, "192.0.2.3", ann).status());
            assertEquals(200, from(api, "192.0.2.3", bob).status());
        }
    }

    @Test
    void whatIsRejectedForItsTokenCountsAsWell(@TempDir Path folder) throws IOException {
        Path jwks = Files.writeString(folder.resolve("jwks.json"), new Issuer("").jwks());
        TokenSettings tokens = new TokenSettings(Issuer.NAME, Issuer.AUDIENCE, jwks.toUri());
        try (Application application = start(Optional.of(tokens), 1)) {
            Api api = Api.of(application);
            assertEquals(401, api.send("GET", READ).status());
            assertEquals(429, api.send("GET", READ).status());
        }
    }

    @Test
    void zeroIsNoLimit() {
        try (Application application = start(Optional.empty(), 0)) {
            assertNull(Api.of(application).get(READ).header("RateLimit-Limit"));
        }
    }
}

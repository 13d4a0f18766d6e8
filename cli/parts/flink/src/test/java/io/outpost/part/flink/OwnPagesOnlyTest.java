package io.outpost.part.flink;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPagesOnlyTest {
    private final OwnPagesOnly rule = new OwnPagesOnly(Set.of("jobmanager.weather.svc"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:18085",
                "localhost:18085",
                "LOCALHOST",
                "[::1]:18085",
                "10.0.0.7",
                "jobmanager.weather.svc:8081"
            })
    void anAddressAndANameThatIsServedAre(String host) {
        assertNull(rule.refusal(host, null, null));
        assertNull(rule.refusal(host, "http://" + host, "same-origin"));
        assertNull(rule.refusal(host, null, "none"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:18085",
                "127.0.0.1.evil.example",
                "",
                ":18085"
            })
    void anotherNameIsNot(String host) {
        assertNotNull(rule.refusal(host, null, null));
    }

    @Test
    void aRequestWithoutHostIsNot() {
        assertNotNull(rule.refusal(null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "http://127.0.0.1:18080",
                "http://127.0.0.1:18085.evil.example",
                "file://"
            })
    void aPageOfAnotherOriginIsNot(String origin) {
        assertNotNull(rule.refusal("127.0.0.1:18085", origin, null));
    }

    @Test
    void aPageOfAnotherSiteThatSendsNoOriginIsNot() {
        assertNotNull(rule.refusal("127.0.0.1:18085", null, "cross-site"));
        assertNotNull(rule.refusal("127.0.0.1:18085", null, "same-site"));
    }
}

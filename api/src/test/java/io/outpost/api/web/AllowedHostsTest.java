package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AllowedHostsTest {

    private static final AllowedHosts HOSTS = AllowedHosts.of(List.of("api.example", "0.0.0.0"));

    @Test
    void addressesLocalhostAndNamesGivenAreAllowed() {
        for (String host :
                List.of(
                        "localhost",
                        "127.0.0.1",
                        "192.0.2.7",
                        "[::1]",
                        "[2001:DB8::1]",
                        "API.example.")) {
            assertTrue(HOSTS.allows(host), host);
        }
    }

    @Test
    void otherNamesAreNot() {
        for (String host :
                List.of(
                        "",
                        "*",
                        "example",
                        "api.example.org",
                        "xapi.example",
                        "127.0.0.1.org",
                        "1.2.3",
                        "[x]")) {
            assertFalse(HOSTS.allows(host), host);
        }
    }

    @Test
    void anyNameCanBeAllowed() {
        assertTrue(AllowedHosts.of(List.of("*")).allows("anything.example"));
    }
}

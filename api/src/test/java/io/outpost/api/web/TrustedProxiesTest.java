package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustedProxiesTest {

    private static final TrustedProxies PROXIES =
            TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/33"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no proxy: its word is worth nothing | 203.0.113.9 | 198.51.100.1 | 203.0.113.9",
                "one proxy | 10.1.2.3 | 198.51.100.1 | 198.51.100.1",
                "two proxies | 10.1.2.3 | 198.51.100.1, 192.0.2.7 | 198.51.100.1",
                "what the client wrote stands left | 10.1.2.3 | 8.8.8.8, 198.51.100.1 | 198.51.100.1",
                "also where it is a proxy's | 10.1.2.3 | 10.9.9.9, 198.51.100.1 | 198.51.100.1",
                "all are proxies | 10.1.2.3 | 10.9.9.9, 192.0.2.7 | 10.9.9.9",
                "nothing was written | 10.1.2.3 | '' | 10.1.2.3",
                "nonsense ends the way | 10.1.2.3 | 198.51.100.1, unknown | 10.1.2.3",
                "nonsense left of the client | 10.1.2.3 | localhost, 198.51.100.1 | 198.51.100.1",
                "a port | 10.1.2.3 | 198.51.100.1:4711 | 198.51.100.1",
                "numbers that are no address | 10.1.2.3 | 256.1.1.1 | 10.1.2.3",
                "spaces and no value | 10.1.2.3 | 198.51.100.1 ,  | 10.1.2.3",
                "IPv6 | 2001:db8:1::1 | 2001:db8:ffff::1 | 2001:db8:ffff:0:0:0:0:1",
                "IPv6 in brackets | [2001:db8:1::1] | [2001:db8:ffff::1]:443 | 2001:db8:ffff:0:0:0:0:1",
                "IPv4 within IPv6 | ::ffff:10.1.2.3 | 198.51.100.1 | 198.51.100.1"
            })
    void theClientIsTheRightmostThatIsNoProxy(
            String what, String peer, String forwarded, String client) {
        assertEquals(client, PROXIES.client(peer, List.of(forwarded)), what);
    }

    @Test
    void severalHeadersAreOneList() {
        List<String> headers = List.of("8.8.8.8", "198.51.100.1", "192.0.2.7");
        assertEquals("198.51.100.1", PROXIES.client("10.1.2.3", headers));
        assertEquals("10.1.2.3", PROXIES.client("10.1.2.3", List.of()));
    }

    @Test
    void aRangeEndsWhereItsBitsEnd() {
        TrustedProxies range = TrustedProxies.of(List.of("192.0.2.64/26"));
        assertTrue(range.trusts("192.0.2.64"));
        assertTrue(range.trusts("192.0.2.127"));
        assertTrue(!range.trusts("192.0.2.63"));
        assertTrue(!range.trusts("192.0.2.128"));
        assertTrue(TrustedProxies.of(List.of("0.0.0.0/0")).trusts("8.8.8.8"));
        assertTrue(!TrustedProxies.of(List.of("0.0.0.0/0")).trusts("2001:db8::1"));
        assertTrue(!TrustedProxies.NONE.trusts("127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy.example",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0/8",
                "::/129",
                "10.0.0.0/8/8",
                "fe80::1%eth0"
            })
    void whatIsNoRangeIsNamed(String range) {
        IllegalArgumentException rejected =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> TrustedProxies.of(List.of("10.0.0.0/8", range)));
        assertTrue(rejected.getMessage().contains("'" + range + "'"), rejected.getMessage());
    }
}

package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

final class OriginTest {

    @Test
    void anAddressOfIpv4StandsForItself() {
        assertEquals("192.0.2.7", Origin.of("192.0.2.7"));
        assertEquals("192.0.2.7", Origin.of("::ffff:192.0.2.7"));
    }

    @Test
    void aTextThatIsNoAddressStandsForItself() {
        assertEquals("unknown", Origin.of("unknown"));
        assertEquals("not:one", Origin.of("[not:one]"));
    }

    @Test
    void anAddressOfIpv6StandsForItsNetwork() {
        String network = Origin.of("2001:db8:1:2::1");
        assertEquals(network, Origin.of("[2001:db8:1:2:ffff::7]"));
        assertEquals(network, Origin.of("2001:db8:1:2::1%eth0"));
        assertNotEquals(network, Origin.of("2001:db8:1:3::1"));
    }
}

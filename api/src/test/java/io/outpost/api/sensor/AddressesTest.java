package io.outpost.api.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

final class AddressesTest {

    @Test
    void anAddressOfIpv4StandsForItself() {
        assertEquals("192.0.2.7", Addresses.network("192.0.2.7"));
        assertEquals("192.0.2.7", Addresses.network("::ffff:192.0.2.7"));
    }

    @Test
    void anAddressOfIpv6StandsForItsNetwork() {
        String network = Addresses.network("2001:db8:1:2::1");
        assertEquals(network, Addresses.network("[2001:db8:1:2:ffff::7]"));
        assertEquals(network, Addresses.network("2001:db8:1:2::1%eth0"));
        assertNotEquals(network, Addresses.network("2001:db8:1:3::1"));
    }
}

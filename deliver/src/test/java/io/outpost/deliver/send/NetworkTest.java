package io.outpost.deliver.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::"
            })
    void isNobodysInTheInternet(String address) throws UnknownHostException {
        assertFalse(Network.isPublic(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "198.17.0.1",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450::1"
            })
    void isPublic(String address) throws UnknownHostException {
        assertTrue(Network.isPublic(InetAddress.getByName(address)));
    }

    @Test
    void hasWhatBeginsWithItsBits() throws UnknownHostException {
        Network some = Network.of("10.128.0.0/9");
        assertTrue(some.has(InetAddress.getByName("10.200.1.1")));
        assertFalse(some.has(InetAddress.getByName("10.127.1.1")));
        assertFalse(some.has(InetAddress.getByName("::a80:1")));
        assertTrue(Network.of("0.0.0.0/0").has(InetAddress.getByName("1.2.3.4")));
        assertTrue(Network.of("fd00::/8").has(InetAddress.getByName("fd01::1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/33",
                "localhost/8",
                "10.0.0.0/x",
                "fd00::/129",
                "/8"
            })
    void isNone(String text) {
        assertThrows(IllegalArgumentException.class, () -> Network.of(text));
    }

    /** A name is asked for once, and the connection goes to what was looked at. */
    @Test
    void aNameLeadsToItsPublicAddressesAlone() throws UnknownHostException {
        AtomicInteger asked = new AtomicInteger();
        InetAddress open = InetAddress.getByName("1.1.1.1");
        InetAddress inside = InetAddress.getByName("10.0.0.1");
        PublicAddresses.Lookup both =
                name -> {
                    asked.incrementAndGet();
                    return new InetAddress[] {inside, open};
                };
        assertArrayEquals(
                new InetAddress[] {open}, new PublicAddresses(List.of(), both).resolve("a.test"));
        assertEquals(1, asked.get());
        assertArrayEquals(
                new InetAddress[] {inside, open},
                new PublicAddresses(List.of(Network.of("10.0.0.0/8")), both).resolve("a.test"));
        PublicAddresses.Lookup closed = name -> new InetAddress[] {inside};
        assertThrows(
                UnknownHostException.class,
                () -> new PublicAddresses(List.of(), closed).resolve("a.test"));
    }
}

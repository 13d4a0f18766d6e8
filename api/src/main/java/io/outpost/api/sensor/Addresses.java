package io.outpost.api.sensor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Who counts as one address: of IPv6 a network of 64 bits, which one customer has whole. */
final class Addresses {

    private static final int NETWORK_BYTES = 8;

    private Addresses() {}

    /**
     * The address itself, or its network.
     *
     * @param address as a socket says it: digits, in brackets or not; never a name
     */
    static String network(String address) {
        String digits = address.replaceAll("[\\[\\]]|%.*", "");
        if (!digits.contains(":")) {
            return digits;
        }
        try {
            // A text with a colon is never looked up as a name.
            InetAddress parsed = InetAddress.getByName(digits);
            byte[] bytes = parsed.getAddress();
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return digits;
        }
    }
}

package io.outpost.api.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who counts as one client: an address, of IPv6 a network of 64 bits, which one customer has whole.
 */
public final class Origin {

    private static final int NETWORK_BYTES = 8;

    private Origin() {}

    static String of(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }

    /**
     * The same of a text.
     *
     * @param address as {@link Request#remoteAddress} says it: digits, in brackets or not; a text
     *     that is none stands for itself
     */
    public static String of(String address) {
        String digits = address.replaceAll("[\\[\\]]|%.*", "");
        if (!digits.contains(":")) {
            return digits;
        }
        try {
            // A text with a colon is never looked up as a name.
            return of(InetAddress.getByName(digits));
        } catch (UnknownHostException e) {
            return digits;
        }
    }
}

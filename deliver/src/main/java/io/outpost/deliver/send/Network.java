package io.outpost.deliver.send;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that begin with the same bits, such as {@code 10.0.0.0/8} or {@code fc00::/7}.
 *
 * @param bits that count, 0 to 32 or 128
 */
public record Network(InetAddress first, int bits) {
    private static final int BITS_OF_BYTE = 8;

    /** What is nobody's in the Internet, besides what the JDK has names for. */
    private static final List<Network> NOT_PUBLIC =
            Stream.of(
                            "0.0.0.0/8",
                            "100.64.0.0/10",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "240.0.0.0/4",
                            // Of IPv6: all but 2000::/3, and what of that leads elsewhere.
                            "::/3",
                            "4000::/2",
                            "8000::/1",
                            "2001::/23",
                            "2001:db8::/32",
                            "2002::/16",
                            "3fff::/20")
                    .map(Network::of)
                    .toList();

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none; a name of a host is none
     */
    public static Network of(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2
                || !parts[0].matches("[0-9a-fA-F.:]+")
                || !parts[1].matches("[0-9]{1,3}")) {
            throw wrong(text);
        }
        try {
            InetAddress first = InetAddress.getByName(parts[0]);
            int bits = Integer.parseInt(parts[1]);
            if (bits > first.getAddress().length * BITS_OF_BYTE) {
                throw wrong(text);
            }
            return new Network(first, bits);
        } catch (UnknownHostException e) {
            throw wrong(text);
        }
    }

    /** True: anybody in the Internet may have it. */
    static boolean isPublic(InetAddress address) {
        boolean isSpecial =
                address.isAnyLocalAddress()
                        || address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isSiteLocalAddress()
                        || address.isMulticastAddress();
        return !isSpecial && NOT_PUBLIC.stream().noneMatch(one -> one.has(address));
    }

    boolean has(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = bits / BITS_OF_BYTE;
        if (!Arrays.equals(mine, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = BITS_OF_BYTE - bits % BITS_OF_BYTE;
        return rest == BITS_OF_BYTE
                || (mine[whole] & 0xff) >> rest == (other[whole] & 0xff) >> rest;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "must be networks such as 10.0.0.0/8, by commas, but has " + text);
    }
}

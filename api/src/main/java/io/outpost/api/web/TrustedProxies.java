package io.outpost.api.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxies that may say for whom they ask, by X-Forwarded-For. Each appends the address that it
 * was asked from; so the client is the right-most one that is no proxy of these. What stands left
 * of it is what the client itself has written.
 */
public final class TrustedProxies {

    /** Nobody: the client is who the connection comes from. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String IPV4 =
            "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";

    /** With a port, as some proxies write it. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(%s)(?::\\d{1,5})?|\\[([0-9A-Fa-f:.]+)](?::\\d{1,5})?|([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)"
                            .formatted(IPV4));

    private final List<Range> ranges;

    private TrustedProxies(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /**
     * Ranges of addresses such as 10.0.0.0/8, or single addresses.
     *
     * @throws IllegalArgumentException that names the one that is neither
     */
    public static TrustedProxies of(List<String> ranges) {
        return new TrustedProxies(ranges.stream().map(Range::parse).toList());
    }

    boolean trusts(String address) {
        return parse(address).filter(this::trusts).isPresent();
    }

    private boolean trusts(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /**
     * Who asks.
     *
     * @param peer where the connection comes from
     * @param forwardedFor the values of the header, in their order
     */
    String client(String peer, List<String> forwardedFor) {
        if (ranges.isEmpty() || forwardedFor.isEmpty()) {
            return peer;
        }
        String client = peer;
        String[] hops = String.join(",", forwardedFor).split(",", -1);
        for (int i = hops.length - 1; i >= 0 && trusts(client); i--) {
            Optional<InetAddress> before = parse(hops[i].strip());
            if (before.isEmpty()) {
                return client;
            }
            client = before.get().getHostAddress();
        }
        return client;
    }

    /** Only what is an address: a name would be looked up. */
    private static Optional<InetAddress> parse(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                try {
                    return Optional.of(InetAddress.getByName(matcher.group(group)));
                } catch (UnknownHostException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** All addresses whose first bits are those of the network. */
    private record Range(InetAddress network, int bits) {

        static Range parse(String text) {
            String[] parts = text.split("/", 2);
            InetAddress network = TrustedProxies.parse(parts[0]).orElseThrow(() -> neither(text));
            int most = network.getAddress().length * Byte.SIZE;
            if (parts.length == 1) {
                return new Range(network, most);
            }
            if (!parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > most) {
                throw neither(text);
            }
            return new Range(network, Integer.parseInt(parts[1]));
        }

        private static IllegalArgumentException neither(String text) {
            return new IllegalArgumentException(
                    "must be addresses or ranges such as 10.0.0.0/8, but has '" + text + "'");
        }

        boolean contains(InetAddress address) {
            byte[] one = network.getAddress();
            byte[] other = address.getAddress();
            if (one.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}

package io.outpost.cli.poll;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** What is asked, and whom headers of a station are for. */
final class HttpAddress {
    private HttpAddress() {}

    /** True for http and https with a host and without a login. */
    static boolean isOne(URI address) {
        String scheme = scheme(address);
        return (scheme.equals("http") || scheme.equals("https"))
                && address.getHost() != null
                && address.getUserInfo() == null;
    }

    /** True where both are of one server, so that it may see what the other sees. */
    static boolean sameOrigin(URI one, URI other) {
        return scheme(one).equals(scheme(other))
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    /** True where a redirect gives up encryption. */
    static boolean givesUpEncryption(URI from, URI to) {
        return scheme(from).equals("https") && !scheme(to).equals("https");
    }

    private static String scheme(URI address) {
        return Objects.requireNonNullElse(address.getScheme(), "").toLowerCase(Locale.ROOT);
    }
}

package io.outpost.part.flink;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether a request to Flink's REST interface may come from where it says. A page of
 * another site in a browser may not: it could stop jobs and write savepoints into folders of its
 * choice, by the browser's own request or by a name that it lets point to this machine.
 */
final class OwnPagesOnly {
    private static final Pattern ADDRESS =
            Pattern.compile("localhost|[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

    private final Set<String> names;

    /**
     * @param names of hosts that are served, beside localhost and addresses
     */
    OwnPagesOnly(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /**
     * Says why a request is refused; null: it is served.
     *
     * @param host the header Host; null when absent, as are the others
     * @param origin the header Origin
     * @param site the header Sec-Fetch-Site
     */
    String refusal(String host, String origin, String site) {
        if (host == null || !isServed(host)) {
            return "Host is none that is served here; outpost.rest.hosts names more.";
        }
        boolean isForeign = origin != null && !isOf(host, origin);
        if (isForeign || "cross-site".equals(site) || "same-site".equals(site)) {
            return "Pages of other sites are not served.";
        }
        return null;
    }

    private boolean isServed(String host) {
        String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
        return ADDRESS.matcher(name).matches() || names.contains(name);
    }

    private static boolean isOf(String host, String origin) {
        return origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host);
    }
}

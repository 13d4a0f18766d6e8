package io.outpost.api.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How a channel is notified, and which addresses it may have. */
enum ChannelKind {
    WEBHOOK,
    SLACK,
    EMAIL;

    private static final int LONGEST_BYTES = 2048;
    private static final int LONGEST_MAIL_BYTES = 254;

    /** As people write it. */
    String shown() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether an address may be one of this kind. Whether it is public is seen when it is asked, as
     * a name may lead elsewhere by then.
     */
    boolean takes(String address) {
        int bytes = address.getBytes(StandardCharsets.UTF_8).length;
        return this == EMAIL
                ? bytes <= LONGEST_MAIL_BYTES
                        && address.matches("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
                : bytes <= LONGEST_BYTES && isHttp(address);
    }

    private static boolean isHttp(String address) {
        try {
            URI url = URI.create(address);
            boolean isKnown = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            return isKnown
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Without what is a secret. */
    String shown(String address) {
        if (this != SLACK) {
            return address;
        }
        URI url = URI.create(address);
        return url.getScheme() + "://" + url.getAuthority() + "/...";
    }
}

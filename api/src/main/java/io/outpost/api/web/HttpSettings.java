package io.outpost.api.web;

import io.outpost.api.tls.KeyFiles;
import java.util.Optional;

/**
 * Where a server listens, by which names it may be asked, and the key of its cursors.
 *
 * @param port 0 takes a free one
 * @param tls the files of its certificate; empty: it speaks plain HTTP
 * @param proxies that may say for whom they ask
 * @param connectionsPerAddress at most, at a time
 */
public record HttpSettings(
        String host,
        int port,
        AllowedHosts allowedHosts,
        CursorKey cursorKey,
        Optional<KeyFiles> tls,
        TrustedProxies proxies,
        int connectionsPerAddress) {

    /** In plain HTTP, without proxies, and without a bound for each address. */
    public HttpSettings(String host, int port, AllowedHosts allowedHosts, CursorKey cursorKey) {
        this(
                host,
                port,
                allowedHosts,
                cursorKey,
                Optional.empty(),
                TrustedProxies.NONE,
                Integer.MAX_VALUE);
    }
}

package io.outpost.api.web;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/**
 * Closes connections of an address that has as many as it may; of IPv6, those of one network of 64
 * bits are one. Trusted proxies may have any number: theirs are of many clients.
 */
final class AddressLimit implements Connection.Listener {

    private final int most;
    private final TrustedProxies proxies;
    private final Map<Connection, String> origins = new ConcurrentHashMap<>();
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    AddressLimit(int most, TrustedProxies proxies) {
        this.most = most;
        this.proxies = proxies;
    }

    /** Of TLS, the connection outside counts, and the one inside does not. */
    @Override
    public void onOpened(Connection connection) {
        if (connection.getEndPoint() instanceof SslConnection.SslEndPoint
                || !(connection.getEndPoint().getRemoteSocketAddress()
                        instanceof InetSocketAddress remote)
                || proxies.trusts(remote.getAddress().getHostAddress())) {
            return;
        }
        String origin = Origin.of(remote.getAddress());
        origins.put(connection, origin);
        if (open.merge(origin, 1, Integer::sum) > most) {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        String origin = origins.remove(connection);
        if (origin != null) {
            open.computeIfPresent(origin, (key, count) -> count > 1 ? count - 1 : null);
        }
    }
}

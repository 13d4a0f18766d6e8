package io.outpost.api.web;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Makes the connector of a server: so many connections at most, of all and of each address, none
 * for longer than of use.
 */
final class BoundedConnector {

    /** Of all addresses together. */
    static final int MAX_CONNECTIONS = 1_280;

    private static final Duration IDLE = Duration.ofSeconds(10);

    /** While there are as many connections as there may be. */
    private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(1);

    private BoundedConnector() {}

    /**
     * @param tls empty: it speaks plain HTTP
     */
    static ServerConnector of(
            Server server, HttpConfiguration http, HttpSettings settings, Optional<Tls> tls) {
        HttpConnectionFactory spoken = new HttpConnectionFactory(http);
        ServerConnector connector =
                tls.map(one -> new ServerConnector(server, one.factory(), spoken))
                        .orElseGet(() -> new ServerConnector(server, spoken));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE.toMillis());
        // A fleet that comes back at once waits; with Java's 50 the others would be reset.
        connector.setAcceptQueueSize(MAX_CONNECTIONS);
        connector.addEventListener(new HeaderDeadline(connector.getScheduler()));
        connector.addEventListener(
                new AddressLimit(settings.connectionsPerAddress(), settings.proxies()));
        NetworkConnectionLimit limit = new NetworkConnectionLimit(MAX_CONNECTIONS, connector);
        limit.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis());
        server.addBean(limit);
        return connector;
    }
}

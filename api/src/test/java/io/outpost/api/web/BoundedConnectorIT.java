package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outpost.api.tls.Certificates;
import io.outpost.api.tls.PemFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BoundedConnectorIT {

    /** More than it may hold, by fewer than the operating system keeps waiting. */
    private static final int CONNECTIONS = BoundedConnector.MAX_CONNECTIONS + 38;

    private static final int PATIENCE_MILLIS = 60_000;

    /** Over TLS, those that have agreed on nothing yet count as well. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdsNoMoreConnectionsThanItMay(boolean secure, @TempDir Path folder) throws Exception {
        Certificates made = Certificates.valid();
        Optional<Tls> tls =
                secure
                        ? Optional.of(
                                new Tls(
                                        new PemFiles(
                                                made.writeCertificate(folder.resolve("crt")),
                                                made.writeKey(folder.resolve("key"))),
                                        new SimpleMeterRegistry()))
                        : Optional.empty();
        HttpSettings settings =
                new HttpSettings("127.0.0.1", 0, AllowedHosts.of(List.of()), CursorKey.random());
        Server server = new Server();
        ServerConnector connector =
                BoundedConnector.of(server, new HttpConfiguration(), settings, tls);
        server.addConnector(connector);
        List<Socket> silent = new ArrayList<>();
        server.start();
        try {
            int most = 0;
            for (int i = 0; i < CONNECTIONS; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
                most = Math.max(most, connector.getConnectedEndPoints().size());
            }
            for (Socket socket : silent) {
                long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
                while (!hasEnded(socket)) {
                    most = Math.max(most, connector.getConnectedEndPoints().size());
                    assertTrue(System.nanoTime() < deadline, "a silent connection is kept");
                }
            }
            assertTrue(most <= BoundedConnector.MAX_CONNECTIONS, "held: " + most);
            assertTrue(most > BoundedConnector.MAX_CONNECTIONS / 2, "held: " + most);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
            server.stop();
        }
    }

    private static boolean hasEnded(Socket socket) throws IOException {
        socket.setSoTimeout(10);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}

package io.outpost.mqtt;

import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.broker.security.IAuthenticator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** A real MQTT broker in this process, which keeps its sessions in memory. */
final class MqttBroker implements AutoCloseable {
    static final String USER = "outpost";
    static final String PASSWORD = "right";

    private final Server server = new Server();
    private final int port;

    private MqttBroker(int port) {
        this.port = port;
    }

    /** Takes everybody. */
    static MqttBroker start(Path folder) throws IOException {
        return start(folder, freePort());
    }

    /** The same on a port. */
    static MqttBroker start(Path folder, int port) throws IOException {
        return new MqttBroker(port).started(folder, true);
    }

    /** Takes the one user. */
    static MqttBroker startWithLogin(Path folder) throws IOException {
        return new MqttBroker(freePort()).started(folder, false);
    }

    private MqttBroker started(Path folder, boolean anybody) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("host", "127.0.0.1");
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("allow_anonymous", Boolean.toString(anybody));
        properties.setProperty("persistence_enabled", "false");
        properties.setProperty("telemetry_enabled", "false");
        properties.setProperty("data_path", folder.toString());
        IAuthenticator login =
                (client, user, password) ->
                        USER.equals(user)
                                && PASSWORD.equals(new String(password, StandardCharsets.UTF_8));
        server.startServer(
                new MemoryConfig(properties), List.of(), null, anybody ? null : login, null);
        return this;
    }

    int port() {
        return port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.stopServer();
    }
}

package io.outpost.mqtt;

import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.broker.security.IAuthenticator;
import io.moquette.broker.security.IAuthorizatorPolicy;
import io.moquette.broker.subscriptions.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;

/** A real MQTT broker in this process, which keeps its sessions in memory. */
public final class MqttBroker implements AutoCloseable {
    static final String USER = "outpost";
    static final String PASSWORD = "right";

    private final Server server = new Server();
    private final int port;

    /** Null: all may be read. */
    private IAuthorizatorPolicy rights;

    private MqttBroker(int port) {
        this.port = port;
    }

    /** Takes everybody. */
    public static MqttBroker start(Path folder) throws IOException {
        return start(folder, freePort());
    }

    /** The same on a port. */
    static MqttBroker start(Path folder, int port) throws IOException {
        return new MqttBroker(port).started(folder, true, Map.of());
    }

    /**
     * Takes everybody.
     *
     * @param mayRead asked of each subscription
     */
    static MqttBroker startWithRights(Path folder, BooleanSupplier mayRead) throws IOException {
        MqttBroker broker = new MqttBroker(freePort());
        broker.rights =
                new IAuthorizatorPolicy() {
                    @Override
                    public boolean canWrite(Topic topic, String user, String client) {
                        return true;
                    }

                    @Override
                    public boolean canRead(Topic topic, String user, String client) {
                        return mayRead.getAsBoolean();
                    }
                };
        return broker.started(folder, true, Map.of());
    }

    /** Takes everybody, by TLS on another port. */
    static MqttBroker startWithTls(Path folder, BrokerKey key, int tlsPort) throws IOException {
        return new MqttBroker(freePort())
                .started(
                        folder,
                        true,
                        Map.of(
                                "ssl_port",
                                Integer.toString(tlsPort),
                                "jks_path",
                                key.keyStore().toString(),
                                "key_store_type",
                                "pkcs12",
                                "key_store_password",
                                BrokerKey.PASSWORD,
                                "key_manager_password",
                                BrokerKey.PASSWORD));
    }

    /** Takes the one user. */
    static MqttBroker startWithLogin(Path folder) throws IOException {
        return new MqttBroker(freePort()).started(folder, false, Map.of());
    }

    private MqttBroker started(Path folder, boolean anybody, Map<String, String> more)
            throws IOException {
        Properties properties = new Properties();
        properties.putAll(more);
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
                new MemoryConfig(properties), List.of(), null, anybody ? null : login, rights);
        return this;
    }

    public int port() {
        return port;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.stopServer();
    }
}

package io.outpost.mqtt;

import java.net.URI;
import java.nio.file.Path;

/**
 * How to subscribe.
 *
 * @param broker {@code tcp://host:port} or {@code ssl://host:port}
 * @param clientId under which the broker keeps the session; the same after a restart, and of no
 *     other subscriber
 * @param username null: without a login
 * @param password null: without one
 * @param certificates authorities that the broker's certificate may be from, in PEM; null: those of
 *     the JVM
 * @param mostInFlight messages that are not acknowledged yet, 1 to 10,000
 */
public record MqttSettings(
        URI broker,
        String clientId,
        String username,
        String password,
        Path certificates,
        TopicTemplate topics,
        MessageFormat format,
        int mostInFlight) {
    private static final int MOST_IN_FLIGHT = 10_000;
    private static final int USUAL_PORT = 1883;
    private static final int USUAL_TLS_PORT = 8883;

    public MqttSettings {
        if (broker.getHost() == null
                || broker.getUserInfo() != null
                || !(isTls(broker) || "tcp".equals(broker.getScheme()))) {
            throw new IllegalArgumentException(
                    "--broker must be tcp://host:port or ssl://host:port, without a login");
        }
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("--client-id must not be empty");
        }
        if (mostInFlight < 1 || mostInFlight > MOST_IN_FLIGHT) {
            throw new IllegalArgumentException("--in-flight must be 1 to " + MOST_IN_FLIGHT);
        }
        if (password != null && username == null) {
            throw new IllegalArgumentException(
                    "OUTPOST_MQTT_PASSWORD is given without OUTPOST_MQTT_USERNAME");
        }
    }

    boolean isTls() {
        return isTls(broker);
    }

    int port() {
        int usual = isTls() ? USUAL_TLS_PORT : USUAL_PORT;
        return broker.getPort() < 0 ? usual : broker.getPort();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return clientId + " at " + broker + ", " + topics.filter();
    }

    private static boolean isTls(URI broker) {
        return "ssl".equals(broker.getScheme());
    }
}

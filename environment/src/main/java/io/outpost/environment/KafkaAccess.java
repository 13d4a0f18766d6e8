package io.outpost.environment;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a client reaches Kafka: where the brokers are, and what they want of it, such as TLS and a
 * login.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param clientProperties of Kafka's clients; empty for brokers that take everybody. Secrets are
 *     references to files, which Kafka's client reads by itself
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> clientProperties)
        implements Serializable {

    public KafkaAccess {
        clientProperties = Map.copyOf(clientProperties);
    }

    /** Brokers that take everybody. */
    public static KafkaAccess open(String bootstrapServers) {
        return new KafkaAccess(bootstrapServers, Map.of());
    }

    /**
     * With the client properties of a file.
     *
     * @param file null: with none
     * @throws IllegalArgumentException when the file cannot be read, or has what it may not have;
     *     the message names file, line and key
     */
    public static KafkaAccess of(String bootstrapServers, Path file) {
        return new KafkaAccess(
                bootstrapServers, file == null ? Map.of() : ClientProperties.read(file));
    }

    /** All settings of a client; those of its own go before. */
    public Map<String, Object> settings(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(clientProperties);
        all.putAll(own);
        all.put("bootstrap.servers", bootstrapServers);
        return all;
    }

    /** Without values, one of which may be a secret. */
    @Override
    public String toString() {
        return bootstrapServers + " " + new TreeSet<>(clientProperties.keySet());
    }
}

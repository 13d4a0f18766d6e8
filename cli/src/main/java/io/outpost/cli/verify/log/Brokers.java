package io.outpost.cli.verify.log;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Brokers, and what they want of a client.
 *
 * @param servers host:port, comma-separated; null: not known
 * @param properties of Kafka's clients
 */
public record Brokers(String servers, Map<String, String> properties) {
    private static final Map<String, String> REFERENCES_TO_FILES =
            Map.of(
                    "config.providers",
                    "file",
                    "config.providers.file.class",
                    "org.apache.kafka.common.config.provider.FileConfigProvider");

    /** Brokers that take everybody. */
    public static Brokers open(String servers) {
        return new Brokers(servers, Map.of());
    }

    /** With the client properties of a file; null: with none. */
    public static Brokers of(String servers, Path file) throws IOException {
        if (file == null) {
            return open(servers);
        }
        Properties written = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            written.load(in);
        }
        Map<String, String> properties = new HashMap<>(REFERENCES_TO_FILES);
        written.stringPropertyNames().forEach(key -> properties.put(key, written.getProperty(key)));
        return new Brokers(servers, properties);
    }

    /** All settings of a client; those of its own go before. */
    public Map<String, Object> settings(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(own);
        all.put("bootstrap.servers", servers);
        return all;
    }
}

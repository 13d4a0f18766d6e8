package io.outpost.flink.settings;

import io.outpost.environment.KafkaAccess;
import java.nio.file.Path;

/** Reads how the jobs reach Kafka. */
public final class KafkaAccessReader {
    private static final String FILE = "kafka.client-properties";

    private KafkaAccessReader() {}

    public static KafkaAccess read(SettingsReader reader) {
        String servers = reader.text("kafka.bootstrap-servers", "127.0.0.1:9092");
        String file = reader.text(FILE, "none");
        KafkaAccess open = KafkaAccess.open(servers);
        return file.equals("none")
                ? open
                : reader.attempt(FILE, () -> KafkaAccess.of(servers, Path.of(file)), open);
    }
}

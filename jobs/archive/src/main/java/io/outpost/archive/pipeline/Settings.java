package io.outpost.archive.pipeline;

import io.outpost.core.place.PlaceBounds;
import io.outpost.environment.KafkaAccess;
import io.outpost.flink.settings.GivenSettings;
import io.outpost.flink.settings.KafkaAccessReader;
import io.outpost.flink.settings.LogTopic;
import io.outpost.flink.settings.PlaceBoundsReader;
import io.outpost.flink.settings.Retention;
import io.outpost.flink.settings.SettingsReader;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/** All settings of the job; flink-conf/outpost.yaml says what each is for. */
public record Settings(
        KafkaAccess kafka,
        String logTopic,
        String registryUrl,
        String postgresUrl,
        String postgresUser,
        String postgresPassword,
        int postgresRetries,
        String groupId,
        int parallelism,
        int batchRows,
        Duration batchInterval,
        Retention retention,
        PlaceBounds places)
        implements Serializable {

    /** How the keys begin that the conditions job alone reads, and checks. */
    private static final String[] KEYS_OF_THE_CONDITIONS = {
        "kafka.group-id",
        "kafka.transactional-id-prefix",
        "kafka.transaction-timeout",
        "postgres.batch-",
        "submission",
        "emissions.",
        "writes",
        "messages.",
        "ticks",
        "heat.",
        "cold.",
        "rain.",
        "conditions.",
        "panes.",
        "traces."
    };

    /** Reads the settings as if all of them stood in the file. */
    public static Settings of(Map<String, Object> values) {
        return of(GivenSettings.of(values));
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException with one line for each key that is wrong
     */
    public static Settings of(GivenSettings given) {
        SettingsReader reader = new SettingsReader(given);
        Settings settings = read(reader);
        reader.leave("lakehouse.");
        reader.requireNoErrors();
        return settings;
    }

    /** Reads them for a job that has more of its own; whoever gives the reader ends the reading. */
    public static Settings read(SettingsReader reader) {
        Settings settings =
                new Settings(
                        KafkaAccessReader.read(reader),
                        LogTopic.read(reader),
                        reader.text("registry.url", "http://127.0.0.1:8081/apis/ccompat/v7"),
                        reader.text("postgres.url", "jdbc:postgresql://127.0.0.1:5432/outpost"),
                        reader.text("postgres.user", "outpost"),
                        reader.secret("postgres.password", "outpost"),
                        (int) reader.integer("postgres.retries", 10, 0, 100),
                        reader.text("archive.group-id", "outpost-archive"),
                        (int) reader.integer("archive.parallelism", 1, 1, 128),
                        (int) reader.integer("archive.batch-rows", 10_000, 1, 100_000),
                        reader.duration(
                                "archive.batch-interval",
                                Duration.ofSeconds(1),
                                Duration.ofMillis(10),
                                Duration.ofMinutes(1)),
                        Retention.of(reader, "archive.retention"),
                        PlaceBoundsReader.read(reader));
        reader.leave(KEYS_OF_THE_CONDITIONS);
        return settings;
    }
}

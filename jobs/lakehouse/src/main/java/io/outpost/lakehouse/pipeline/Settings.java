package io.outpost.lakehouse.pipeline;

import io.outpost.flink.settings.GivenSettings;
import io.outpost.flink.settings.SettingsReader;
import io.outpost.lakehouse.table.MaintenanceRules;
import io.outpost.lakehouse.table.Warehouse;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * All settings of the job; flink-conf/outpost.yaml says what each is for.
 *
 * @param archive how the log is read and admitted, and where Postgres is, as for the archive job
 * @param commitInterval from one checkpoint to the next, each of which is a snapshot of the table
 * @param backToCheckpoint whose snapshot becomes the current one before the job starts
 */
public record Settings(
        io.outpost.archive.pipeline.Settings archive,
        String groupId,
        int parallelism,
        Warehouse warehouse,
        Duration commitInterval,
        MaintenanceRules maintenance,
        Optional<Long> backToCheckpoint) {
    private static final String NONE = "none";
    private static final long MEBIBYTE = 1024 * 1024;

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
        Settings settings =
                new Settings(
                        io.outpost.archive.pipeline.Settings.read(reader),
                        reader.text("lakehouse.group-id", "outpost-lakehouse"),
                        (int) reader.integer("lakehouse.parallelism", 1, 1, 128),
                        warehouse(reader),
                        reader.duration(
                                "lakehouse.commit-interval",
                                Duration.ofMinutes(1),
                                Duration.ofMillis(100),
                                Duration.ofHours(1)),
                        maintenance(reader),
                        backToCheckpoint(reader));
        reader.requireNoErrors();
        return settings;
    }

    /**
     * These settings, of a job that is to write.
     *
     * @throws IllegalArgumentException when it is not said where to
     */
    public Settings requireWarehouse() {
        if (warehouse.location().equals(NONE)) {
            throw new IllegalArgumentException(
                    "Settings are wrong:\n  lakehouse.warehouse: say where the table is to be, such as file:///var/lib/outpost/lakehouse");
        }
        return this;
    }

    private static Warehouse warehouse(SettingsReader reader) {
        String key = "lakehouse.catalog-properties";
        String file = reader.text(key, NONE);
        return new Warehouse(
                reader.text("lakehouse.warehouse", NONE),
                reader.attempt(key, () -> properties(file), Map.of()),
                reader.text("lakehouse.table", "outpost.raw_observations"));
    }

    private static Map<String, String> properties(String file) {
        if (file.equals(NONE)) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(Path.of(file))) {
            properties.load(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e, e);
        }
        Map<String, String> map = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    private static MaintenanceRules maintenance(SettingsReader reader) {
        Duration shortest = Duration.ofSeconds(1);
        return new MaintenanceRules(
                reader.duration(
                        "lakehouse.compaction-interval",
                        Duration.ofHours(1),
                        shortest,
                        Duration.ofDays(7)),
                reader.duration(
                        "lakehouse.snapshot-retention",
                        Duration.ofDays(1),
                        shortest,
                        Duration.ofDays(365)),
                reader.integer("lakehouse.target-file-mebibytes", 128, 1, 2048) * MEBIBYTE);
    }

    private static Optional<Long> backToCheckpoint(SettingsReader reader) {
        String key = "lakehouse.back-to-checkpoint";
        return reader.text(key, NONE).equals(NONE)
                ? Optional.empty()
                : Optional.of(reader.integer(key, 1, 1, Long.MAX_VALUE));
    }
}

package io.outpost.lakehouse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.flink.settings.Arguments;
import io.outpost.flink.settings.GivenSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final String SHIPPED = "../../flink-conf/outpost.yaml";

    @TempDir private Path folder;

    @Test
    void theShippedFileShowsTheDefaults() {
        GivenSettings shipped = Arguments.settings(new String[] {"--settings", SHIPPED}, Map.of());
        assertTrue(shipped.file().containsKey("lakehouse.warehouse"));
        assertEquals(Settings.of(Map.of()), Settings.of(shipped));
    }

    @Test
    void withoutAWarehouseTheJobDoesNotStart() {
        IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Settings.of(Map.of()).requireWarehouse());
        assertTrue(error.getMessage().contains("lakehouse.warehouse"));
    }

    @Test
    void propertiesOfTheCatalogComeFromAFile() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("catalog.properties"), "uri=jdbc:postgresql://db/lake\n");
        Settings settings = Settings.of(Map.of("lakehouse.catalog-properties", file.toString()));
        assertEquals(
                Map.of("uri", "jdbc:postgresql://db/lake"),
                settings.warehouse().catalogProperties());
    }

    @Test
    void aCheckpointToGoBackToIsANumber() {
        assertEquals(
                Optional.of(57L),
                Settings.of(Map.of("lakehouse.back-to-checkpoint", 57)).backToCheckpoint());
        assertEquals(Optional.empty(), Settings.of(Map.of()).backToCheckpoint());
    }

    @Test
    void namesEveryKeyThatIsWrong() {
        IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                Settings.of(
                                        Map.of(
                                                "lakehouse.parallelism", 0,
                                                "lakehouse.commit-interval", "PT2H",
                                                "lakehouse.catalog-properties", "/no/such/file",
                                                "lakehouse.back-to-checkpoint", "newest",
                                                "lakehouse.warehose", "file:///tmp",
                                                "archive.batch-rows", "many")));
        for (String key :
                new String[] {
                    "lakehouse.parallelism",
                    "lakehouse.commit-interval",
                    "lakehouse.catalog-properties",
                    "lakehouse.back-to-checkpoint",
                    "lakehouse.warehose: there is no such setting",
                    "archive.batch-rows"
                }) {
            assertTrue(error.getMessage().contains(key), error.getMessage());
        }
    }
}

package io.outpost.archive.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.flink.settings.Arguments;
import io.outpost.flink.settings.GivenSettings;
import io.outpost.flink.settings.Retention;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final String SHIPPED = "../../flink-conf/outpost.yaml";

    @Test
    void theShippedFileShowsTheDefaults() {
        GivenSettings shipped = Arguments.settings(new String[] {"--settings", SHIPPED}, Map.of());
        assertTrue(shipped.file().containsKey("archive.retention"));
        assertEquals(Settings.of(Map.of()), Settings.of(shipped));
    }

    @Test
    void anArgumentGoesBeforeTheFile() {
        Settings settings =
                Settings.of(
                        Arguments.settings(
                                new String[] {
                                    "--settings", SHIPPED, "--set", "archive.retention=P90D"
                                },
                                Map.of()));
        assertEquals("PT2160H", settings.retention().toString());
    }

    @Test
    void namesEveryKeyThatIsWrong() {
        IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                Settings.of(
                                        Map.of(
                                                "archive.parallelism", 0,
                                                "archive.batch-rows", "many",
                                                "archive.retention", "PT1H",
                                                "archive.batchrows", 5,
                                                "kafka.bootstrap-server", "localhost:9092")));
        for (String key :
                new String[] {
                    "archive.parallelism",
                    "archive.batch-rows",
                    "archive.retention",
                    "archive.batchrows: there is no such setting",
                    "kafka.bootstrap-server: there is no such setting"
                }) {
            assertTrue(error.getMessage().contains(key), error.getMessage());
        }
    }

    @Test
    void keepsAsLongAsItIsSet() {
        Retention month = Settings.of(Map.of("archive.retention", "P30D")).retention();
        long now = Instant.parse("2024-07-31T18:00:00Z").toEpochMilli();
        assertEquals(
                Instant.parse("2024-07-01T18:00:00Z").toEpochMilli(), month.firstKeptMillis(now));
    }

    @Test
    void keepsEverythingUnlessSet() {
        assertTrue(Settings.of(Map.of()).retention().isForEver());
        assertEquals(Long.MIN_VALUE, Settings.of(Map.of()).retention().firstKeptMillis(0));
    }
}

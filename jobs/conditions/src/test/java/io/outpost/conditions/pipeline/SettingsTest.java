package io.outpost.conditions.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.flink.settings.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Path SHIPPED = Path.of("../../flink-conf/outpost.yaml");

    @TempDir Path folder;

    @Test
    void theShippedFileShowsTheDefaults() {
        Map<String, Object> shipped =
                Arguments.settings(new String[] {"--settings", SHIPPED.toString()}, Map.of());
        assertTrue(shipped.size() > 20);
        assertEquals(Settings.of(Map.of()), Settings.of(shipped));
    }

    @Test
    void anArgumentGoesBeforeTheFile() {
        Settings settings =
                Settings.of(
                        Arguments.settings(
                                new String[] {
                                    "--settings", SHIPPED.toString(), "--set", "ticks=silenced"
                                },
                                Map.of()));
        assertEquals(Settings.Ticks.SILENCED, settings.ticks());
    }

    @Test
    void findsTheFileInFlinksConfigurationFolder() throws IOException {
        Files.writeString(folder.resolve("outpost.yaml"), "emissions.topic: all\n");
        Map<String, Object> found =
                Arguments.settings(new String[0], Map.of("FLINK_CONF_DIR", folder.toString()));
        assertEquals("all", Settings.of(found).emissionsTopic());
    }

    @Test
    void namesEveryKeyThatIsWrong() {
        IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                Settings.of(
                                        Map.of(
                                                "ticks", "sometimes",
                                                "heat.pending", "an hour",
                                                "conditions.silence", "MAYBE",
                                                "postgres.batch-rows", "many",
                                                "conditions.least-coverage", 2,
                                                "kafka.bootstrap-server", "localhost:9092")));
        for (String key :
                new String[] {
                    "ticks",
                    "heat.pending",
                    "conditions.silence",
                    "postgres.batch-rows",
                    "conditions.least-coverage",
                    "kafka.bootstrap-server: there is no such setting"
                }) {
            assertTrue(error.getMessage().contains(key), error.getMessage());
        }
    }

    @Test
    void refusesLevelsThatAreNotInOrder() {
        IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                Settings.of(
                                        Map.of(
                                                "heat.levels-celsius",
                                                Map.of("A", 30.0, "B", 30.0))));
        assertTrue(error.getMessage().contains("heat.levels-celsius"), error.getMessage());
    }

    @Test
    void saysWhatIsWrongWithAnArgument() {
        assertTrue(error("--what", "x").contains("--what"));
        assertTrue(error("--set").contains("needs a value"));
        assertTrue(error("--set", "novalue").contains("KEY=VALUE"));
        assertTrue(error("--settings", "absent.yaml").contains("absent.yaml"));
    }

    private static String error(String... arguments) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> Arguments.settings(arguments, Map.of()))
                .getMessage();
    }

    @Test
    void aPasswordMayStandInAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "s3cr=et\n");
        Settings settings =
                Settings.of(
                        Map.of(
                                "postgres.password",
                                "outpost",
                                "postgres.password-file",
                                file.toString()));
        assertEquals("s3cr=et", settings.postgresPassword());
        assertEquals(
                "outpost",
                Settings.of(Map.of("postgres.password-file", "none")).postgresPassword());
    }

    @Test
    void aFileWithoutAPasswordIsTold() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        for (String file : new String[] {empty.toString(), folder + "/none", folder.toString()}) {
            IllegalArgumentException error =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> Settings.of(Map.of("postgres.password-file", file)));
            assertTrue(error.getMessage().contains("postgres.password-file: "), file);
            assertTrue(error.getMessage().contains(file), error.getMessage());
        }
    }
}

package io.outpost.conditions.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.environment.Environment;
import io.outpost.flink.settings.Arguments;
import io.outpost.flink.settings.GivenSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Path SHIPPED = Path.of("../../flink-conf/outpost.yaml");

    @TempDir Path folder;

    @Test
    void theShippedFileShowsTheDefaults() {
        GivenSettings shipped =
                Arguments.settings(new String[] {"--settings", SHIPPED.toString()}, Map.of());
        assertTrue(shipped.file().size() > 20);
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
    void theLogMayBeAnotherTopic() {
        assertEquals("relogged", Settings.of(Map.of("log.topic", "relogged")).logTopic());
    }

    @Test
    void whatIsWrongWithTheClientPropertiesIsReportedWithTheRest() throws IOException {
        Path file = Files.writeString(folder.resolve("kafka.properties"), "\nacks=0\n");
        IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                Settings.of(
                                        Map.of(
                                                "kafka.client-properties",
                                                file.toString(),
                                                "postgres.retries",
                                                "-1")));
        assertTrue(error.getMessage().contains("postgres.retries"), error.getMessage());
        assertTrue(
                error.getMessage().contains("kafka.client-properties: " + file + ":2: acks "),
                error.getMessage());
        Files.writeString(file, "security.protocol=SSL\n");
        Settings settings = Settings.of(Map.of("kafka.client-properties", file.toString()));
        assertEquals("SSL", settings.kafka().clientProperties().get("security.protocol"));
        assertEquals(Map.of(), Settings.of(Map.of()).kafka().clientProperties());
    }

    @Test
    void aShadowWithoutATopicOfEmissionsWouldWriteNothing() {
        IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Settings.of(Map.of("writes", "EMISSIONS")));
        assertTrue(error.getMessage().contains("emissions.topic"), error.getMessage());
        Settings settings = Settings.of(Map.of("writes", "EMISSIONS", "emissions.topic", "shadow"));
        assertEquals(Settings.Writes.EMISSIONS, settings.writes());
    }

    @Test
    void aSpanOfMessagesIsTwoTimesInOrder() {
        String span = "2026-06-01T00:00:00Z/2026-06-01T00:10:00Z";
        Settings settings = Settings.of(Map.of("messages.sent", span));
        assertEquals(
                600_000,
                settings.messagesSent().untilMillis() - settings.messagesSent().fromMillis());
        assertTrue(Settings.of(Map.of()).messagesSent().isEmpty());
        for (String wrong :
                new String[] {
                    "yesterday",
                    "2026-06-01T00:00:00Z",
                    "2026-06-01T00:10:00Z/2026-06-01T00:00:00Z",
                    "a/b"
                }) {
            IllegalArgumentException error =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> Settings.of(Map.of("messages.sent", wrong)));
            assertTrue(error.getMessage().contains("messages.sent"), error.getMessage());
        }
    }

    @Test
    void findsTheFileInFlinksConfigurationFolder() throws IOException {
        Files.writeString(folder.resolve("outpost.yaml"), "emissions.topic: all\n");
        GivenSettings found =
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
    void aFileWithoutAPasswordIsReported() throws IOException {
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

    @Test
    void aVariableGoesBeforeTheFileAndAnArgumentBeforeBoth() {
        Map<String, String> variables =
                Map.of(
                        "OUTPOST_TICKS", "silenced",
                        "OUTPOST_POSTGRES_BATCH_ROWS", "7",
                        "OUTPOST_HEAT_PENDING", "PT2H",
                        "OUTPOST_HEAT_LEVELS_CELSIUS", "{EXTREME_CAUTION: 30, DANGER: 40.5}",
                        "OUTPOST_ARCHIVE_RETENTION", "P30D",
                        "OUTPOST_API_PORT", "80");
        Settings settings = settings(variables, "--set", "ticks=sent");
        assertEquals(Settings.Ticks.SENT, settings.ticks());
        assertEquals(7, settings.postgresBatchRows());
        assertEquals(Duration.ofHours(2), settings.conditions().heatPending());
        assertEquals(
                Map.of("EXTREME_CAUTION", 30.0, "DANGER", 40.5),
                settings.conditions().heatLevels());
    }

    @Test
    void everySettingHasAVariableOfItsOwn() {
        Set<String> keys =
                Arguments.settings(new String[] {"--settings", SHIPPED.toString()}, Map.of())
                        .file()
                        .keySet();
        Set<String> variables = new HashSet<>();
        for (String key : keys) {
            if (!key.equals("postgres.password-file")) {
                assertTrue(variables.add(Environment.variable(key)), key);
                assertTrue(variables.add(Environment.variable(key) + "_FILE"), key);
            }
        }
    }

    @Test
    void whatIsWrongWithAVariableIsReportedByItsName() {
        IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                settings(
                                        Map.of(
                                                "OUTPOST_POSTGRES_BATCH_ROWS", "many",
                                                "OUTPOST_TICKS_FILE", "/nowhere/ticks",
                                                "OUTPOST_COLD_LEVELS_CELSIUS", "{A: [",
                                                "OUTPOST_REGISTRY_URL", "a",
                                                "OUTPOST_REGISTRY_URL_FILE", "b")));
        for (String part :
                new String[] {
                    "OUTPOST_POSTGRES_BATCH_ROWS: must be a whole number from 1 to 100000",
                    "OUTPOST_TICKS_FILE: cannot read /nowhere/ticks",
                    "OUTPOST_COLD_LEVELS_CELSIUS: must be a map",
                    "OUTPOST_REGISTRY_URL and OUTPOST_REGISTRY_URL_FILE are both given"
                }) {
            assertTrue(error.getMessage().contains(part), error.getMessage());
        }
    }

    @Test
    void aPasswordMayStandInTheFileOfAVariable() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), " s3cr=et \n");
        Map<String, String> variables = Map.of("OUTPOST_POSTGRES_PASSWORD_FILE", file.toString());
        assertEquals(" s3cr=et ", settings(variables).postgresPassword());
        Path named = Files.writeString(folder.resolve("named"), "named");
        assertEquals(
                "named",
                settings(variables, "--set", "postgres.password-file=" + named).postgresPassword());
        assertEquals(
                "given",
                settings(variables, "--set", "postgres.password=given").postgresPassword());
        assertEquals(
                "variable",
                settings(Map.of("OUTPOST_POSTGRES_PASSWORD", "variable")).postgresPassword());
    }

    private static Settings settings(Map<String, String> variables, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--settings", SHIPPED.toString()));
        arguments.addAll(List.of(more));
        return Settings.of(Arguments.settings(arguments.toArray(new String[0]), variables));
    }
}

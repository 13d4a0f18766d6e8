package io.outpost.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Progress;
import io.outpost.cli.http.JsonServer;
import io.outpost.cli.outcome.Patience;
import io.outpost.cli.replay.order.Arrival;
import io.outpost.cli.stack.Endpoints;
import io.outpost.cli.topic.TopicReader;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.Topic;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays into a real broker with a real Postgres, and a registry that takes any schema. */
class ReplayIT {
    private static final String MAPPING =
            """
            name: garden
            place: {column: id}
            time: {column: at, zone: UTC}
            quantities:
              airTemperatureCelsius: {column: t, unit: degC}
            """;

    @TempDir private static Path brokerFolder;
    private static KafkaBroker broker;
    private static EmbeddedPostgres postgres;
    private static JsonServer registry;

    @TempDir private Path folder;

    @BeforeAll
    static void start() throws IOException, InterruptedException, ExecutionException {
        broker = KafkaBroker.start(brokerFolder);
        broker.createTopic(Topic.OBSERVATIONS.topicName(), 1);
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .schemas("outpost")
                .load()
                .migrate();
        registry = new JsonServer().on("/subjects/", "{\"id\":17}");
    }

    @AfterAll
    static void stop() throws IOException {
        registry.close();
        broker.close();
        postgres.close();
    }

    @BeforeEach
    void forget() throws SQLException {
        execute("TRUNCATE outpost.hour_aggregates");
    }

    @Test
    void sendsWhatTheDryRunShows() throws Exception {
        Path file = file("a,2024-01-01,1", "a,2024-01-02,x", "a,never,1", "b,2024-01-03,2");
        long before = records();

        SentReport report = replay(file, 0.5, false);

        DryRun shown =
                DryRun.of(
                        Recordings.read(
                                List.of(file),
                                choice(),
                                DryRun.ENCODER_OF_NO_SCHEMA,
                                Arrival.ON_TIME),
                        new Acceptance(0.5));
        assertEquals(2, report.sent());
        assertEquals(2, records() - before);
        assertEquals(shown.toSend(), report.sent());
        assertEquals(shown.unreadable(), report.unreadable());
        assertEquals(shown.unreadableExamples(), report.unreadableExamples());
    }

    @Test
    void sendsNothingOfARecordingThatIsUnreadable() throws Exception {
        Path file = file("a,2024-01-01,1", "a,never,1");
        long before = records();

        CommandException e = assertThrows(CommandException.class, () -> replay(file, 0.1, false));

        assertTrue(e.getMessage().contains("Nothing was sent."), e.getMessage());
        assertTrue(e.getMessage().contains("garden.csv line 3: BAD_TIME"), e.getMessage());
        assertEquals(before, records());
    }

    @Test
    void historyBeforeWhatIsThereIsRefused() throws Exception {
        Path file = file("a,2023-06-01,1", "a,2023-06-02,1", "a,2024-05-30,1", "a,2024-06-02,1");
        hour("a", "2024-06-01T00:00:00Z");
        hour("b", "2030-01-01T00:00:00Z");
        assertEquals(4, replay(file, 0, false).sent(), "half of it is not most");
        hour("a", "2024-06-07T01:00:00Z");
        long before = records();

        CommandException e = assertThrows(CommandException.class, () -> replay(file, 0, false));

        assertTrue(e.getMessage().startsWith("3 of 4 observations would be late"), e.getMessage());
        assertTrue(e.getMessage().contains("2023-06-01T00:00:00Z of a"), e.getMessage());
        assertTrue(e.getMessage().contains("relog"), e.getMessage());
        assertEquals(before, records());
        assertEquals(4, replay(file, 0, true).sent());
    }

    @Test
    void aRegistryThatDoesNotAnswerIsSaidInOneLine() throws Exception {
        Path file = file("a,2024-01-01,1");
        choice();
        Process command =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.outpost.cli.Outpost",
                                "replay",
                                file.toString(),
                                "--mapping=" + folder.resolve("garden.yaml"),
                                "--registry-url=http://127.0.0.1:1",
                                "--bootstrap-servers=" + broker.bootstrapServers(),
                                "--postgres-url=jdbc:postgresql://127.0.0.1:1/x",
                                "--postgres-user=x",
                                "--postgres-password=x")
                        .redirectErrorStream(true)
                        .start();

        String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(1, command.waitFor(), output);
        assertEquals(
                List.of(
                        "outpost replay: The registry did not accept the schema of outpost.observations.v1-value:"
                                + " Connection refused",
                        "Is the stack up? Ask: ./outpost status; start it: ./outpost up --detach"),
                output.lines().toList());
    }

    private SentReport replay(Path file, double mostUnreadable, boolean allowLate)
            throws SQLException, RegistryUnavailableException, IOException {
        Endpoints endpoints =
                new Endpoints(
                        broker.access(),
                        Topic.OBSERVATIONS.topicName(),
                        registry.url(),
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "postgres",
                        "",
                        null,
                        null);
        ReplaySettings settings =
                new ReplaySettings(
                        folder,
                        null,
                        null,
                        0,
                        "none",
                        false,
                        false,
                        Patience.of(Duration.ofMinutes(1)),
                        new Acceptance(mostUnreadable),
                        allowLate);
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Replay(endpoints, settings, new Progress(nowhere, false, System::nanoTime))
                .run(List.of(file), choice());
    }

    private MappingChoice choice() throws IOException {
        return new MappingChoice(
                Files.writeString(folder.resolve("garden.yaml"), MAPPING).toString());
    }

    private Path file(String... rows) throws IOException {
        return Files.writeString(
                folder.resolve("garden.csv"), "id,at,t\n" + String.join("\n", rows) + "\n");
    }

    private static long records() {
        try (TopicReader reader =
                TopicReader.fromTheBeginning(broker.access(), Topic.OBSERVATIONS.topicName())) {
            return reader.ends().values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static void hour(String place, String start) throws SQLException {
        execute(
                String.format(
                        "INSERT INTO outpost.hour_aggregates (place_id, start_at, observations, revision, as_of,"
                                + " writer_epoch) VALUES ('%s', '%s', 1, 1, now(), 1)",
                        place, start));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.environment.Environment;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.schemas.wire.Topic;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On a real broker and a real Postgres. */
final class PrepareIT {
    @TempDir private static Path root;
    private static EmbeddedPostgres postgres;
    private static KafkaBroker kafka;
    private final StringWriter said = new StringWriter();

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        kafka = KafkaBroker.start(Files.createDirectories(root.resolve("kafka")));
    }

    @AfterAll
    static void stop() throws IOException {
        kafka.close();
        postgres.close();
    }

    @Test
    void makesTopicsAndTablesAndLoginsAsOftenAsItIsAsked() throws Exception {
        Path password = Files.writeString(root.resolve("api"), "of-api\n");
        Map<String, String> variables =
                Map.of(
                        "OUTPOST_POSTGRES_ADMIN_PASSWORD",
                        "unused: everybody is trusted",
                        "OUTPOST_POSTGRES_API_PASSWORD_FILE",
                        password.toString());
        for (int again = 0; again < 2; again++) {
            assertEquals(0, run(variables, "topics", "tables"), said::toString);
        }
        assertTrue(topics().contains(Topic.OBSERVATIONS.topicName()));
        assertTrue(topics().contains("kafkasql-journal"));
        try (Connection api = DriverManager.getConnection(url("weather"), "api", "of-api")) {
            assertTrue(
                    yields(api, "SELECT true FROM outpost.places RIGHT JOIN (SELECT 1) o ON true"));
            assertTrue(hasPassword("api"));
            assertFalse(
                    yields(api, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'archive')"));
        }
    }

    @Test
    void theOwnerAloneCanBringTheTablesToTheNewestVersion() throws Exception {
        Map<String, String> variables = Map.of("OUTPOST_POSTGRES_ADMIN_PASSWORD", "x");
        assertEquals(0, run(variables, "tables"), said::toString);
        try (Connection admin = admin()) {
            admin.createStatement().execute("ALTER ROLE outpost LOGIN");
        }
        assertEquals(0, run(variables, "tables", "--postgres-admin-user=outpost"), said::toString);
    }

    @Test
    void withoutAPasswordOrAnAddressItSaysWhatIsMissing() {
        assertEquals(1, run(Map.of(), "tables"));
        assertTrue(said.toString().contains("OUTPOST_POSTGRES_ADMIN_PASSWORD or"), said::toString);
        assertEquals(2, run(Map.of(), "schemas"));
        assertTrue(said.toString().contains("--registry-url is missing"), said::toString);
        assertEquals(2, run(Map.of(), "topics", "--topic-replicas=0"));
    }

    @Test
    void anAddressThatNamesNoDatabaseIsReported() {
        for (String url :
                new String[] {
                    "jdbc:postgresql://host:5432/",
                    "postgresql://host/db",
                    "jdbc:postgresql:db",
                    "jdbc:postgresql://host/a\"b",
                    "jdbc:postgresql://host/a/b"
                }) {
            PostgresAdmin admin = new PostgresAdmin(url, "postgres", "x");
            assertThrows(RuntimeException.class, admin::database, url);
        }
        PostgresAdmin admin =
                new PostgresAdmin("jdbc:postgresql://h:1/db?sslmode=require", "u", "p");
        assertEquals("db", admin.database());
        assertEquals("jdbc:postgresql://h:1/postgres?sslmode=require", admin.maintenanceUrl());
    }

    private int run(Map<String, String> variables, String... arguments) {
        PrintWriter writer = new PrintWriter(said, true);
        return new CommandLine(new PrepareCommand(new Environment(variables)))
                .setOut(writer)
                .setErr(writer)
                .execute(withAddresses(arguments));
    }

    /** Of all but the registry, which takes too long to start. */
    private static String[] withAddresses(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--bootstrap-servers=" + kafka.bootstrapServers());
        all.add("--postgres-url=" + url("weather"));
        return all.toArray(new String[0]);
    }

    private static Set<String> topics() throws Exception {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }

    private static boolean hasPassword(String login) throws SQLException {
        try (Connection admin = admin()) {
            return yields(
                    admin,
                    "SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = '"
                            + login
                            + "'");
        }
    }

    private static boolean yields(Connection connection, String question) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(question)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static Connection admin() throws SQLException {
        return DriverManager.getConnection(url("postgres"), "postgres", "x");
    }

    private static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.getPort(), database);
    }
}

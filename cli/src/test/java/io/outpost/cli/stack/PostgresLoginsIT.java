package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Database and logins as the stack makes them, on a real Postgres; each logs in and tries. */
final class PostgresLoginsIT {
    private static final String REFUSED = "42501";

    private static final String MINUTE =
            "INSERT INTO outpost.minute_aggregates (place_id, start_at, observations, revision, as_of, writer_epoch)"
                    + " VALUES ('p', '2024-01-01 00:00Z', 1, 1, now(), 1)"
                    + " ON CONFLICT (place_id, start_at) DO UPDATE SET revision = EXCLUDED.revision";
    private static final String RAW =
            "INSERT INTO outpost.raw_observations (place_id, sensor_id, observed_at, observed_millisecond, received_at, kafka_partition, kafka_offset)"
                    + " VALUES ('p', 's', '2024-01-01 00:00Z', 0, now(), 0, 0) ON CONFLICT DO NOTHING";
    private static final String PLACE =
            "INSERT INTO outpost.places (place_id, name, time_zone, removed, revision, as_of, writer_epoch)"
                    + " VALUES ('p', 'P', 'UTC', false, 1, now(), 1)"
                    + " ON CONFLICT (place_id) DO UPDATE SET name = EXCLUDED.name";
    private static final String EPOCH =
            "INSERT INTO outpost.writer_epochs DEFAULT VALUES RETURNING writer_epoch";
    private static final String KEYS = "SELECT verifier FROM api.sensor_keys";
    private static final String SECRETS = "SELECT secret FROM api.channels";
    private static final String WISHES = "SELECT document FROM outpost.preferences";
    private static final String COPIES = "DELETE FROM outpost.preference_copies";
    private static final String OWN_ROW = "INSERT INTO api.of_the_api VALUES (1)";

    private static final List<String> READS =
            List.of(
                    "SELECT count(*) FROM outpost.minute_aggregates",
                    "SELECT count(*) FROM outpost.raw_observations",
                    "SELECT count(*) FROM outpost.writer_epochs",
                    "SELECT count(*) FROM outpost.later");

    /** What nobody who logs in may do. */
    private static final List<String> NOBODYS =
            List.of(
                    "CREATE TABLE outpost.x (i int)",
                    "SELECT outpost.drop_partitions_before('raw_observations', 'infinity')",
                    "SELECT outpost.drop_partitions_before('minute_aggregates', now())",
                    "CREATE TABLE public.x (i int)",
                    "CREATE TABLE api.x (i int)",
                    "CREATE SCHEMA x",
                    "CREATE FUNCTION outpost.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "CREATE ROLE x",
                    "CREATE DATABASE x",
                    "ALTER TABLE outpost.places ADD COLUMN x int",
                    "ALTER ROLE postgres PASSWORD 'x'",
                    "ALTER FUNCTION outpost.make_partition(text, timestamptz) SECURITY INVOKER",
                    "ALTER TABLE outpost.minute_aggregates DETACH PARTITION outpost.minute_aggregates_202401",
                    "DROP TABLE outpost.minute_aggregates_202401",
                    "DROP SCHEMA outpost CASCADE",
                    "TRUNCATE outpost.places",
                    "TRUNCATE outpost.raw_observations",
                    "DELETE FROM outpost.alerts",
                    "DELETE FROM outpost.minute_aggregates",
                    "DELETE FROM outpost.raw_observations",
                    "DELETE FROM outpost.writer_epochs",
                    "UPDATE outpost.writer_epochs SET begun_at = now()",
                    "UPDATE outpost.raw_observations SET extras = NULL",
                    "INSERT INTO outpost.minute_aggregates_202401 SELECT * FROM outpost.minute_aggregates",
                    "SELECT * FROM pg_authid",
                    "SELECT * FROM flyway_schema_history",
                    "SELECT pg_read_file('postgresql.conf')",
                    "COPY outpost.places TO '/tmp/outpost-of-a-login'",
                    "COPY outpost.places TO PROGRAM 'true'",
                    "SELECT outpost.require_writer('minute_aggregates')",
                    "SELECT outpost.make_partition('places', now())",
                    "SELECT outpost.begin_trial()",
                    "SELECT outpost.confirm_trial()",
                    "SELECT outpost.end_trial()",
                    "SELECT outpost.withdraw_trial(1)",
                    "SELECT outpost.keep_on_trial('places')",
                    "INSERT INTO outpost.epoch_trials VALUES (0)",
                    "DELETE FROM outpost.replaced_rows",
                    "SET ROLE outpost",
                    "SET ROLE postgres",
                    "GRANT outpost_conditions TO reader");

    @TempDir private static Path root;
    private static EmbeddedPostgres postgres;
    private static Stack stack;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        DataFolder data = new DataFolder(root.resolve("data"));
        data.create();
        Ports ports = new Ports(postgres.getPort() - new Ports(0).postgres());
        StackShape shape = new StackShape(true, true, false, false, false, false, "log");
        stack = new Stack(data, new Distribution(root), ports, "an-id", shape);
        for (int again = 0; again < 2; again++) {
            Databases.create(stack.postgresAdmin());
            Databases.migrate(stack.postgresAdmin());
            Databases.allowLogins(stack.postgresAdmin(), data.postgresPasswords());
        }
        try (Connection owner = connect(Stack.POSTGRES_SUPERUSER);
                Statement statement = owner.createStatement()) {
            statement.execute("SET ROLE outpost");
            statement.execute("CREATE TABLE outpost.later (i int)");
            statement.execute("CREATE TABLE api.of_the_api (i int)");
            for (String table : List.of("minute_aggregates", "raw_observations")) {
                statement.execute("RESET ROLE");
                statement.execute(
                        "SELECT outpost.make_partition('%s', '2024-01-01 00:00Z')"
                                .formatted(table));
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    static Stream<Arguments> allowed() {
        return Stream.of(
                        all(PostgresLogin.READER, READS),
                        all(PostgresLogin.API, READS),
                        all(
                                PostgresLogin.API,
                                List.of(
                                        OWN_ROW,
                                        KEYS,
                                        "SELECT address FROM api.channels",
                                        "DELETE FROM api.channels",
                                        WISHES,
                                        COPIES,
                                        "DELETE FROM outpost.preferences",
                                        "UPDATE api.of_the_api SET i = 2",
                                        "DELETE FROM api.of_the_api")),
                        all(
                                PostgresLogin.CONDITIONS,
                                List.of(
                                        MINUTE,
                                        PLACE,
                                        EPOCH,
                                        "SELECT max(writer_epoch) FROM outpost.writer_epochs",
                                        "CREATE TEMPORARY TABLE batch (i int)",
                                        "SELECT outpost.make_partition('quarter_hour_rollings', '2024-05-01')",
                                        "SELECT outpost.drop_partitions_before('quarter_hour_rollings', '2025-01-01')")),
                        all(
                                PostgresLogin.ARCHIVE,
                                List.of(
                                        RAW,
                                        "CREATE TEMPORARY TABLE batch (LIKE outpost.raw_observations)",
                                        "SELECT outpost.make_partition('raw_observations', '2024-05-01')",
                                        "SELECT outpost.drop_partitions_before('raw_observations', '2000-01-01')")),
                        all(
                                PostgresLogin.DELIVER,
                                List.of(
                                        SECRETS,
                                        "UPDATE api.channels SET due_at = now()",
                                        "DELETE FROM api.deliveries",
                                        "DELETE FROM api.episode_answers",
                                        "SELECT document FROM outpost.preferences",
                                        "SELECT time_zone FROM outpost.places",
                                        "SELECT place_id FROM api.deleted_places")),
                        all(
                                PostgresLogin.BI,
                                List.of(
                                        "SELECT count(*) FROM bi.conditions_now",
                                        "SELECT max(wind_direction_degrees_mean) FROM bi.minutes")))
                .flatMap(some -> some);
    }

    @ParameterizedTest
    @MethodSource
    void allowed(PostgresLogin login, String statement) {
        assertDoesNotThrow(() -> execute(login, statement));
    }

    static Stream<Arguments> refused() {
        List<Arguments> all = new ArrayList<>();
        for (PostgresLogin login : PostgresLogin.values()) {
            NOBODYS.forEach(statement -> all.add(Arguments.of(login, statement)));
            writes(login).forEach(statement -> all.add(Arguments.of(login, statement)));
        }
        return all.stream();
    }

    /** What another one may. */
    private static List<String> writes(PostgresLogin login) {
        String panes = "SELECT outpost.%s('minute_aggregates', '1980-01-01')";
        String raw = "SELECT outpost.%s('raw_observations', '1980-01-01')";
        List<String> ofConditions =
                List.of(
                        MINUTE,
                        PLACE,
                        EPOCH,
                        panes.formatted("make_partition"),
                        panes.formatted("drop_partitions_before"));
        List<String> ofArchive =
                List.of(
                        RAW,
                        raw.formatted("make_partition"),
                        raw.formatted("drop_partitions_before"));
        List<String> others = new ArrayList<>();
        if (login != PostgresLogin.CONDITIONS) {
            others.addAll(ofConditions);
        }
        if (login != PostgresLogin.ARCHIVE) {
            others.addAll(ofArchive);
        }
        if (login != PostgresLogin.API) {
            others.add(OWN_ROW);
            others.add(KEYS);
            others.add(COPIES);
        }
        if (login == PostgresLogin.DELIVER) {
            others.addAll(READS);
            others.add("DELETE FROM api.channels");
            others.add("UPDATE outpost.preferences SET document = 'null'");
        } else {
            others.add(SECRETS);
            if (login != PostgresLogin.API) {
                others.add(WISHES);
            }
        }
        if (login == PostgresLogin.CONDITIONS || login == PostgresLogin.ARCHIVE) {
            others.add("SELECT count(*) FROM outpost.later");
        } else {
            others.add("CREATE TEMPORARY TABLE x (i int)");
        }
        if (login == PostgresLogin.BI) {
            others.addAll(READS);
        } else {
            others.add("SELECT count(*) FROM bi.places");
        }
        return others;
    }

    @ParameterizedTest
    @MethodSource
    void refused(PostgresLogin login, String statement) {
        SQLException refusal =
                assertThrows(SQLException.class, () -> execute(login, statement), statement);
        assertEquals(REFUSED, refusal.getSQLState(), refusal::getMessage);
    }

    /** The job needs no right to what is kept. */
    @Test
    void whatTheJobWritesOnTrialIsTakenBackByTheOwner() throws SQLException {
        EpochTrial trial = EpochTrial.of(stack.postgresAdmin());
        String onTrial = "SELECT count(*) FROM outpost.places WHERE place_id = 'on trial'";
        long before = trial.begin();
        long epoch = Long.parseLong(text(EPOCH));
        assertTrue(epoch > before);
        execute(
                PostgresLogin.CONDITIONS,
                "INSERT INTO outpost.places (place_id, name, time_zone, removed, revision, as_of, writer_epoch)"
                        + " VALUES ('on trial', 'P', 'UTC', false, 1, now(), %d)".formatted(epoch));
        assertEquals("1", text(onTrial));
        assertTrue(trial.end().orElseThrow() > epoch);
        assertEquals(trial.end(), trial.end());
        assertEquals(1, trial.withdraw());
        assertEquals("0", text(onTrial));
        assertEquals(0, trial.withdraw());
        assertEquals(OptionalLong.empty(), trial.end());
        trial.confirm();
        assertTrue(trial.newNumber() < trial.newNumber());
    }

    @Test
    void aTrialWithoutItsTablesSaysWhatToDo() {
        PostgresAdmin other =
                new PostgresAdmin(
                        stack.postgresUrl("postgres"), Stack.POSTGRES_SUPERUSER, "trusted");
        CommandException error =
                assertThrows(CommandException.class, () -> EpochTrial.of(other).begin());
        assertTrue(error.getMessage().contains("./outpost up migrates"), error.getMessage());
    }

    /** Temporary tables and functions come before what they are named like, unless it is pinned. */
    @Test
    void aFunctionOfTheOwnerIsNotLedAstrayByTemporaryTables() throws SQLException {
        try (Connection connection = connect(PostgresLogin.CONDITIONS.user());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TEMPORARY TABLE pg_class (oid oid, relname text, relpartbound text)");
            statement.execute("CREATE TEMPORARY TABLE pg_inherits (inhrelid oid, inhparent oid)");
            statement.execute(
                    "INSERT INTO pg_temp.pg_class VALUES (1, 'places', 'FOR VALUES TO (''1990-01-01'')')");
            statement.execute(
                    "INSERT INTO pg_temp.pg_inherits VALUES (1, 'outpost.quarter_hour_rollings'::regclass)");
            statement.execute("SET search_path = pg_temp, pg_catalog");
            statement.execute(
                    "SELECT outpost.drop_partitions_before('quarter_hour_rollings', '1995-01-01')");
        }
        assertDoesNotThrow(
                () -> execute(PostgresLogin.READER, "SELECT count(*) FROM outpost.places"));
    }

    @ParameterizedTest
    @EnumSource
    void noneHasARightOfTheServer(PostgresLogin login) throws SQLException {
        assertEquals(
                "f",
                text(
                        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = '%s'"
                                .formatted(login.user())));
        assertEquals(
                login.group(),
                text(
                        "SELECT string_agg(roleid::regrole::text, ',') FROM pg_auth_members WHERE member = '%s'::regrole"
                                .formatted(login.user())));
    }

    /** What is changed by hand stays: start() has allowed the logins twice. */
    @Test
    void sessionsOfPeopleEndWhatTheyLeaveOpen() throws SQLException {
        String settings =
                "SELECT current_setting('statement_timeout') || ' ' || current_setting('idle_in_transaction_session_timeout')"
                        + " || ' ' || current_setting('default_transaction_read_only')";
        assertEquals("1min 1min on", text(PostgresLogin.BI.user(), settings));
        assertEquals("0 0 off", text(PostgresLogin.READER.user(), settings));
        assertEquals("10", text("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'bi'"));
        execute("ALTER ROLE bi SET statement_timeout = '5min'");
        Databases.allowLogins(stack.postgresAdmin(), stack.data().postgresPasswords());
        assertEquals("5min 1min on", text(PostgresLogin.BI.user(), settings));
    }

    @Test
    void theOwnerIsNoSuperuserAndNobodyLogsInAsIt() throws SQLException {
        assertEquals(
                "f",
                text("SELECT rolsuper OR rolcanlogin FROM pg_roles WHERE rolname = 'outpost'"));
        assertEquals(
                "outpost",
                text(
                        "SELECT string_agg(DISTINCT relowner::regrole::text, ',') FROM pg_class WHERE relnamespace IN ('outpost'::regnamespace, 'api'::regnamespace, 'bi'::regnamespace)"));
    }

    @Test
    void everyFunctionHasItsPathPinnedAndIsNotForEverybody() throws SQLException {
        assertEquals(
                null,
                text(
                        "SELECT string_agg(proname, ',') FROM pg_proc WHERE pronamespace = 'outpost'::regnamespace"
                                + " AND (NOT coalesce(proconfig::text LIKE '%search_path=pg_catalog, pg_temp%', false)"
                                + " OR has_function_privilege('public', oid, 'EXECUTE'))"));
    }

    @Test
    void passwordsAreHashedAndNoTwoAreEqual() throws SQLException {
        List<String> hashes =
                Arrays.asList(
                        text("SELECT string_agg(rolpassword, ' ') FROM pg_authid WHERE rolname IN ('api', 'conditions', 'archive', 'reader', 'deliver', 'bi')")
                                .split(" "));
        assertEquals(6, hashes.stream().filter(hash -> hash.startsWith("SCRAM-SHA-256$")).count());
        assertEquals(
                7,
                Stream.concat(
                                Stream.of(stack.data().postgresPassword()),
                                Stream.of(PostgresLogin.values())
                                        .map(stack.data()::postgresPassword))
                        .distinct()
                        .count());
    }

    private static Stream<Arguments> all(PostgresLogin login, List<String> statements) {
        return statements.stream().map(statement -> Arguments.of(login, statement));
    }

    private static void execute(PostgresLogin login, String statement) throws SQLException {
        try (Connection connection = connect(login.user());
                Statement one = connection.createStatement()) {
            // Of people it is on at first, and refuses before the rights do.
            one.execute("SET default_transaction_read_only = off");
            one.execute(statement);
        }
    }

    private static void execute(String statement) throws SQLException {
        try (Connection connection = connect(Stack.POSTGRES_SUPERUSER);
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    private static String text(String sql) throws SQLException {
        return text(Stack.POSTGRES_SUPERUSER, sql);
    }

    private static String text(String user, String sql) throws SQLException {
        try (Connection connection = connect(user);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }

    private static Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(
                stack.postgresUrl(Stack.POSTGRES_DATABASE), user, "trusted");
    }
}

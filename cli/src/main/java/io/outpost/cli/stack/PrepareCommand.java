package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import io.outpost.environment.Environment;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.Topic;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes what the jobs need before they start, where {@code up} does not. */
@Command(
        name = "prepare",
        sortOptions = false,
        description = {
            "Makes the topics, brings the tables to the newest version, registers the schemas, and"
                    + " allows principals of Kafka what their parts do.",
            "What is there already is left as it is, so it may run before every start. For a cluster"
                    + " of your own: ./outpost up does it by itself.",
            "",
            "The password of the admin is OUTPOST_POSTGRES_ADMIN_PASSWORD. A login gets its rights,"
                    + " and the password of its variable, if there is one:"
                    + " OUTPOST_POSTGRES_API_PASSWORD, ..._CONDITIONS_..., ..._ARCHIVE_...,"
                    + " ..._READER_..., ..._BI_PASSWORD. Each may be a file, with _FILE at its end."
        })
public final class PrepareCommand implements Callable<Integer> {
    private static final String ADMIN_PASSWORD = "OUTPOST_POSTGRES_ADMIN_PASSWORD";
    private static final int MOST_PARTITIONS = 128;
    private static final int MOST_REPLICAS = 9;

    /** What is made, in the order in which it is. */
    enum Step {
        topics,
        tables,
        schemas,
        acls
    }

    @Parameters(
            paramLabel = "STEP",
            description =
                    "${COMPLETION-CANDIDATES} (default: all of them; acls with --acl-principals alone).")
    private List<Step> steps;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka brokers (OUTPOST_KAFKA_BOOTSTRAP_SERVERS).")
    private String bootstrapServers;

    @Option(
            names = "--log-topic",
            paramLabel = "TOPIC",
            description =
                    "The log, which log.topic in the jobs' settings names (OUTPOST_LOG_TOPIC,"
                            + " default outpost.observations.v1).")
    private String logTopic = Topic.OBSERVATIONS.topicName();

    @Option(
            names = "--kafka-client-properties",
            paramLabel = "FILE",
            description =
                    "What the brokers want of a client, such as TLS and a login"
                            + " (OUTPOST_KAFKA_CLIENT_PROPERTIES).")
    private Path kafkaClientProperties;

    @Option(
            names = "--acl-principals",
            paramLabel = "ROLE=User:NAME;...",
            description =
                    "Who is conditions, archive, sender or subscriber, and gets the least rights for"
                            + " that (OUTPOST_ACL_PRINCIPALS).")
    private String aclPrincipals;

    @Option(
            names = "--topic-partitions",
            paramLabel = "N",
            defaultValue = "" + Topics.PARTITIONS,
            description =
                    "Of new topics, for ever: 1 to 128 (OUTPOST_TOPIC_PARTITIONS, default 4).")
    private int partitions;

    @Option(
            names = "--topic-replicas",
            paramLabel = "N",
            defaultValue = "" + Topics.REPLICAS,
            description =
                    "Of new topics, one of which may be away: 3 on a cluster"
                            + " (OUTPOST_TOPIC_REPLICAS, default 1).")
    private int replicas;

    @Option(names = "--emissions", description = "Also make the topic of all emissions.")
    private boolean withEmissions;

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            description = "Schema registry, Confluent API (OUTPOST_REGISTRY_URL).")
    private String registryUrl;

    @Option(
            names = "--postgres-url",
            paramLabel = "URL",
            description =
                    "The database, jdbc:postgresql://host:port/name; made if it is not there"
                            + " (OUTPOST_POSTGRES_URL).")
    private String postgresUrl;

    @Option(
            names = "--postgres-admin-user",
            paramLabel = "NAME",
            defaultValue = Stack.POSTGRES_SUPERUSER,
            description =
                    "Who makes database, roles and tables (OUTPOST_POSTGRES_ADMIN_USER, default"
                            + " postgres).")
    private String adminUser;

    @Spec private CommandSpec spec;

    private final StepLog progress = new StepLog(System.out);
    private final Environment environment;

    public PrepareCommand() {
        this(Environment.ofProcess());
    }

    PrepareCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        require(partitions >= 1 && partitions <= MOST_PARTITIONS, "--topic-partitions: 1 to 128");
        require(replicas >= 1 && replicas <= MOST_REPLICAS, "--topic-replicas: 1 to 9");
        for (Step step : wanted()) {
            progress.step(step.name(), action(step));
        }
        return 0;
    }

    private Set<Step> wanted() {
        if (steps != null) {
            return EnumSet.copyOf(steps);
        }
        Set<Step> all = EnumSet.allOf(Step.class);
        if (aclPrincipals == null) {
            all.remove(Step.acls);
        }
        return all;
    }

    private Callable<String> action(Step step) {
        return switch (step) {
            case topics -> this::topics;
            case tables -> this::tables;
            case schemas -> this::schemas;
            case acls -> this::acls;
        };
    }

    private String topics() throws InterruptedException, ExecutionException {
        try (Topics topics = new Topics(kafka(), logTopic)) {
            topics.requireLog();
            Topics.Layout layout = new Topics.Layout(partitions, replicas, withEmissions);
            return topics.create(layout) + " made";
        }
    }

    private String tables() throws SQLException {
        requireAddress(postgresUrl, "--postgres-url");
        PostgresAdmin admin =
                new PostgresAdmin(
                        postgresUrl,
                        adminUser,
                        secret(ADMIN_PASSWORD).orElseThrow(this::noPassword));
        Map<PostgresLogin, String> logins = logins();
        Databases.create(admin);
        int migrations = Databases.migrate(admin);
        Databases.allowLogins(admin, logins);
        return "%d migrations, %d logins".formatted(migrations, logins.size());
    }

    private CommandException noPassword() {
        return new CommandException(
                "The password of %s is missing: set %s or %s_FILE."
                        .formatted(adminUser, ADMIN_PASSWORD, ADMIN_PASSWORD));
    }

    private Map<PostgresLogin, String> logins() {
        Map<PostgresLogin, String> logins = new EnumMap<>(PostgresLogin.class);
        for (PostgresLogin login : PostgresLogin.values()) {
            environment
                    .value(login.passwordVariable())
                    .ifPresent(password -> logins.put(login, password));
        }
        return logins;
    }

    private Optional<String> secret(String variable) {
        try {
            return environment.value(variable);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private String schemas() throws RegistryUnavailableException {
        requireAddress(registryUrl, "--registry-url");
        return Schemas.register(registryUrl, logTopic) + " subjects";
    }

    private String acls() throws InterruptedException {
        requireAddress(aclPrincipals, "--acl-principals");
        List<KafkaPrincipal> principals =
                right("--acl-principals", () -> KafkaPrincipal.parse(aclPrincipals));
        return new Acls(kafka(), Acls.names(logTopic, environment)).allow(principals) + " made";
    }

    private KafkaAccess kafka() {
        requireAddress(bootstrapServers, "--bootstrap-servers");
        return right(
                "--kafka-client-properties",
                () -> KafkaAccess.of(bootstrapServers, kafkaClientProperties));
    }

    private <T> T right(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }

    private void requireAddress(String address, String option) {
        require(address != null, option + " is missing; see --help for its variable");
    }

    private void require(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}

package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where the stack answers: from the data folder that {@code up} writes, or option by option. */
public final class EndpointOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:outpost.home:-.}/.outpost",
            description = "data folder of the stack (default: ${DEFAULT-VALUE})")
    Path data;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Kafka brokers")
    String bootstrapServers;

    @Option(
            names = "--kafka-client-properties",
            paramLabel = "FILE",
            description = "what the brokers want of a client, such as TLS and a login")
    Path kafkaClientProperties;

    @Option(
            names = "--log-topic",
            paramLabel = "TOPIC",
            description = "topic with the log, log.topic of the jobs' settings")
    String logTopic;

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            description = "schema registry, Confluent API")
    String registryUrl;

    @Option(
            names = "--postgres-url",
            paramLabel = "URL",
            description = "results, jdbc:postgresql://...")
    String postgresUrl;

    @Option(names = "--postgres-user", paramLabel = "NAME", description = "user of Postgres")
    String postgresUser;

    @Option(
            names = "--postgres-password",
            paramLabel = "TEXT",
            description = "password of Postgres")
    String postgresPassword;

    /**
     * The endpoints, with the options before the folder.
     *
     * @throws CommandException when no stack has run here and not all options are given
     */
    public Endpoints resolve() {
        return resolve(bootstrapServers, registryUrl, postgresUrl);
    }

    /**
     * The same for a command that needs no Postgres, whose address may then be null.
     *
     * @throws CommandException when no stack has run here and brokers or registry are not given
     */
    public Endpoints resolveLog() {
        return resolve(bootstrapServers, registryUrl);
    }

    /**
     * The same for a command that writes what the API keeps: with the API's login to Postgres,
     * unless another one is given; needs neither brokers nor a registry.
     *
     * @throws CommandException when no stack has run here and Postgres is not given
     */
    public Endpoints resolveAsApi() {
        return resolveAs(PostgresLogin.API, postgresUrl);
    }

    /**
     * The same for the command that delivers alerts, which needs brokers and a registry, too: with
     * a login of its own to Postgres.
     *
     * @throws CommandException when no stack has run here and not all options are given
     */
    public Endpoints resolveAsDeliver() {
        return resolveAs(PostgresLogin.DELIVER, bootstrapServers, registryUrl, postgresUrl);
    }

    /**
     * The same with Postgres alone.
     *
     * @throws CommandException when no stack has run here and Postgres is not given
     */
    public Endpoints resolvePostgresAsDeliver() {
        return resolveAs(PostgresLogin.DELIVER, postgresUrl);
    }

    private Endpoints resolveAs(PostgresLogin login, String... needed) {
        if (!Endpoints.exist(data)) {
            return resolve(needed);
        }
        return overriding(
                load().withLogin(login.user(), new DataFolder(data).postgresPassword(login)));
    }

    private Endpoints resolve(String... needed) {
        return overriding(Endpoints.exist(data) ? load() : none(needed));
    }

    /** The stack's folder. */
    public Path dataFolder() {
        return data;
    }

    /** The file with the client properties of Kafka; null: none is given. */
    public Path kafkaClientProperties() {
        return kafkaClientProperties;
    }

    private Endpoints load() {
        try {
            return Endpoints.load(data);
        } catch (IOException e) {
            throw new CommandException(
                    "The endpoints in " + data + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Endpoints none(String... needed) {
        if (Stream.of(needed).anyMatch(option -> option == null)) {
            throw new CommandException(
                    "No stack runs here ("
                            + data.resolve("endpoints.properties")
                            + " does not exist). Start one: ./outpost up --detach");
        }
        return new Endpoints(
                KafkaAccess.open(null),
                Topic.OBSERVATIONS.topicName(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private Endpoints overriding(Endpoints found) {
        return new Endpoints(
                kafka(either(bootstrapServers, found.kafka().bootstrapServers())),
                either(logTopic, found.logTopic()),
                either(registryUrl, found.registryUrl()),
                either(postgresUrl, found.postgresUrl()),
                either(postgresUser, found.postgresUser()),
                either(postgresPassword, found.postgresPassword()),
                found.flinkRestUrl(),
                found.apiUrl());
    }

    private KafkaAccess kafka(String servers) {
        try {
            return KafkaAccess.of(servers, kafkaClientProperties);
        } catch (IllegalArgumentException e) {
            throw new CommandException("--kafka-client-properties: " + e.getMessage(), e);
        }
    }

    private static String either(String option, String otherwise) {
        return option == null ? otherwise : option;
    }
}

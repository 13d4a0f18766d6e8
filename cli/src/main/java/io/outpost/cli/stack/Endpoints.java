package io.outpost.cli.stack;

import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where the parts of a running stack answer; written by {@code up}, read by every other command.
 *
 * @param logTopic with the log
 */
public record Endpoints(
        KafkaAccess kafka,
        String logTopic,
        String registryUrl,
        String postgresUrl,
        String postgresUser,
        String postgresPassword,
        String flinkRestUrl,
        String apiUrl) {
    private static final String FILE = "endpoints.properties";

    /** True when {@code up} has written the endpoints of a stack in this data folder. */
    public static boolean exist(Path dataFolder) {
        return Files.exists(dataFolder.resolve(FILE));
    }

    /** After this, {@link #exist} is false: nothing answers any more. */
    static void forget(Path dataFolder) throws IOException {
        Files.deleteIfExists(dataFolder.resolve(FILE));
    }

    public static Endpoints load(Path dataFolder) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(dataFolder.resolve(FILE))) {
            properties.load(in);
        }
        return new Endpoints(
                KafkaAccess.open(properties.getProperty("kafka.bootstrap-servers")),
                properties.getProperty("log.topic", Topic.OBSERVATIONS.topicName()),
                properties.getProperty("registry.url"),
                properties.getProperty("postgres.url"),
                properties.getProperty("postgres.user"),
                properties.getProperty("postgres.password"),
                properties.getProperty("flink.rest-url"),
                properties.getProperty("api.url"));
    }

    /** The same by another login of Postgres. */
    Endpoints withLogin(String user, String password) {
        return new Endpoints(
                kafka, logTopic, registryUrl, postgresUrl, user, password, flinkRestUrl, apiUrl);
    }

    /** The first of the stack's ports. */
    int portOfApi() {
        return URI.create(apiUrl).getPort();
    }

    /** A new connection to Postgres. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(postgresUrl, postgresUser, postgresPassword);
    }

    public void save(Path dataFolder) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("kafka.bootstrap-servers", kafka.bootstrapServers());
        properties.setProperty("log.topic", logTopic);
        properties.setProperty("registry.url", registryUrl);
        properties.setProperty("postgres.url", postgresUrl);
        properties.setProperty("postgres.user", postgresUser);
        properties.setProperty("postgres.password", postgresPassword);
        properties.setProperty("flink.rest-url", flinkRestUrl);
        properties.setProperty("api.url", apiUrl);
        StringWriter text = new StringWriter();
        properties.store(text, "Where the parts of this stack answer");
        Folders.writePrivately(dataFolder.resolve(FILE), text.toString());
    }
}

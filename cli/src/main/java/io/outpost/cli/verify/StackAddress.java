package io.outpost.cli.verify;

import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.TopicNames;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Where the parts of a stack answer, and where it keeps its settings. */
public record StackAddress(
        Brokers brokers,
        String logTopic,
        String registryUrl,
        String postgresUrl,
        String postgresUser,
        String postgresPassword) {
    /** As {@code up} wrote it into the stack's folder; empty values when there is no stack. */
    public static StackAddress of(Path dataFolder) throws IOException {
        Properties written = new Properties();
        Path file = dataFolder.resolve("endpoints.properties");
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                written.load(in);
            }
        }
        return new StackAddress(
                Brokers.open(written.getProperty("kafka.bootstrap-servers")),
                written.getProperty("log.topic", TopicNames.USUAL_LOG),
                written.getProperty("registry.url"),
                written.getProperty("postgres.url"),
                written.getProperty("postgres.user"),
                written.getProperty("postgres.password"));
    }

    /** This one, with those of another that are not null. */
    public StackAddress with(StackAddress other) {
        return new StackAddress(
                new Brokers(
                        either(other.brokers.servers(), brokers.servers()),
                        other.brokers.properties()),
                either(other.logTopic, logTopic),
                either(other.registryUrl, registryUrl),
                either(other.postgresUrl, postgresUrl),
                either(other.postgresUser, postgresUser),
                either(other.postgresPassword, postgresPassword));
    }

    boolean isComplete() {
        return brokers.servers() != null && registryUrl != null && postgresUrl != null;
    }

    private static String either(String first, String otherwise) {
        return first == null ? otherwise : first;
    }
}

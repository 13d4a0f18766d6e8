package io.outpost.api;

import io.outpost.api.ingest.LogSettings;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.Topic;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments that say where the log is to which observations and places are written. */
final class LogOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--kafka-bootstrap-servers",
            defaultValue = "",
            description =
                    "Brokers with the log to which is written what is sent to the API, such as"
                            + " kafka:9092 (OUTPOST_KAFKA_BOOTSTRAP_SERVERS). Without them it only"
                            + " answers what is asked.")
    private String bootstrapServers;

    @Option(
            names = "--kafka-client-properties",
            defaultValue = "",
            description =
                    "File with what the brokers want of a client, such as TLS and a login"
                            + " (OUTPOST_KAFKA_CLIENT_PROPERTIES).")
    private String clientProperties;

    @Option(
            names = "--log-topic",
            defaultValue = "",
            description =
                    "Topic with the log (OUTPOST_LOG_TOPIC, default outpost.observations.v1).")
    private String topic;

    @Option(
            names = "--registry-url",
            defaultValue = "",
            description =
                    "Schema registry, Confluent API (OUTPOST_REGISTRY_URL); required with brokers.")
    private String registryUrl;

    /** Empty: nothing can be sent; what is wrong is a {@link ParameterException}. */
    Optional<LogSettings> settings() {
        if (bootstrapServers.isEmpty()) {
            return Optional.empty();
        }
        if (!registryUrl.matches("https?://[^\\s/]+.*")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--registry-url must be an http address where there are"
                            + " --kafka-bootstrap-servers, but is '"
                            + registryUrl
                            + "'");
        }
        String logTopic = topic.isEmpty() ? Topic.OBSERVATIONS.topicName() : topic;
        return Optional.of(new LogSettings(kafka(), logTopic, registryUrl));
    }

    private KafkaAccess kafka() {
        Path file = clientProperties.isEmpty() ? null : Path.of(clientProperties);
        try {
            return KafkaAccess.of(bootstrapServers, file);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--kafka-client-properties: " + e.getMessage(), e);
        }
    }
}

package io.outpost.cli.stack;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/**
 * The schema registry. Its data is a topic of Kafka, so that the log and the schemas that it is
 * written with are kept or lost together; each start reads that topic from its beginning. Until it
 * has, it says of known ids that there are none, which readers take for an answer: so it stands
 * behind a gate that opens when it is ready.
 */
record RegistryPart(Stack stack) implements Part {
    private static final int HEAP_MEBIBYTES = 192;

    /** All that ever happened to schemas. */
    static final String JOURNAL = "kafkasql-journal";

    private static final String SNAPSHOTS = "kafkasql-snapshots";
    private static final String EVENTS = "registry-events";

    /** What it needs before its first start; it is not allowed to make them by itself. */
    static final List<String> TOPICS = List.of(JOURNAL, SNAPSHOTS, EVENTS);

    private static final int OK = 200;

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public String address() {
        return stack.endpoints().registryUrl();
    }

    /** The gate lasts as long as the supervisor. */
    @Override
    public void prepare() throws IOException {
        Gate.open(
                stack.ports().registry(),
                stack.ports().registryBehindGate(),
                () -> service() == Service.WORKS);
    }

    @Override
    public Launch launch() {
        return stack.java()
                .frugal()
                .heapMebibytes(HEAP_MEBIBYTES)
                .options("-XX:+ExitOnOutOfMemoryError")
                // How long a start waits for Kafka. One that has given up never becomes ready.
                .options("-Dapicurio.kafkasql.producer.max.block.ms=600000")
                .main(classpath(), "io.quarkus.runner.GeneratedMain", List.of())
                .with("APICURIO_STORAGE_KIND", "kafkasql")
                .with(
                        "APICURIO_KAFKASQL_BOOTSTRAP_SERVERS",
                        stack.endpoints().kafka().bootstrapServers())
                .with("APICURIO_KAFKASQL_TOPIC", JOURNAL)
                .with("APICURIO_KAFKASQL_SNAPSHOTS_TOPIC", SNAPSHOTS)
                .with("APICURIO_EVENTS_KAFKA_TOPIC", EVENTS)
                .with("APICURIO_KAFKASQL_TOPIC_AUTO_CREATE", "false")
                // It would restore its data from a file outside of Kafka.
                .with("APICURIO_KAFKASQL_SNAPSHOT_EVERY_SECONDS", "disabled")
                // A start waits once for so long, in milliseconds, for such a file to be named.
                .with("APICURIO_KAFKASQL_CONSUMER_POLL_TIMEOUT", "1000")
                .with("QUARKUS_HTTP_HOST", Ports.HOST)
                .with("QUARKUS_HTTP_PORT", String.valueOf(stack.ports().registryBehindGate()))
                .with("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false");
    }

    /** What is newer than the registry's own libraries stands before them. */
    private String classpath() {
        Distribution distribution = stack.distribution();
        return distribution.classpath("registry") + File.pathSeparator + distribution.registryJar();
    }

    @Override
    public boolean ready() {
        return Probe.answersHttp(address() + "/subjects");
    }

    @Override
    public Service service() {
        String health =
                "http://" + Ports.address(stack.ports().registryBehindGate()) + "/health/ready";
        OptionalInt status = Probe.status(health);
        if (status.isEmpty()) {
            return Service.SILENT;
        }
        return status.getAsInt() == OK ? Service.WORKS : Service.DECLINES;
    }
}

package io.outpost.cli.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The HTTP API. */
final class ApiPart implements Part {
    /** Of the problem that is answered until something can be written. */
    private static final String NO_LOG = "log-unavailable";

    private static final int HEAP_MEBIBYTES = 256;

    private final Stack stack;
    private Path jar;
    private String tracesUrl;

    ApiPart(Stack stack) {
        this.stack = stack;
    }

    @Override
    public String name() {
        return "api";
    }

    @Override
    public String address() {
        return stack.endpoints().apiUrl();
    }

    @Override
    public void prepare() throws IOException {
        jar =
                new ProgramCopy(stack.data().run().resolve("api"))
                        .jar(stack.distribution().apiJar(), "lib");
        tracesUrl = FlinkConfiguration.tracesUrl(stack.data());
    }

    @Override
    public Launch launch() {
        Endpoints endpoints = stack.endpoints();
        return stack.java()
                .frugal()
                .heapMebibytes(HEAP_MEBIBYTES)
                .options("-XX:+ExitOnOutOfMemoryError")
                .jar(
                        jar,
                        List.of(
                                "--port=" + stack.ports().api(),
                                "--management-port=" + stack.ports().apiManagement(),
                                // It listens on loopback alone.
                                "--ingest=open",
                                "--address-requests-per-minute=0",
                                "--people-requests-per-minute=0",
                                // It listens on the loopback interface alone.
                                "--writes=open",
                                "--postgres-url=" + endpoints.postgresUrl(),
                                "--postgres-user=" + PostgresLogin.API.user(),
                                "--kafka-bootstrap-servers=" + endpoints.kafka().bootstrapServers(),
                                "--log-topic=" + endpoints.logTopic(),
                                "--registry-url=" + endpoints.registryUrl(),
                                "--flink-rest-url=" + endpoints.flinkRestUrl(),
                                "--traces-otlp-url=" + tracesUrl))
                .with(
                        "OUTPOST_POSTGRES_PASSWORD",
                        stack.data().postgresPassword(PostgresLogin.API));
    }

    /** What waits for the jobs only serves already; who writes first need not wait for Kafka. */
    @Override
    public boolean ready() {
        String health = "http://" + Ports.address(stack.ports().apiManagement()) + "/health/";
        return Probe.answersHttp(health + "live")
                && Probe.body(health + "ready").stream().noneMatch(text -> text.contains(NO_LOG));
    }
}

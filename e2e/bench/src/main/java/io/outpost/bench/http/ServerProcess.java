package io.outpost.bench.http;

import io.outpost.bench.fixture.Addresses;
import io.outpost.bench.fixture.ChildJvm;
import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.fixture.PostgresFixture;
import io.outpost.cli.stack.Await;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server on loopback that requests are sent to, in a process of its own. */
final class ServerProcess implements AutoCloseable {
    /** One for all: a client that nobody refers to any more may never answer. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(15);
    private static final String PATH = "/v1/observations";

    /** Twice what the local stack gives the API, for 32 MiB that may wait for the broker. */
    private static final int HEAP_MEBIBYTES = 512;

    private final ProcessHandle process;
    private final int port;

    private ServerProcess(ProcessHandle process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * The bare one.
     *
     * @param postgresUrl where its SQL goes; null: it is asked for constants only
     */
    static ServerProcess bare(int port, String postgresUrl)
            throws IOException, InterruptedException {
        ChildJvm child =
                ChildJvm.start(
                        BareServerMain.class,
                        jvm(),
                        new BareServerMain.Task(port, PATH, postgresUrl),
                        (one, report) -> {});
        return new ServerProcess(ProcessHandle.of(child.pid()).orElseThrow(), port)
                .answering("/", HttpURLConnection.HTTP_NOT_FOUND);
    }

    /**
     * The API, without limits on how much is sent.
     *
     * @param port the next one is for operators
     * @param withKeys true: only sensors with a key may send
     * @param options of the JVM, beside those for its heap
     */
    static ServerProcess api(
            Addresses addresses, int port, boolean withKeys, List<String> options, Path log)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm());
        command.addAll(options);
        command.addAll(
                List.of(
                        "-jar",
                        jar().toString(),
                        "--port=" + port,
                        "--management-port=" + (port + 1),
                        "--ingest=" + (withKeys ? "keys" : "open"),
                        "--sensor-requests-per-minute=0",
                        "--sensor-observations-per-minute=0",
                        "--tenant-requests-per-minute=0",
                        "--address-requests-per-minute=0",
                        "--people-requests-per-minute=0",
                        "--connections-per-address=1024",
                        "--postgres-url=" + addresses.postgresUrl(),
                        "--postgres-user=" + PostgresFixture.USER,
                        "--kafka-bootstrap-servers=" + addresses.bootstrapServers(),
                        "--registry-url=" + addresses.registryUrl()));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("OUTPOST_POSTGRES_PASSWORD", PostgresFixture.PASSWORD);
        Process started = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
        return new ServerProcess(started.toHandle(), port)
                .answering("/v1/places", HttpURLConnection.HTTP_OK);
    }

    /** With the collector that the images have. */
    private static List<String> jvm() {
        List<String> options = new ArrayList<>(Fixtures.heap(HEAP_MEBIBYTES));
        options.add("-XX:+UseSerialGC");
        return options;
    }

    /** Options of a JVM that records what it does, into a folder; of one that does not, if null. */
    static List<String> recording(Path folder, String name) {
        return folder == null
                ? List.of()
                : List.of(
                        "-XX:StartFlightRecording=settings=profile,filename="
                                + folder.resolve(name + ".jfr"));
    }

    private static Path jar() throws IOException {
        Path target = Fixtures.home().resolve("api/target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(
                            file -> file.getFileName().toString().matches("outpost-api-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no API in " + target + "; build it first"));
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + PATH);
    }

    long pid() {
        return process.pid();
    }

    /** In order, so that what it records of itself is whole. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, END_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .thenAccept(ProcessHandle::destroyForcibly)
                .join();
        process.onExit().join();
    }

    /** Also when it has connected to all that it needs. */
    private ServerProcess answering(String path, int status)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url().resolve(path)).timeout(START_LIMIT).build();
        Await.Question answers =
                () ->
                        HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
                                == status;
        Await.holds(START_LIMIT, () -> !process.isAlive() || answers.holds());
        if (!process.isAlive() || !Await.holds(Duration.ZERO, answers)) {
            close();
            throw new IOException("the server at port " + port + " does not start");
        }
        return this;
    }
}

package io.outpost.e2e.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A separate simulator that sends while something happens to the stack: ten event minutes a second,
 * so that there are late and rejected records and alerts in every checkpoint. It checks itself what
 * must have become of each record.
 */
public final class SimulatedLoad implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();

    private final Path output;
    private final Process process;
    private final int port;
    private final Thread onExit;

    private SimulatedLoad(Path output, Process process, int port) {
        this.output = output;
        this.process = process;
        this.onExit = new Thread(process::destroy, "end the load");
        this.port = port;
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /**
     * What to send.
     *
     * @param faults none, default or all
     */
    public record Load(int places, long seed, String faults) {}

    /** Sends until {@link #stopSending}; but for a year of event time, 15 hours, at most. */
    public static SimulatedLoad start(LocalStack stack, Load load, int port) throws IOException {
        Path output = Files.createTempFile("outpost-load", ".out");
        Process process =
                stack.begin(
                        output,
                        List.of(
                                "simulate",
                                "--places=" + load.places(),
                                "--seed=" + load.seed(),
                                "--prefix=load" + load.seed() + load.faults(),
                                "--faults=" + load.faults(),
                                "--from=2025-03-01T00:00:00Z",
                                "--for=P365D",
                                "--interval=PT1M",
                                "--speed=600",
                                "--update-places=PT1S",
                                "--preferences=100",
                                "--no-truth",
                                "--wait",
                                "--timeout=PT4M",
                                "--port=" + port));
        return new SimulatedLoad(output, process, port);
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Ends the sending; the simulator answers only when it has the results, so nobody waits. */
    public void stopSending() {
        http.sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/stop"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .exceptionally(failure -> null);
    }

    /** True when every record is counted as it must be. */
    public boolean awaitResults(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(onExit);
        process.destroy();
        Files.deleteIfExists(output);
    }
}

package io.outpost.flink.parts;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real schema registry in a process of its own, which keeps its schemas in memory. */
public final class Registry implements AutoCloseable {
    private static final Path HOME = Path.of("target/registry");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final String url;

    private Registry(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    public static Registry start(Path folder) throws Exception {
        int port = freePort();
        Process process = launch(folder, port);
        Registry registry = new Registry(process, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
        Await.until("the registry answers", LIMIT, registry::answers);
        return registry;
    }

    public String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static Process launch(Path folder, int port) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path jar;
        try (var files = Files.list(HOME)) {
            jar = files.filter(f -> f.toString().endsWith("-runner.jar")).findFirst().orElseThrow();
        }
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                java,
                                "-Xmx192m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                jar.toAbsolutePath().toString()));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("registry.log").toFile());
        builder.directory(folder.toFile());
        return builder.start();
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the registry has ended with " + process.exitValue());
        }
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + "/subjects").toURL().openConnection();
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

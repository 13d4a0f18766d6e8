package io.outpost.bench.stage;

import io.outpost.bench.backlog.Backlog;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/** A real Kafka broker in a process of its own, on loopback ports. */
public final class Broker implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 20;
    private static final int POLL_MILLIS = 100;

    private final Process process;
    private final int port;

    private Broker(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a broker with an empty log.
     *
     * @param home root of the repository, where the broker's class path was written by the build
     * @param port of the broker; the next one is its controller's
     */
    public static Broker start(Path home, Path folder, int port)
            throws IOException, InterruptedException {
        requireFree(port);
        requireFree(port + 1);
        Files.createDirectories(folder);
        Path properties = folder.resolve("server.properties");
        Files.writeString(properties, properties(folder, port));
        String id = "--cluster-id=" + Uuid.randomUuid();
        Process format =
                java(
                        home,
                        folder,
                        List.of("kafka.tools.StorageTool", "format", "--standalone", id, "-c"),
                        properties);
        if (format.waitFor() != 0) {
            throw new IOException("the broker's folder could not be made: " + log(folder));
        }
        Process process = java(home, folder, List.of("kafka.Kafka"), properties);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Broker broker = new Broker(process, port);
        broker.awaitReady(folder);
        return broker;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    /** Makes an empty topic whose records the broker stamps. */
    public void createTopic(String name) throws InterruptedException, ExecutionException {
        Map<String, String> settings =
                Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "-1");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(name, Backlog.PARTITIONS, (short) 1)
                                            .configs(settings)))
                    .all()
                    .get();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(Path folder) throws IOException, InterruptedException {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > limit) {
                process.destroyForcibly();
                throw new IOException("the broker does not start: " + log(folder));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static void requireFree(int port) throws IOException {
        if (listens(port)) {
            throw new IOException("port " + port + " is in use; choose others with --ports-from");
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process java(Path home, Path folder, List<String> main, Path properties)
            throws IOException {
        Path classpath = home.resolve("cli/parts/kafka/target/classpath.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC"));
        command.add("-Dlog4j2.level=WARN");
        command.addAll(List.of("-cp", Files.readString(classpath).strip()));
        command.addAll(main);
        command.add(properties.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder)))
                .start();
    }

    private static File log(Path folder) {
        return folder.resolve("broker.log").toFile();
    }

    private static String properties(Path folder, int port) {
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=1",
                "listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(port, port + 1),
                "advertised.listeners=PLAINTEXT://127.0.0.1:%d".formatted(port),
                "controller.listener.names=CONTROLLER",
                "controller.quorum.bootstrap.servers=127.0.0.1:%d".formatted(port + 1),
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs=" + folder.resolve("log"),
                "auto.create.topics.enable=false",
                "transaction.max.timeout.ms=86400000",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=4",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=4",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "");
    }
}

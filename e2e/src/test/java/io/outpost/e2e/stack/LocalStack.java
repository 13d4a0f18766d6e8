package io.outpost.e2e.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The real stack, brought up by the outpost command in a new folder and on free ports. Only
 * processes that its own status names are ever ended from here.
 */
final class LocalStack {
    private static final int PORTS = 11;
    private static final long COMMAND_MINUTES = 8;

    private final Path home = Path.of(System.getProperty("outpost.home")).toAbsolutePath();
    private final Path data;
    private final int firstPort;

    private LocalStack(Path data, int firstPort) {
        this.data = data;
        this.firstPort = firstPort;
    }

    static LocalStack start(String... more) throws IOException, InterruptedException {
        LocalStack stack =
                new LocalStack(
                        Files.createTempDirectory("outpost-e2e").resolve("data"), freePorts());
        stack.up(more);
        return stack;
    }

    void up(String... more) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(
                        List.of("up", "--detach", "--ports-from", Integer.toString(firstPort)));
        arguments.addAll(List.of(more));
        System.out.println(outpost(arguments.toArray(String[]::new)));
    }

    /** Runs a command that must succeed; returns what it printed. */
    String outpost(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("outpost", ".out");
        Process process = begin(output, arguments);
        if (!process.waitFor(COMMAND_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + Arrays.toString(arguments));
        }
        String text = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new AssertionError(Arrays.toString(arguments) + " failed:\n" + text);
        }
        return text;
    }

    /** Starts a command and lets it run. */
    Process begin(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("outpost").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OUTPOST_SKIP_BUILD", "1");
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    /** Ends a part at once, as a crash would. */
    void kill(String part) throws IOException, InterruptedException {
        for (JsonNode node : status().get("parts")) {
            if (node.get("name").asText().equals(part)) {
                long pid = node.get("pid").asLong();
                ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
                if (pid <= 1 || !process.destroyForcibly()) {
                    throw new AssertionError("cannot kill " + part + ", " + pid);
                }
                return;
            }
        }
        throw new AssertionError("there is no part " + part);
    }

    JsonNode status() throws IOException, InterruptedException {
        Path output = Files.createTempFile("outpost", ".json");
        Process process = begin(output, "status", "--json");
        process.waitFor(1, TimeUnit.MINUTES);
        return new ObjectMapper().readTree(Files.readString(output));
    }

    String kafkaBootstrapServers() {
        return "127.0.0.1:" + (firstPort + 1);
    }

    String registryUrl() {
        return "http://127.0.0.1:" + (firstPort + 3) + "/apis/ccompat/v7";
    }

    String postgresUrl() {
        return "jdbc:postgresql://127.0.0.1:" + (firstPort + 4) + "/outpost";
    }

    String flinkUrl() {
        return "http://127.0.0.1:" + (firstPort + 5);
    }

    String apiUrl() {
        return "http://127.0.0.1:" + firstPort;
    }

    Connection postgres() throws SQLException {
        return DriverManager.getConnection(postgresUrl(), "outpost", "outpost");
    }

    /** The first column of the first row; 0 when there is none. */
    long count(String sql) throws SQLException {
        try (Connection connection = postgres();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /** Where the conditions job's savepoints go, one folder each. */
    Path savepoints() {
        return data.resolve("flink/savepoints");
    }

    /** Where it keeps its checkpoints, a folder for each job. */
    Path checkpoints() {
        return data.resolve("flink/checkpoints");
    }

    /** Ends the stack; its folder stays for whoever wants to read the logs. */
    void down() throws IOException, InterruptedException {
        System.out.println(outpost("down"));
    }

    private static int freePorts() throws IOException {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int attempt = 0; attempt < 100; attempt++) {
            int first = random.nextInt(20_000, 30_000);
            if (areFree(first)) {
                return first;
            }
        }
        throw new IOException("no eleven free ports in a row were found");
    }

    private static boolean areFree(int first) throws IOException {
        for (int port = first; port < first + PORTS; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

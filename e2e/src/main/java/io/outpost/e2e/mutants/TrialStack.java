package io.outpost.e2e.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real stack in a folder of its own. Only processes that its own status names, and their
 * children, are ever stopped or ended from here.
 */
final class TrialStack {
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(4);
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Path data;
    private final int firstPort;

    TrialStack(Path home, Path data, int firstPort) {
        this.home = home;
        this.data = data;
        this.firstPort = firstPort;
    }

    /** What a command printed, and its exit code. */
    record Ended(int exitCode, String output) {}

    void up(Path conditionsJar) throws IOException, InterruptedException {
        Ended up =
                outpost(
                        "up",
                        "--detach",
                        "--without-archive",
                        "--emissions",
                        "--ports-from=" + firstPort,
                        "--conditions-jar=" + conditionsJar);
        if (up.exitCode() != 0) {
            throw new MutantException("The stack did not start:\n" + up.output());
        }
    }

    /** Ends the stack; its folder stays. */
    void down() throws IOException, InterruptedException {
        outpost("down");
    }

    Ended outpost(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(data.getParent(), "command", ".out");
        Process process = begin(output, List.of(arguments));
        if (!process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new MutantException("outpost %s does not end".formatted(List.of(arguments)));
        }
        String text = Files.readString(output);
        Files.delete(output);
        return new Ended(process.exitValue(), text);
    }

    private Process begin(Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("outpost").toString()));
        command.addAll(arguments);
        command.add("--data=" + data);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OUTPOST_SKIP_BUILD", "1");
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    Path home() {
        return home;
    }

    Path data() {
        return data;
    }

    String kafka() {
        return "127.0.0.1:" + (firstPort + 1);
    }

    String registryUrl() {
        return "http://127.0.0.1:" + (firstPort + 3) + "/apis/ccompat/v7";
    }

    String flinkUrl() {
        return "http://127.0.0.1:" + (firstPort + 5);
    }

    String postgresUrl() {
        return "jdbc:postgresql://127.0.0.1:" + (firstPort + 4) + "/outpost";
    }

    Connection postgres() throws SQLException {
        return DriverManager.getConnection(postgresUrl(), "outpost", "outpost");
    }

    /** The first column of the first row. */
    String one(String sql) throws SQLException {
        try (Connection connection = postgres();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    /** Ends a part at once, as a crash would; returns its process id. */
    long kill(String part) throws IOException, InterruptedException {
        return kill(process(part));
    }

    /** Ends the process of a part that was looked up before, when the moment matters. */
    static long kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().orTimeout(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        return process.pid();
    }

    /** Lets a part and its children stand still until {@link #go}. */
    void freeze(String part) throws IOException, InterruptedException {
        signal("-STOP", part);
    }

    void go(String part) throws IOException, InterruptedException {
        signal("-CONT", part);
    }

    private void signal(String signal, String part) throws IOException, InterruptedException {
        ProcessHandle process = process(part);
        List<String> command = new ArrayList<>(List.of("kill", signal));
        Stream.concat(Stream.of(process), process.descendants())
                .forEach(one -> command.add(Long.toString(one.pid())));
        new ProcessBuilder(command).start().waitFor();
    }

    /** Waits until a part that was killed is there again. */
    void awaitAgain(String part, long oldPid) throws Exception {
        Await.until(
                part + " is ready again",
                READY_LIMIT,
                () -> {
                    JsonNode now = part(part);
                    return now.path("state").asText().equals("ready")
                            && now.path("pid").asLong() != oldPid;
                });
    }

    ProcessHandle process(String part) throws IOException, InterruptedException {
        long pid = part(part).path("pid").asLong();
        if (pid <= 1) {
            throw new MutantException("The stack has no " + part);
        }
        return ProcessHandle.of(pid).orElseThrow(() -> new MutantException(part + " does not run"));
    }

    private JsonNode part(String name) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                home.resolve("outpost").toString(),
                                "status",
                                "--json",
                                "--data=" + data)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        for (JsonNode part : JSON.readTree(answer).path("parts")) {
            if (part.path("name").asText().equals(name)) {
                return part;
            }
        }
        return JSON.missingNode();
    }
}

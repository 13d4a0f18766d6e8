package io.outpost.e2e.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real stack in its folder, handled by the outpost command alone. Only processes that its own
 * status names, and their children, are ever stopped or ended from here.
 */
public final class LocalStack implements AutoCloseable {
    /** How many ports in a row a stack takes at most. */
    public static final int PORTS = 22;

    private static final Duration UP_LIMIT = Duration.ofMinutes(10);
    private static final Duration DOWN_LIMIT = Duration.ofMinutes(4);
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(8);
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IGNORED_SIGNALS = "SigIgn:";

    /** SIGINT, 2, in a mask of signals. */
    private static final long INTERRUPT = 1L << 1;

    private final Path home;
    private final Path data;
    private Path javaHome;
    private final Map<String, String> variables = new HashMap<>();
    private Thread onExit;

    /**
     * Starts nothing.
     *
     * @param home root of the repository, in which everything was built
     * @param data the stack's folder
     */
    public LocalStack(Path home, Path data) {
        this.home = home.toAbsolutePath().normalize();
        this.data = data.toAbsolutePath().normalize();
    }

    /** What a command gave; the exit code is -1 when it was ended because it took too long. */
    public record Result(int exitCode, String output) {}

    /** Brings it up with the shipped settings. */
    public void up(String... options) throws IOException, InterruptedException {
        up(home.resolve("flink-conf"), options);
    }

    /** Brings it up with the settings of a folder; it ends with this process, if not before. */
    public void up(Path settings, String... options) throws IOException, InterruptedException {
        Result up = tryUp(settings, options);
        if (up.exitCode() != 0) {
            throw new CommandException("The stack did not start:\n" + up.output());
        }
    }

    /** The same of one that may fail. */
    public Result tryUp(Path settings, String... options) throws IOException, InterruptedException {
        if (onExit == null) {
            onExit = new Thread(this::end, "end the stack");
            Runtime.getRuntime().addShutdownHook(onExit);
        }
        List<String> arguments = new ArrayList<>(List.of("up", "--detach"));
        arguments.addAll(List.of(options));
        return run(UP_LIMIT, Map.of("OUTPOST_FLINK_CONF", settings.toString()), arguments);
    }

    /** From now on, commands and what they start run on another JDK. */
    public void runOn(Path anotherJavaHome) {
        javaHome = anotherJavaHome;
    }

    /**
     * From now on, the quick compiler alone compiles commands and what they start: of a stack that
     * lives for minutes, the other one takes two thirds of the processor time.
     */
    public LocalStack compileQuickly() {
        return with("OUTPOST_JVM_OPTIONS", "-XX:TieredStopAtLevel=1");
    }

    /** From now on, commands and what they start have another environment variable. */
    public LocalStack with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Ends its processes, and nothing else; its folder stays. */
    public void down() throws IOException, InterruptedException {
        Result down = run(DOWN_LIMIT, "down");
        if (down.exitCode() != 0) {
            throw new CommandException("The stack did not end:\n" + down.output());
        }
    }

    /** Ends it, where this object has brought it up. */
    @Override
    public void close() {
        if (onExit != null) {
            Runtime.getRuntime().removeShutdownHook(onExit);
            onExit = null;
            end();
        }
    }

    private void end() {
        try {
            down();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a command that must succeed; returns what it printed. */
    public String outpost(String... arguments) throws IOException, InterruptedException {
        Result result = run(COMMAND_LIMIT, arguments);
        if (result.exitCode() != 0) {
            throw new CommandException(
                    "outpost %s failed:%n%s".formatted(List.of(arguments), result.output()));
        }
        return result.output();
    }

    /** Runs a command, which is ended when it takes too long. */
    public Result run(Duration limit, String... arguments)
            throws IOException, InterruptedException {
        return run(limit, Map.of(), List.of(arguments));
    }

    private Result run(Duration limit, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("outpost-command", ".out");
        Process process = begin(output, environment, arguments);
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            String text = Files.readString(output);
            return ended
                    ? new Result(process.exitValue(), text)
                    : new Result(-1, text + "\nIt did not end within " + limit);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }

    /** Starts a command, with its output in the file, and lets it run. */
    public Process begin(Path output, List<String> arguments) throws IOException {
        return begin(output, Map.of(), arguments);
    }

    /** The same with more variables. */
    public Process begin(Path output, Map<String, String> environment, List<String> arguments)
            throws IOException {
        ProcessBuilder builder = command(arguments);
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    /** A command as it was built: it must neither build nor print what a build prints. */
    private ProcessBuilder command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isInterruptIgnored()) {
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(home.resolve("outpost").toString());
        command.addAll(arguments);
        command.add("--data=" + data);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OUTPOST_SKIP_BUILD", "1");
        builder.environment().putAll(variables);
        if (javaHome != null) {
            builder.environment().put("JAVA_HOME", javaHome.toString());
        }
        return builder;
    }

    /**
     * In the background of a shell that is no terminal's; what is started there ignores it, too.
     */
    private static boolean isInterruptIgnored() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(IGNORED_SIGNALS))
                    .map(line -> line.substring(IGNORED_SIGNALS.length()).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & INTERRUPT) != 0);
        } catch (IOException e) {
            return false;
        }
    }

    public Path home() {
        return home;
    }

    public Path data() {
        return data;
    }

    /** Where the jobs keep their checkpoints, a folder for each job. */
    public Path checkpoints() {
        return data.resolve("flink/checkpoints");
    }

    /** Where savepoints go. */
    public Path savepoints() {
        return data.resolve("flink/savepoints");
    }

    /** Carried by every process of this stack on its command line. */
    public String id() throws IOException {
        return Files.readString(data.resolve("stack-id")).strip();
    }

    public String kafka() {
        return endpoint("kafka.bootstrap-servers");
    }

    /** The topic with the log. */
    public String logTopic() {
        return endpoint("log.topic");
    }

    public String registryUrl() {
        return endpoint("registry.url");
    }

    public String flinkUrl() {
        return endpoint("flink.rest-url");
    }

    public String apiUrl() {
        return endpoint("api.url");
    }

    public String postgresUrl() {
        return endpoint("postgres.url");
    }

    /** A connection, for whoever asks to close. */
    public Connection postgres() throws SQLException {
        return DriverManager.getConnection(
                postgresUrl(), endpoint("postgres.user"), endpoint("postgres.password"));
    }

    /** A connection that may do everything, for whoever asks to close. */
    public Connection postgresAsSuperuser() throws SQLException, IOException {
        return DriverManager.getConnection(
                postgresUrl(), "postgres", Files.readString(data.resolve("postgres-password")));
    }

    /** The first column of the first row; empty when there is none. */
    public String one(String sql) throws SQLException {
        try (Connection connection = postgres();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    /** The same as a number; 0 when there is none. */
    public long count(String sql) throws SQLException {
        String one = one(sql);
        return one == null || one.isEmpty() ? 0 : Long.parseLong(one);
    }

    private String endpoint(String key) {
        Path file = data.resolve("endpoints.properties");
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new CommandException("No stack is up in " + data, e);
        }
        return properties.getProperty(key);
    }

    /**
     * The process ids of parts that the supervisor has written down; of a part that is away the
     * last one.
     */
    public List<Long> pids(List<String> parts) throws IOException {
        List<Long> pids = new ArrayList<>();
        for (JsonNode part : table().path("parts")) {
            if (parts.contains(part.path("name").asText())) {
                pids.add(part.at("/process/pid").asLong());
            }
        }
        return pids;
    }

    /** The process id of who starts parts again that die. */
    public long supervisor() throws IOException {
        return table().at("/supervisor/pid").asLong();
    }

    /** STARTING, RUNNING, STOPPING, STOPPED or FAILED, as the supervisor last wrote it down. */
    public String phase() throws IOException {
        return table().path("phase").asText();
    }

    /** Where the conditions job began when it was last submitted; empty: without any state. */
    public String restoredFrom() throws IOException {
        for (JsonNode job : table().path("jobs")) {
            if (job.path("job").asText().equals("CONDITIONS")) {
                return job.path("restoredFrom").asText("");
            }
        }
        throw new CommandException("No conditions job was submitted");
    }

    private JsonNode table() throws IOException {
        return JSON.readTree(data.resolve("run/processes.json").toFile());
    }

    /** The process of a part, which must run. */
    public ProcessHandle process(String part) throws IOException, InterruptedException {
        long pid = part(part).path("pid").asLong();
        if (pid <= 1) {
            throw new CommandException("The stack has no " + part);
        }
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new CommandException(part + " does not run"));
    }

    /** Ends a part at once, as a crash would; returns its process id. */
    public long kill(String part) throws IOException, InterruptedException {
        return kill(process(part));
    }

    /** Ends the process of a part that was looked up before, when the moment matters. */
    public static long kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().orTimeout(DOWN_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        return process.pid();
    }

    /** Lets a part and its children stand still until {@link #go}. */
    public void freeze(String part) throws IOException, InterruptedException {
        signal("-STOP", part);
    }

    /** Ends a {@link #freeze}. */
    public void go(String part) throws IOException, InterruptedException {
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
    public void awaitAgain(String part, long oldPid) throws Exception {
        Await.until(
                part + " is ready again",
                READY_LIMIT,
                () -> {
                    JsonNode now = part(part);
                    return now.path("state").asText().equals("ready")
                            && now.path("pid").asLong() != oldPid;
                });
    }

    private JsonNode part(String name) throws IOException, InterruptedException {
        // Not with the errors of the command, which would stand before the answer.
        Process process =
                command(List.of("status", "--json"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        JsonNode parts = JSON.readTree(process.getInputStream().readAllBytes()).path("parts");
        process.waitFor();
        for (JsonNode part : parts) {
            if (part.path("name").asText().equals(name)) {
                return part;
            }
        }
        return JSON.missingNode();
    }
}

package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Commands of Flink's own programs, which start from their jars and the rendered settings alone.
 */
final class FlinkProcess {
    static final String JOB_SETTINGS = "outpost.yaml";

    private static final String PART = "flink";
    private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";

    private final Stack stack;
    private final FlinkConfiguration configuration;

    FlinkProcess(Stack stack) {
        this.stack = stack;
        this.configuration = new FlinkConfiguration(stack);
    }

    /**
     * Heap and other limits as Flink computes them from its settings, and the settings that it
     * derives.
     */
    record Resources(List<String> javaOptions, List<String> dynamicSettings) {}

    /**
     * Asks the program that Flink's own start scripts ask; {@code question} is one of its commands.
     */
    Resources resources(String question) throws IOException, InterruptedException {
        Files.createDirectories(temporary());
        Launch launch =
                stack.java()
                        .frugal()
                        .options(stack.sharedClasses("flink-settings", PART))
                        .main(
                                classpath(),
                                "org.apache.flink.runtime.util.bash.BashJavaUtils",
                                List.of(question, "--configDir", confFolder()));
        String output = Shell.output(launch.command());
        List<String> results =
                output.lines()
                        .filter(line -> line.startsWith(RESULT))
                        .map(line -> line.substring(RESULT.length()))
                        .toList();
        if (results.size() != 2) {
            throw new CommandException(
                    "Flink refuses its settings in flink-conf/config.yaml:\n" + output);
        }
        return new Resources(words(results.get(0)), words(results.get(1)));
    }

    /** A server process, such as "jobmanager". */
    Launch server(String process, String mainClass, Resources resources) {
        List<String> arguments = new ArrayList<>(List.of("--configDir", confFolder()));
        arguments.addAll(resources.dynamicSettings());
        if (stack.shape().observes()) {
            arguments.addAll(
                    List.of("-D", FlinkConfiguration.METRICS_PORT + "=" + metricsPort(process)));
        }
        return stack.java()
                .options(resources.javaOptions())
                .options(
                        stack.distribution()
                                .sharedClasses()
                                .options(
                                        process,
                                        serverClasspath(),
                                        configuration.javaOptions(process)))
                .options(configuration.javaOptions(process))
                .options("-Dlog.file=" + stack.data().log(process))
                // Here the library that compresses snapshots unpacks itself.
                .options("-Dorg.xerial.snappy.tempdir=" + temporary())
                .options(log4j("log4j2.properties"))
                .main(serverClasspath(), mainClass, arguments);
    }

    /** Flink's command line. */
    Launch client(List<String> arguments) {
        Launch launch =
                stack.java()
                        .frugal()
                        .options("-Xmx256m")
                        .options(
                                stack.sharedClasses(
                                        "flink-client", PART, configuration.javaOptions("client")))
                        .options(configuration.javaOptions("client"))
                        .options(log4j("log4j2-client.properties"))
                        .main(classpath(), "org.apache.flink.client.cli.CliFrontend", arguments);
        return launch.with("FLINK_CONF_DIR", confFolder());
    }

    private String log4j(String file) {
        return "-Dlog4j2.configurationFile=" + configuration.folder().resolve(file).toUri();
    }

    private String confFolder() {
        return configuration.folder().toString();
    }

    private int metricsPort(String process) {
        return process.equals(JobManagerPart.NAME)
                ? stack.ports().jobManagerMetrics()
                : stack.ports().taskManagerMetrics();
    }

    /** Of the servers. */
    private String serverClasspath() {
        return stack.distribution().flinkPartJar() + ":" + classpath();
    }

    private String classpath() {
        return stack.distribution().classpath(PART);
    }

    /** Thrown away at each start of the stack. */
    private Path temporary() {
        return stack.data().flink().resolve("tmp");
    }

    Path jobSettings() {
        return configuration.folder().resolve(JOB_SETTINGS);
    }

    private static List<String> words(String line) {
        return Arrays.stream(line.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }
}

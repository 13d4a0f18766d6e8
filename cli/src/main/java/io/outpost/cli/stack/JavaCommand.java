package io.outpost.cli.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds the command of a Java process that carries the stack's id, on the JDK that runs this
 * program.
 */
final class JavaCommand {
    /**
     * More options for every process of a stack, separated by spaces; they win over the shipped.
     */
    private static final String MORE_OPTIONS = "OUTPOST_JVM_OPTIONS";

    private final List<String> command = new ArrayList<>();
    private final List<String> more;

    JavaCommand(String stackId) {
        this(stackId, System.getenv().getOrDefault(MORE_OPTIONS, ""));
    }

    /**
     * @param more options after all others, separated by spaces; may be empty
     */
    JavaCommand(String stackId, String more) {
        this.more = more.isBlank() ? List.of() : List.of(more.strip().split("\\s+"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // First, since only the beginning of a long command line can be read from outside.
        command.add(OwnProcesses.javaMark(stackId));
        command.add("-Djava.awt.headless=true");
        command.add("-Duser.timezone=UTC");
    }

    JavaCommand heapMebibytes(int max) {
        return options("-Xms" + Math.min(max, 64) + "m", "-Xmx" + max + "m");
    }

    /** For processes that do little: one garbage collector thread and the quick compiler only. */
    JavaCommand frugal() {
        return options("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    JavaCommand options(String... options) {
        return options(List.of(options));
    }

    JavaCommand options(List<String> options) {
        command.addAll(options);
        return this;
    }

    Launch main(String classpath, String mainClass, List<String> arguments) {
        command.addAll(more);
        command.addAll(List.of("-cp", classpath, mainClass));
        command.addAll(arguments);
        return launch();
    }

    Launch jar(Path jar, List<String> arguments) {
        command.addAll(more);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return launch();
    }

    private Launch launch() {
        // glibc would give every thread its own arena, which only grows the resident memory.
        return new Launch(List.copyOf(command), Map.of("MALLOC_ARENA_MAX", "2"));
    }
}

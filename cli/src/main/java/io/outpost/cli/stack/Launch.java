package io.outpost.cli.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A command and what is added to its environment. */
record Launch(List<String> command, Map<String, String> environment) {
    private static final File NO_INPUT = new File("/dev/null");

    Launch with(String variable, String value) {
        Map<String, String> extended = new HashMap<>(environment);
        extended.put(variable, value);
        return new Launch(command, Map.copyOf(extended));
    }

    /**
     * Runs it to its end and returns the exit code; it does not outlive an interruption of the
     * caller.
     */
    int run(Path log) throws IOException, InterruptedException {
        Process process = start(log);
        try {
            return process.waitFor();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Starts it with its output appended to the log file. */
    Process start(Path log) throws IOException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(NO_INPUT)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // What the user set for other Java programs would change heaps that are counted on.
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                .forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        return builder.start();
    }
}

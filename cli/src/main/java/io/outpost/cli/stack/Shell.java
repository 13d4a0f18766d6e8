package io.outpost.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short runs of the system's own small programs. */
final class Shell {
    private Shell() {}

    /** What the program printed, whatever its exit code. */
    static String output(List<String> command) throws IOException, InterruptedException {
        Process process = start(command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            Process process = start(command);
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }
}

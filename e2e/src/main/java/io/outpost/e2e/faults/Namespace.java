package io.outpost.e2e.faults;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Mounts that nobody else sees: in a mount namespace of this program's own. */
final class Namespace {
    private Namespace() {}

    /** Fails, and says what to do, when others would see what is mounted. */
    static void requireOwn() throws IOException {
        Path own = Files.readSymbolicLink(Path.of("/proc/self/ns/mnt"));
        boolean isOwn =
                Stream.iterate(
                                ProcessHandle.current().parent(),
                                Optional::isPresent,
                                parent -> parent.flatMap(ProcessHandle::parent))
                        .anyMatch(parent -> isElsewhere(parent.get().pid(), own));
        if (!isOwn) {
            throw new CommandException(
                    "These faults mount file systems, which nobody else may see. Run them so: unshare --mount ./outpost faults ...");
        }
    }

    /** False also of a process that may not be looked at. */
    private static boolean isElsewhere(long pid, Path namespace) {
        try {
            return !Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/mnt")).equals(namespace);
        } catch (IOException e) {
            return false;
        }
    }

    static boolean isRoot() throws IOException, InterruptedException {
        return run("id", "-u").strip().equals("0");
    }

    /** Runs a program of the system; returns what it printed. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new CommandException(List.of(command) + " failed: " + output);
        }
        return output;
    }
}

